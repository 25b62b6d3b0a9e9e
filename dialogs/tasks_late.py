"""Who hears what of a day's tasks: read for many tasks at once, decided by cases/reminding.py."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.local import local_day
from cases.model import AgencyId, Case, CaseId, CaseStatus, Colleague, PractitionerId, Task, Update
from cases.profile import Profile
from cases.records import Notice, TaskMark
from cases.reminding import day_mark, due, is_urgent_and_left, late_mark, level
from cases.updates import overdue
from cases.workdays import is_working_day
from dialogs.turn import Desk

ESCALATED, REMINDER = "task.escalated", "task.reminder"
FIRST = "1"
"""The level at which others than the owner hear that a task is overdue."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to be said, and what is marked with it."""

    mark: TaskMark
    notices: tuple[Notice, ...] = ()
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a task concerns beside its owner, as far as they are still there."""

    lead: PractitionerId | None
    managers: tuple[PractitionerId, ...]
    leads_managers: tuple[PractitionerId, ...]
    asker: PractitionerId | None

    @property
    def who_gives(self) -> tuple[PractitionerId, ...]:
        """The lead, or whoever stands in: the lead's managers, or the owner's."""
        return (self.lead,) if self.lead else self.leads_managers or self.managers

    @property
    def who_asked(self) -> tuple[PractitionerId, ...]:
        """Whoever gave it, or the lead in their place."""
        return (self.asker,) if self.asker else self.who_gives

    def at(self, told: str) -> tuple[PractitionerId, ...]:
        """Who hears that it is late, at "1", "2" or "away": managers at once where the owner leads."""
        if self.lead is None:
            return () if told == "2" else self.managers
        return (self.lead,) if told == "1" else self.managers


async def of_the_day(desk: Desk, page: Sequence[Task], now: datetime) -> list[Told]:
    """What is to be said of these tasks today, whether it has been said or not."""
    today = local_day(now)
    cases = await desk.reminders.cases({one.case_id for one in page})
    live = [one for one in page if is_open(cases.get(one.case_id))]
    profiles = await desk.reminders.profiles({one.owner_id for one in live})
    mine: dict[PractitionerId, list[Task]] = {}
    for one in live:
        mine.setdefault(one.owner_id, []).append(one)
    told = [
        Told(day_mark(whose, today), (Notice(whose, REMINDER, today.isoformat()),))
        for whose, tasks in mine.items()
        if due(tasks, profiles.get(whose) or Profile(whose), today, desk.is_holiday)
    ]
    return told + await _late(desk, live, profiles, now)


async def _late(
    desk: Desk, live: Sequence[Task], profiles: Mapping[PractitionerId, Profile], now: datetime
) -> list[Told]:
    today = local_day(now)
    if not is_working_day(today, desk.is_holiday):
        return []
    levels: list[tuple[Task, str]] = []
    for one in live:
        reached = level(one, today, desk.escalate_after, desk.is_holiday)
        levels += [(one, str(number)) for number in range(1, reached + 1)]
        if is_urgent_and_left(one, profiles.get(one.owner_id) or Profile(one.owner_id), today):
            levels.append((one, "away"))
    said = await desk.reminders.said([late_mark(*each) for each in levels])
    new = [each for each in levels if late_mark(*each) not in said]
    to = {one.id: whom async for one, whom in concerned(desk, [one for one, _ in new])}
    return [
        Told(
            late_mark(one, how),
            tuple(Notice(who, ESCALATED, f"{one.id}/{how}/{one.version}") for who in heard),
            (overdue(one, now),) if how == FIRST else (),
        )
        for one, how in new
        if (heard := to[one.id].at(how))
    ]


async def concerned(desk: Desk, tasks: Sequence[Task]) -> AsyncIterator[tuple[Task, Concerned]]:
    """Whom each of these tasks concerns."""
    cases: Mapping[CaseId, Case] = await desk.reminders.cases({one.case_id for one in tasks})
    leads = {one.lead_id for one in cases.values() if one.lead_id}
    people = {who for one in tasks for who in (one.owner_id, one.asked_by)} | leads
    known = await desk.reminders.colleagues(people)
    managers = await _managers(desk, {one.agency.id for one in known.values()})
    for one in tasks:
        lead_id = cases[one.case_id].lead_id
        lead, owner = known.get(lead_id) if lead_id else None, known.get(one.owner_id)
        asker = known.get(one.asked_by)
        yield (
            one,
            Concerned(
                _there(lead, one),
                _managing(managers, owner, one),
                _managing(managers, lead, one),
                _there(asker, one),
            ),
        )


async def _managers(desk: Desk, agencies: set[AgencyId]) -> Mapping[AgencyId, Sequence[Colleague]]:
    return {one: await desk.upkeep.managers(one) for one in sorted(agencies)}


def _there(whose: Colleague | None, task: Task) -> PractitionerId | None:
    if whose is None or not whose.practitioner.active or whose.practitioner.id == task.owner_id:
        return None
    return whose.practitioner.id


def _managing(
    managers: Mapping[AgencyId, Sequence[Colleague]], whose: Colleague | None, task: Task
) -> tuple[PractitionerId, ...]:
    if whose is None:
        return ()
    return tuple(
        one.practitioner.id
        for one in managers[whose.agency.id]
        if whose.service.id in one.practitioner.manages and one.practitioner.id != task.owner_id
    )


def is_open(case: Case | None) -> bool:
    """Whether reminders are given for tasks of this case."""
    return case is not None and case.status is CaseStatus.OPEN
