"""What people are told when an involvement began or ended: the child by reference only."""

from cards.actions import Execute
from cards.card import Card, finish, heading, press
from cards.dates import day, moment
from cards.elements import Element, TextBlock
from cards.layout import FactSet
from cards.purposes import PURPOSES
from cards.text import clip, escape
from cases.commands import EndAccess, Leave
from cases.query import Query
from cases.records import EventKind
from cases.views import InvolvementNotice

SUMMARY = "Somebody's work with a child has begun or ended."
LONGEST, LONGEST_WORDS = 100, 300
_DAYS = {EventKind.JOINED: "First day", EventKind.CANCELLED: "It was to begin"}


def involvement_told(notice: InvolvementNotice) -> Card:
    """Who began or stopped working with the child, and from when; with a button if the reader may end it."""
    joined = notice.kind is EventKind.JOINED
    reference = escape(notice.reference)
    facts = {
        "Who": "" if notice.yours else _short(notice.name),
        "Role": _short(notice.role),
        "Agency": "" if notice.yours else _short(notice.agency),
        _DAYS.get(notice.kind, "Last day"): day(notice.on),
        "Recorded by": _short(notice.by),
        "Recorded": moment(notice.at),
        "Why": PURPOSES[notice.reason.purpose] if notice.reason else "",
    }
    body: list[Element] = [
        heading(_title(notice, reference)),
        FactSet({title: value for title, value in facts.items() if value}),
    ]
    if notice.reason and notice.reason.words:
        body.append(TextBlock(f"In their words: {escape(clip(notice.reason.words, LONGEST_WORDS))}"))
    body.append(TextBlock("You need do nothing, unless it is wrong.", size="Small", is_subtle=True))
    actions: list[Execute] = []
    if joined and notice.may_end:
        leave = Leave(Query(reference=notice.reference), practitioner_id=notice.may_end)
        actions.append(press("This is wrong: end it", leave))
    if notice.grant_id:
        actions.append(press("End their access", EndAccess(notice.grant_id)))
    return finish(body, SUMMARY, actions)


def _title(notice: InvolvementNotice, reference: str) -> str:
    joined = notice.kind is EventKind.JOINED
    if notice.kind is EventKind.CANCELLED:
        whose = "Your work" if notice.yours else "Somebody's work"
        return f"{whose} with {reference}, which was to begin, is called off"
    if notice.yours:
        return f"You were added to {reference}" if joined else f"Your work with {reference} was ended"
    return f"Somebody joined {reference}" if joined else f"Somebody left {reference}"


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
