"""What a lead is told when somebody looked at a circle for a reason."""

from cards.card import Card, finish, heading, press
from cards.dates import moment
from cards.elements import Element, TextBlock
from cards.layout import FactSet
from cards.purposes import PURPOSES
from cards.text import clip, escape
from cases.commands import EndAccess
from cases.views import LookNotice

SUMMARY = "Somebody looked at the circle of a child you lead for."
LONGEST, LONGEST_WORDS = 100, 300


def told(notice: LookNotice) -> Card:
    """Who looked, when and why; the children of one look by reference only. One button ends it."""
    several = len(notice.references) > 1
    whom = f"{len(notice.references)} children" if several else _short(notice.references[0])
    facts = {
        "Who": _short(notice.viewer_name),
        "Role": _short(notice.viewer_role),
        "Agency": _short(notice.viewer_agency),
        "When": moment(notice.at),
        "Why": PURPOSES[notice.purpose],
        "Children": ", ".join(map(_short, notice.references)) if several else "",
    }
    body: list[Element] = [
        heading(f"Somebody looked at {whom}"),
        FactSet({title: value for title, value in facts.items() if value}),
    ]
    if notice.words:
        body.append(TextBlock(f"In their words: {escape(clip(notice.words, LONGEST_WORDS))}"))
    body.append(
        TextBlock(
            "You need do nothing. If it surprises you, speak to them or to your governance lead.",
            size="Small",
            is_subtle=True,
        )
    )
    if not notice.grant_id:
        return finish(body, SUMMARY)
    return finish(body, SUMMARY, [press("End their access", EndAccess(notice.grant_id))])


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
