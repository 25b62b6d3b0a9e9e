"""Reminders and calendar links in memory. They pass the real ones' contract tests (tests/store)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

from cases.model import Case, CaseId, CaseStatus, Colleague, PractitionerId, Task, TaskState
from cases.ports_calendar import Holder
from cases.ports_reminders import BEGINNINGS, Unanswered, orphaned_mark, unanswered_mark
from cases.profile import Profile
from cases.records import CalendarRewrite, CalendarToken, TaskMark, TaskMarks
from cases.task import LIVE
from tests.fakes import FakeLedger, FakeRegister


class FakeMarks:
    """What was said, by kind and subject."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], str] = {}

    def is_current(self, change: TaskMarks) -> bool:
        return not any(self.holds(one) for one in change.marks)

    def rewrite(self, change: TaskMarks) -> None:
        self.rows.update({(one.kind, one.subject): one.stamp for one in change.marks})

    def holds(self, mark: TaskMark) -> bool:
        return self.rows.get((mark.kind, mark.subject)) == mark.stamp


class FakeReminders:
    """Reads what a FakeLedger keeps."""

    def __init__(self, ledger: FakeLedger, register: FakeRegister, marks: FakeMarks) -> None:
        self._ledger, self._register, self._marks = ledger, register, marks

    async def profiles(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Profile]:
        return {one: row for one, row in self._ledger.profiles.rows.items() if one in whose}

    async def cases(self, ids: Collection[CaseId]) -> Mapping[CaseId, Case]:
        return {one: row for one, row in self._ledger.cases.rows.items() if one in ids}

    async def colleagues(self, whose: Collection[PractitionerId]) -> Mapping[PractitionerId, Colleague]:
        found = {one: await self._register.colleague(one) for one in whose}
        return {one: row for one, row in found.items() if row is not None}

    async def said(self, marks: Collection[TaskMark]) -> frozenset[TaskMark]:
        return frozenset(one for one in marks if self._marks.holds(one))

    async def timed(self, day: date, since: time, until: time) -> Sequence[Task]:
        return [
            one
            for one in self._tasks()
            if one.state in LIVE and one.due == day and one.due_at and since < one.due_at <= until
        ]

    async def unanswered(self, before: datetime, after: str, most: int) -> Sequence[Unanswered]:
        found = [Unanswered(one, self._since(one)) for one in self._tasks() if self._waits(one)]
        return [one for one in found if one.since <= before and one.task.id > after][:most]

    async def orphaned(self, today: date, after: str, most: int) -> Sequence[Task]:
        found = [one for one in self._tasks() if one.id > after and self._is_orphaned(one, today)]
        return found[:most]

    def _waits(self, one: Task) -> bool:
        return (
            one.state in (TaskState.OPEN, TaskState.DECLINED)
            and one.owner_id != one.asked_by
            and self._is_open(one)
            and not self._marks.holds(unanswered_mark(one))
        )

    def _since(self, one: Task) -> datetime:
        began = [
            event.at
            for event in self._ledger.tasks.happened
            if event.task_id == one.id and event.step in BEGINNINGS
        ]
        return max(began, default=one.asked_at)

    def _is_orphaned(self, one: Task, today: date) -> bool:
        if one.state not in LIVE or not self._is_open(one) or self._marks.holds(orphaned_mark(one)):
            return False
        case = self._ledger.cases.rows[one.case_id]
        if not self._register.people[one.owner_id].active:
            return True
        held = self._ledger.kept.held(one.owner_id, case.children)
        return case.lead_id != one.owner_id and not any(row.current(today) for row in held)

    def _is_open(self, one: Task) -> bool:
        return self._ledger.cases.rows[one.case_id].status is CaseStatus.OPEN

    def _tasks(self) -> list[Task]:
        return [row for _, row in sorted(self._ledger.tasks.rows.items())]


class FakeCalendars:
    """Calendar links in a dictionary."""

    def __init__(self, ledger: FakeLedger, register: FakeRegister) -> None:
        self._ledger, self._register = ledger, register
        self.rows: dict[PractitionerId, frozenset[CalendarToken]] = {}

    def is_current(self, change: CalendarRewrite) -> bool:
        return self._of(change.practitioner_id) == change.before

    def rewrite(self, change: CalendarRewrite) -> None:
        self.rows[change.practitioner_id] = change.after

    async def of(self, practitioner: PractitionerId) -> frozenset[CalendarToken]:
        return self._of(practitioner)

    async def holder(self, digest: str, now: datetime) -> Holder | None:
        for whose, links in self.rows.items():
            for link in links:
                live = link.until is None or link.until > now
                if link.digest == digest and live and self._register.people[whose].active:
                    return Holder(whose, link.task_id)
        return None

    async def dated(self, practitioner: PractitionerId, since: date) -> Sequence[Task]:
        mine = [
            row
            for row in self._ledger.tasks.rows.values()
            if row.owner_id == practitioner and row.due and (row.state in LIVE or row.due >= since)
        ]
        return sorted(mine, key=lambda row: (row.due, row.id))

    def _of(self, whose: PractitionerId) -> frozenset[CalendarToken]:
        return self.rows.get(whose, frozenset())


def fake_reminders(ledger: FakeLedger, register: FakeRegister) -> tuple[FakeReminders, FakeCalendars]:
    """Both ports over what this ledger keeps, which from now on takes note of what is said."""
    marks, calendars = FakeMarks(), FakeCalendars(ledger, register)
    ledger.keepers |= {TaskMarks: marks, CalendarRewrite: calendars}
    return FakeReminders(ledger, register, marks), calendars
