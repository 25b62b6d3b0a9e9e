"""What is written so that nothing of tasks is said twice, and which calendar links somebody has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.model import PractitionerId, ServiceId, TaskId

ALL_TASKS: Final = TaskId("")
"""What a link to all of somebody's tasks names."""


@dataclass(frozen=True, slots=True)
class TaskMark:
    """What was last said of one kind about one subject: the same is not said again.

    ``subject`` is a task's id, or a practitioner's for what is said to them once a day.
    """

    kind: str
    subject: str
    stamp: str


@dataclass(frozen=True, slots=True)
class TaskMarks:
    """These are said now. Not written if any of them has been said already."""

    marks: tuple[TaskMark, ...]


@dataclass(frozen=True, slots=True)
class CalendarToken:
    """A link to somebody's tasks as a calendar, or to one of them. Only its token's digest is kept.

    ``until`` is when it ends by itself; None is when its owner, or whoever says that they have left, ends it.
    """

    digest: str
    task_id: TaskId = ALL_TASKS
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CalendarRewrite:
    """All of one person's links change. Not written if they are not ``before`` any more."""

    practitioner_id: PractitionerId
    before: frozenset[CalendarToken]
    after: frozenset[CalendarToken]


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A manager's digest as it was made: of which kind and period, and its counts by name of line.

    ``since`` is when the period began, ``services`` whose figures they are. ``figures`` hold no zeros, and
    ``caseload`` those with the most children and how many these are.
    """

    practitioner_id: PractitionerId
    kind: str
    period: str
    at: datetime
    since: datetime
    services: frozenset[ServiceId]
    figures: Mapping[str, int]
    caseload: tuple[tuple[PractitionerId, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DigestsMade:
    """These digests are made. Not written if any of them, by person, kind and period, was made before."""

    rows: tuple[DigestRow, ...]
