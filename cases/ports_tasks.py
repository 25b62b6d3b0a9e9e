"""What tasks need: to be read. The ledger writes them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from cases.model import CaseId, PractitionerId, Task, TaskId, TaskState
from cases.records import TaskEvent


class Tasks(Protocol):
    """Reads tasks."""

    async def task(self, task: TaskId) -> Task | None:
        """A task by its id."""
        ...

    async def of_case(self, case: CaseId, states: Collection[TaskState] = tuple(TaskState)) -> Sequence[Task]:
        """The tasks of a case that stand so: the soonest due first, those without a day last, then by id."""
        ...

    async def owned(self, owners: Collection[PractitionerId], most: int, after: int = 0) -> Sequence[Task]:
        """Live tasks of these people, in the same order; at most so many, past so many."""
        ...

    async def count_of(self, case: CaseId) -> int:
        """How many tasks a case has, ended ones too."""
        ...

    async def due_by(
        self, day: date, after: tuple[PractitionerId, TaskId] | None, most: int
    ) -> Sequence[Task]:
        """Live tasks due on that day or before, by owner and id, those after one; at most so many."""
        ...

    async def events(self, task: TaskId) -> Sequence[TaskEvent]:
        """What happened to a task, in the order in which it was written."""
        ...

    async def events_of(self, case: CaseId) -> Sequence[TaskEvent]:
        """What happened to all tasks of a case, in the order in which it was written."""
        ...
