"""Reading tasks for one person: each case once, however many of its tasks are looked at."""

from collections.abc import Collection
from datetime import datetime

from cases.local import local_day
from cases.model import Case, CaseId, Colleague, Involvement, PractitionerId, Task, TaskId, Viewer
from cases.policy_tasks import circle_seen, may_name, standing_in
from cases.ports_casework import CaseAround
from cases.task import LIVE
from cases.task_sight import Absent, CaseSight, TaskSight, task_sight
from dialogs.turn import Desk

_CHUNK = 11


class Cases:
    """What is known of cases at one moment, each read once, for however many people look."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk, self._now = desk, now
        self._known: dict[CaseId, CaseAround | None] = {}
        self._held: dict[tuple[CaseId, PractitionerId], tuple[Involvement, ...]] = {}
        self._people: dict[PractitionerId, Colleague | None] = {}

    async def case(self, case: CaseId, people: Collection[PractitionerId] = ()) -> CaseAround | None:
        """The case and its children's files; ``people`` are read with it, where it is read now."""
        if case not in self._known:
            found = await self._desk.casework.around(case, people, self._now)
            self._known[case] = found
            self._people |= {one: found.people.get(one) for one in people} if found else {}
        return self._known[case]

    async def colleague(self, who: PractitionerId) -> Colleague | None:
        """Somebody, if they are known."""
        if who not in self._people:
            self._people[who] = await self._desk.register.colleague(who)
        return self._people[who]

    async def absent(self, around: CaseAround, one: Colleague) -> Absent | None:
        """What somebody was there, is and will be; None for the lead."""
        who, case = one.practitioner.id, around.case
        if who == case.lead_id:
            return None
        if (case.id, who) not in self._held:
            self._held[case.id, who] = tuple(await self._desk.register.held(who, case.children))
        return Absent(one, self._held[case.id, who])


class Sights:
    """What one person may see of cases' tasks at one moment."""

    def __init__(
        self,
        viewer: Viewer,
        desk: Desk,
        now: datetime,
        changed: Task | None = None,
        cases: Cases | None = None,
    ) -> None:
        """``changed`` is a task as it will be once this turn is written."""
        self.viewer, self.desk, self._now, self._changed = viewer, desk, now, changed
        self._cases = cases or Cases(desk, now)
        self._seen: dict[CaseId, CaseSight | None] = {}

    async def case(self, case: CaseId) -> CaseSight | None:
        """The case, if its tasks may be seen."""
        if case not in self._seen:
            self._seen[case] = await self._look(case)
        return self._seen[case]

    async def whatever(self, case: CaseId) -> Case | None:
        """The case whether it may be seen or not: for the audit trail alone."""
        found = await self._cases.case(case)
        return found.case if found else None

    async def task(self, task: TaskId) -> TaskSight | None:
        """The task of that id, if it may be seen."""
        found = await self.desk.tasks.task(task)
        return await self.of(found) if found else None

    async def of(self, task: Task) -> TaskSight | None:
        """The task, if it may be seen."""
        known = await self._cases.case(task.case_id, (task.owner_id, task.asked_by))
        of = await self.case(task.case_id)
        if of is None or known is None:
            return None
        owner, asker = [await self._cases.colleague(one) for one in (task.owner_id, task.asked_by)]
        people = {one.practitioner.id: one for one in (owner, asker) if one}
        # Also of those who are in the circle now: a part in it that may not be seen takes nothing away.
        unnamed = [
            one for who, one in people.items() if not may_name(self.viewer, who, of.circle, of.case, of.today)
        ]
        absent = [found for one in unnamed if (found := await self._cases.absent(known, one))]
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

    async def _look(self, case: CaseId) -> CaseSight | None:
        found = await self._cases.case(case)
        if found is None:
            return None
        files, today = found.files, local_day(self._now)
        standing = standing_in(self.viewer, found.case, files, self._now, today)
        if standing is None:
            return None
        circle = circle_seen(self.viewer, found.case, files, self._now, today)
        return CaseSight(self.viewer, found.case, standing, found.lead, files, circle, today)
