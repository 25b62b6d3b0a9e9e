"""What somebody filled in to give a task: checked, one sentence for whatever cannot be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.due import Due, due_filled
from cases.model import Colleague, Item, PractitionerId, Priority
from cases.names import normalise
from cases.task import LONGEST_TITLE, LONGEST_WORDS, MOST_ITEMS

NO_TITLE = "Please say what is to be done."
LONG_TITLE = (
    f"Please say what is to be done in at most {LONGEST_TITLE} characters: the rest fits under details."
)
LONG_DETAILS = f"Please keep the details to {LONGEST_WORDS:,} characters: notes stay in your own system."
MANY_ITEMS = f"Please keep the checklist to {MOST_ITEMS} lines."
LONG_ITEM = f"Please keep each line of the checklist to {LONGEST_TITLE} characters."
NO_OWNER = "Please choose who is to do it."
NOT_AN_OWNER = "Somebody you chose cannot be given a task of this case: please choose again."
ME = frozenset({"me", "myself", "i", "us", "ourselves"})


class UnfinishedError(ValueError):
    """What was filled in cannot be taken. The message is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as somebody wants it. The words are without what cannot be read."""

    title: str
    details: str
    owners: tuple[PractitionerId, ...]
    due: Due | None
    priority: Priority
    checklist: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form's fields as they were filled in; ``lines`` of the checklist, words cleaned already."""

    title: str
    details: str
    owners: tuple[PractitionerId, ...]
    due: str
    due_at: str
    priority: str
    lines: Sequence[str]


def wanted(filled: Filled, able: Collection[Colleague], now: datetime) -> Wanted:
    """What is wanted. ``able`` are those who can be given it.

    Raises UnfinishedError, and cases.days.NonsenseError for a day that cannot be.
    """
    if not filled.title:
        raise UnfinishedError(NO_TITLE)
    if len(filled.title) > LONGEST_TITLE:
        raise UnfinishedError(LONG_TITLE)
    if len(filled.details) > LONGEST_WORDS:
        raise UnfinishedError(LONG_DETAILS)
    if not filled.owners:
        raise UnfinishedError(NO_OWNER)
    if not {one.practitioner.id for one in able} >= set(filled.owners):
        raise UnfinishedError(NOT_AN_OWNER)
    lines = [line for line in filled.lines if line]
    if len(lines) > MOST_ITEMS:
        raise UnfinishedError(MANY_ITEMS)
    if any(len(line) > LONGEST_TITLE for line in lines):
        raise UnfinishedError(LONG_ITEM)
    return Wanted(
        title=filled.title,
        details=filled.details,
        owners=filled.owners,
        due=due_filled(filled.due, filled.due_at, now),
        priority=Priority.URGENT if filled.priority == Priority.URGENT else Priority.NORMAL,
        checklist=tuple(Item(line) for line in lines),
    )


def called(typed: str, people: Collection[Colleague], me: PractitionerId) -> list[Colleague]:
    """Those of them who are called so: in full, or else by some of their names."""
    asked = normalise(typed)
    if asked in ME:
        return [one for one in people if one.practitioner.id == me]
    names = {one.practitioner.id: normalise(one.practitioner.name) for one in people}
    whole = [one for one in people if names[one.practitioner.id] == asked]
    return whole or [
        one for one in people if asked and set(asked.split()) <= set(names[one.practitioner.id].split())
    ]
