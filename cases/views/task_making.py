"""The form of a task, and what is read once it is given."""

from dataclasses import dataclass
from datetime import date, time

from cases.model import CaseId


@dataclass(frozen=True, slots=True)
class TaskForm:
    """What the form needs besides the command that it fills in.

    ``children`` are names of those whom the case is about and the reader may know of; ``child_reference`` is
    that of the first. ``people`` maps the ids of those who can be chosen to words; ``dataset`` is where
    typing finds more, "" where there are none. ``chosen`` are ids. ``for_reader`` says that it can be theirs
    alone. ``templates`` maps ids to titles. ``note`` says something of the day, ``filled`` where what stands
    in the form comes from, and ``problem`` is one sentence.
    """

    case_id: CaseId
    reference: str
    children: tuple[str, ...]
    child_reference: str
    today: date
    people: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...] = ()
    dataset: str = ""
    for_reader: bool = False
    templates: tuple[tuple[str, str], ...] = ()
    note: str = ""
    filled: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WhichCase:
    """Of which case it is to be a task: ``led`` maps the ids of the cases that the reader leads to words.

    ``children`` maps the references of children whom the reader works with to words; ``dataset`` is where
    typing finds others.
    """

    led: tuple[tuple[str, str], ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    dataset: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """What was given, to whom ("" for the reader), by when. ``before``: it had been given already."""

    case_id: CaseId
    child_reference: str
    reference: str
    title: str
    owners: tuple[str, ...]
    today: date
    due: date | None = None
    due_at: time | None = None
    note: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class TaskNotGiven:
    """Why there is no form: one sentence, and what had been written, so that nothing is lost."""

    why: str
    title: str = ""
    details: str = ""
