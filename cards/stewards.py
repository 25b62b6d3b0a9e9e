"""Two records that may be one child, side by side, for a steward to decide."""

from collections.abc import Mapping
from datetime import date

from cards.card import Card, finish, heading, press
from cards.dates import born
from cards.elements import Element, TextBlock
from cards.inputs import TextInput
from cards.layout import Column, ColumnSet
from cards.reason import LONGEST_WORDS
from cards.text import clip, escape
from cases.commands import Duplicates, JudgeLink, Merges
from cases.model import LinkAnswer
from cases.views import CompareView, Side

COMPARE = "Two records may be one child. Please look."
NONE = "There are no records to compare."
TOLD = "There are records to compare."
LONGEST, NAMES, NOTES = 60, 4, 3
FACTS: Mapping[str, str] = {
    "names": "Names",
    "birth": "Date of birth",
    "area": "Area",
    "nhs_number": "NHS number",
    "upn": "UPN",
}
UNKNOWN = "not known"


def compare_card(view: CompareView) -> Card:
    """The two side by side, each fact marked in words, and three answers."""
    body: list[Element] = [heading("Is this one child?")]
    if view.said:
        body.append(TextBlock(escape(view.said), weight="Bolder"))
    more = "" if view.waiting <= 1 else f" {view.waiting - 1} more to look at after this one."
    body.append(TextBlock(f"Two records that look alike.{more}", size="Small", is_subtle=True))
    body.append(_two(f"**{escape(view.one.reference)}**", f"**{escape(view.other.reference)}**"))
    for fact, title in FACTS.items():
        said = [said_of(side, fact, view.today) for side in (view.one, view.other)]
        partly = fact == "birth" and said[0] != said[1]
        alike = "agree as far as known" if partly else "the same"
        mark = "differ" if fact in view.differs else alike if fact in view.same else "not in both"
        body.append(TextBlock(f"**{title}**: {mark}", separator=True))
        body.append(_two(*said))
    if view.one.agencies or view.other.agencies:
        body.append(TextBlock("**On record from**", separator=True))
        body.append(_two(*(_agencies(side) for side in (view.one, view.other))))
    body += [TextBlock(f"Another steward: {_short(note)}", size="Small") for note in view.notes[-NOTES:]]
    body.append(
        TextInput(
            "words",
            "A note, kept with your answer (if you like)",
            max_length=LONGEST_WORDS,
            is_multiline=True,
        )
    )
    return finish(
        body,
        COMPARE,
        [
            press("Same child", JudgeLink(view.link_id, LinkAnswer.SAME), tooltip="Asks once more first"),
            press("Different children", JudgeLink(view.link_id, LinkAnswer.DIFFERENT)),
            press("Not sure", JudgeLink(view.link_id, LinkAnswer.NOT_SURE)),
        ],
    )


def none_left(said: str = "") -> Card:
    """Nothing waits: the same for whoever is asked nothing."""
    body: list[Element] = [heading("There is nothing to compare")]
    if said:
        body.append(TextBlock(escape(said)))
    return finish(body, NONE, [press("What was merged", Merges())])


def links_told(waiting: int) -> Card:
    """Once a day, how many wait."""
    what = "one pair of records" if waiting == 1 else f"{waiting} pairs of records"
    body = [
        heading("Is this one child?"),
        TextBlock(f"There is {what} to compare." if waiting == 1 else f"There are {what} to compare."),
    ]
    return finish(body, TOLD, [press("Show the first", Duplicates())])


def said_of(side: Side, fact: str, today: date) -> str:
    """A fact of one record, as markdown."""
    if fact == "names":
        shown = ", ".join(_short(name) for name in side.names[:NAMES])
        return f"{shown} and more" if len(side.names) > NAMES else shown or UNKNOWN
    if fact == "birth":
        return born(side.birth, today) if side.birth else UNKNOWN
    return _short(getattr(side, fact)) or UNKNOWN


def _agencies(side: Side) -> str:
    return ", ".join(_short(name) for name in side.agencies) or UNKNOWN


def _two(left: str, right: str) -> ColumnSet:
    columns = [Column([TextBlock(text)], width="stretch") for text in (left, right)]
    return ColumnSet(columns, spacing="Small")


def _short(typed: str) -> str:
    return escape(clip(typed, LONGEST))
