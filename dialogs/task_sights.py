"""Reading tasks for one person: each case once, however many of its tasks are looked at."""

from collections.abc import Collection
from datetime import datetime

from cases.local import local_day
from cases.model import Case, CaseId, Colleague, Involvement, PractitionerId, Task, TaskId, Viewer
from cases.policy_tasks import circle_seen, standing_in
from cases.ports_casework import CaseFile
from cases.task import LIVE
from cases.task_sight import Absent, CaseSight, TaskSight, task_sight
from dialogs.turn import Desk

_CHUNK = 11


class Sights:
    """What one person may see of cases' tasks at one moment."""

    def __init__(self, viewer: Viewer, desk: Desk, now: datetime, changed: Task | None = None) -> None:
        """``changed`` is a task as it will be once this turn is written."""
        self.viewer, self.desk, self._now, self._changed = viewer, desk, now, changed
        self._today = local_day(now)
        self._held: dict[tuple[CaseId, PractitionerId], tuple[Involvement, ...]] = {}
        self._known: dict[CaseId, tuple[CaseFile, CaseSight] | None] = {}
        self._cases: dict[CaseId, Case] = {}

    async def case(self, case: CaseId) -> CaseSight | None:
        """The case, if its tasks may be seen."""
        if case not in self._known:
            self._known[case] = await self._look(case)
        found = self._known[case]
        return found[1] if found else None

    def whatever(self, case: CaseId) -> Case | None:
        """The case whether it may be seen or not, once it has been looked at: for the audit trail alone."""
        return self._cases.get(case)

    async def task(self, task: TaskId) -> TaskSight | None:
        """The task of that id, if it may be seen."""
        found = await self.desk.tasks.task(task)
        return await self.of(found) if found else None

    async def of(self, task: Task) -> TaskSight | None:
        """The task, if it may be seen."""
        of = await self.case(task.case_id)
        if of is None:
            return None
        owner, asker = [await self.desk.register.colleague(one) for one in (task.owner_id, task.asked_by)]
        absent = [found for one in (owner, asker) if one and (found := await self._absent(task, one))]
        return task_sight(of, task, owner, asker, absent)

    async def of_case(self, case: CaseId) -> list[TaskSight]:
        """All tasks of a case that may be seen."""
        found = [self._as_changed(task) for task in await self.desk.tasks.of_case(case)]
        return [sight for task in found if (sight := await self.of(task))]

    async def page(
        self, owners: Collection[PractitionerId], number: int, length: int
    ) -> tuple[list[TaskSight], bool]:
        """That page of these people's live tasks that may be seen, and whether there is another.

        What may not be seen is passed over before pages are made: it leaves no gap.
        """
        wanted = (number + 1) * length + 1
        chunk = max(_CHUNK, length + 1)
        seen: list[TaskSight] = []
        after = 0
        while len(seen) < wanted:
            found = await self.desk.tasks.owned(owners, chunk, after)
            now = [self._as_changed(task) for task in found]
            meant = [task for task in now if task.state in LIVE and task.owner_id in owners]
            seen += [sight for task in meant if (sight := await self.of(task))]
            if len(found) < chunk:
                break
            after += chunk
        start = number * length
        return seen[start : start + length], len(seen) > start + length

    def _as_changed(self, task: Task) -> Task:
        return self._changed if self._changed is not None and self._changed.id == task.id else task

    async def _absent(self, task: Task, one: Colleague) -> Absent | None:
        known = self._known[task.case_id]
        who = one.practitioner.id
        if known is None or self._is_there(known[0], who):
            return None
        key = (task.case_id, who)
        if key not in self._held:
            self._held[key] = tuple(await self.desk.register.held(who, known[0].case.children))
        return Absent(one, self._held[key])

    def _is_there(self, file: CaseFile, who: PractitionerId) -> bool:
        around = {member.practitioner.id for member in file.circle}
        return who in (self.viewer.id, file.case.lead_id) or who in around

    async def _look(self, case: CaseId) -> tuple[CaseFile, CaseSight] | None:
        file = await self.desk.casework.case_file(case, self._today)
        if file is None:
            return None
        self._cases[case] = file.case
        files = await self.desk.register.files(file.case.children, self.viewer.id, self._now)
        standing = standing_in(self.viewer, file.case, files, self._now, self._today)
        if standing is None:
            return None
        circle = circle_seen(self.viewer, file.case, files, self._now, self._today)
        of = CaseSight(self.viewer, file.case, standing, file.lead, tuple(files), circle, self._today)
        return file, of
