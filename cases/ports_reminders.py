"""What reminding needs: many people's profiles, many cases, and what has been said already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from cases.model import Case, CaseId, Colleague, PractitionerId, Task
from cases.profile import Profile
from cases.records import TaskMark
from cases.task import Step


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A task that nobody has taken on, and since when: it was given, given anew, opened again or declined."""

    task: Task
    since: datetime


class Reminders(Protocol):
    """Reads what planning a day's reminders takes, many at a time."""

    async def profiles(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Profile]:
        """The profiles of those of these people who have said anything."""
        ...

    async def cases(self, ids: Collection[CaseId]) -> Mapping[CaseId, Case]:
        """Those of these cases that are known, closed ones too."""
        ...

    async def colleagues(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Colleague]:
        """Those of these people who are known, those who have left too."""
        ...

    async def said(self, marks: Collection[TaskMark]) -> frozenset[TaskMark]:
        """Those of these marks that have been made."""
        ...

    async def timed(self, day: date, since: time, until: time) -> Sequence[Task]:
        """Live tasks due on that day after the first time, and at the second or before; by id."""
        ...

    async def unanswered(self, before: datetime, after: str, most: int) -> Sequence[Unanswered]:
        """Open and declined tasks of open cases that stand so since that moment or before, by id.

        Those after an id, at most so many, and none that its giver took on themself or was told of.
        """
        ...

    async def orphaned(self, today: date, after: str, most: int) -> Sequence[Task]:
        """Live tasks of open cases whose owner has left, or is neither lead nor in the circle; by id.

        Those after an id, at most so many, and none that was told of since the owner had it.
        """
        ...


def unanswered_mark(task: Task) -> TaskMark:
    """What is marked when a giver is told that nobody has taken a task on."""
    return TaskMark(UNANSWERED, task.id, f"{task.owner_id}/{task.state}")


def orphaned_mark(task: Task) -> TaskMark:
    """What is marked when somebody is told that a task has nobody."""
    return TaskMark(ORPHANED, task.id, task.owner_id)


UNANSWERED, ORPHANED = "unanswered", "orphaned"
BEGINNINGS = ("given", str(Step.REOPEN), str(Step.REASSIGN), str(Step.DECLINE))
"""What makes a task wait for an answer, as its events name it."""
