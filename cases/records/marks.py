"""What is written so that nothing of tasks is said twice, and which calendar links somebody has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.model import PractitionerId, TaskId

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
