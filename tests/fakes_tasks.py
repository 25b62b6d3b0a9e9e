"""Tasks in memory. They pass the same contract tests as the real ones (tests/store)."""

from collections.abc import Collection, Sequence
from datetime import date, time

from cases.model import CaseId, PractitionerId, Task, TaskId, TaskState
from cases.records import TaskEvent, TaskRewrite
from cases.task import LIVE, MOST_IN_A_CASE


class FakeTasks:
    """Keeps tasks in a dictionary; a FakeLedger adds to ``happened``."""

    def __init__(self) -> None:
        self.rows: dict[TaskId, Task] = {}
        self.happened: list[TaskEvent] = []

    def is_current(self, change: TaskRewrite) -> bool:
        now = self.rows.get(change.after.id)
        if change.before is not None:
            return now is not None and now.version == change.before.version
        held = sum(one.case_id == change.after.case_id for one in self.rows.values())
        return now is None and held < MOST_IN_A_CASE

    def rewrite(self, change: TaskRewrite) -> None:
        self.rows[change.after.id] = change.after

    async def task(self, task: TaskId) -> Task | None:
        return self.rows.get(task)

    async def of_case(self, case: CaseId, states: Collection[TaskState] = tuple(TaskState)) -> Sequence[Task]:
        return self._sorted(lambda one: one.case_id == case and one.state in states)

    async def owned(self, owners: Collection[PractitionerId], most: int, after: int = 0) -> Sequence[Task]:
        found = self._sorted(lambda one: one.owner_id in owners and one.state in LIVE)
        return found[after : after + most]

    async def count_of(self, case: CaseId) -> int:
        return sum(one.case_id == case for one in self.rows.values())

    async def due_by(
        self, day: date, after: tuple[PractitionerId, TaskId] | None, most: int
    ) -> Sequence[Task]:
        found = [
            one
            for one in sorted(self.rows.values(), key=lambda one: (one.owner_id, one.id))
            if one.state in LIVE and one.due is not None and one.due <= day
        ]
        return [one for one in found if after is None or (one.owner_id, one.id) > after][:most]

    async def events(self, task: TaskId) -> Sequence[TaskEvent]:
        return [one for one in self.happened if one.task_id == task]

    async def events_of(self, case: CaseId) -> Sequence[TaskEvent]:
        of = {one.id for one in self.rows.values() if one.case_id == case}
        return [one for one in self.happened if one.task_id in of]

    def _sorted(self, fits) -> list[Task]:
        def key(one: Task) -> tuple[bool, date, bool, time, str]:
            return (one.due is None, one.due or date.min, one.due_at is None, one.due_at or time.min, one.id)

        return sorted((one for one in self.rows.values() if fits(one)), key=key)
