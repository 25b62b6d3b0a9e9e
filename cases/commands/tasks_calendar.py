"""Tasks as a calendar, and tasks that somebody has to decide on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.model import CaseId, PractitionerId, TaskId


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A link to my tasks as a calendar. One that there is ends with ``afresh``; without, it stays."""

    afresh: bool = False


@dataclass(frozen=True, slots=True)
class RevokeCalendar:
    """Every link to my tasks ends."""


@dataclass(frozen=True, slots=True)
class TaskFile:
    """One task of mine as a file for a calendar."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """What is still to be done in a case?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class SettleTasks:
    """What becomes of tasks of a case. ``choices`` are by cases.task_left.key_of; its words are there too.

    ``owner`` is whose they were, if that is why; None where the case is being closed.
    """

    case_id: CaseId
    owner: PractitionerId | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


OfCalendar = CalendarLink | RevokeCalendar | TaskFile | OpenTasks | SettleTasks
