"""What every reader of a day's reminders does, the fake one too; and every keeper of calendar links."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cases.model import Absence, Task, TaskId, TaskState
from cases.ports_calendar import Holder
from cases.ports_reminders import orphaned_mark, unanswered_mark
from cases.profile import Profile, Weekday
from cases.records import (
    CalendarRewrite,
    CalendarToken,
    CaseRewrite,
    Departure,
    Effects,
    OutdatedError,
    ProfileRewrite,
    TaskEvent,
    TaskMark,
    TaskMarks,
    TaskRewrite,
)
from cases.task import Step
from tests.builders import NOW, TODAY
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CARA, CLOSED, GONE, OPEN, WORLD

DAY = timedelta(days=1)
TASK = Task(TaskId("t1"), OPEN.id, "Ring the school", ANNA.id, BEN.id, NOW, NOW)
MARK = TaskMark("day", "anna", "2026-11-20")


async def give(opened: Ports, *tasks: Task) -> None:
    await opened.ledger.commit(Effects(rewrites=tuple(TaskRewrite(None, one) for one in tasks)), None)


def ids(found) -> list[str]:
    return [one.id for one in found]


async def test_what_is_said_is_said_once_until_it_is_something_else(ports: Opened):
    opened = await ports(WORLD)
    other = replace(MARK, subject="ben")
    await opened.ledger.commit(Effects(rewrites=(TaskMarks((MARK,)),)), None)
    assert await opened.reminders.said([MARK, other]) == {MARK}
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(TaskMarks((other, MARK)),)), None)
    assert await opened.reminders.said([MARK, other]) == {MARK}
    tomorrow = replace(MARK, stamp="2026-11-21")
    await opened.ledger.commit(Effects(rewrites=(TaskMarks((tomorrow, other)),)), None)
    assert await opened.reminders.said([MARK, other, tomorrow]) == {tomorrow, other}


async def test_profiles_cases_and_people_are_read_many_at_a_time(ports: Opened):
    opened = await ports(WORLD)
    away = Profile(ANNA.id, frozenset({Weekday.MONDAY}), absence=Absence(TODAY, TODAY + DAY))
    await opened.ledger.commit(Effects(rewrites=(ProfileRewrite(Profile(ANNA.id), away),)), None)
    assert await opened.reminders.profiles([ANNA.id, BEN.id]) == {ANNA.id: away}
    assert await opened.reminders.profiles([]) == {}
    assert await opened.reminders.cases([OPEN.id, CLOSED.id]) == {OPEN.id: OPEN, CLOSED.id: CLOSED}
    found = await opened.reminders.colleagues([ANNA.id, GONE.id, "nobody"])
    assert {one: row.service.id for one, row in found.items()} == {
        ANNA.id: "family-support", GONE.id: "neighbourhood",
    }  # fmt: skip


async def test_what_is_due_at_a_time_is_found_by_it(ports: Opened):
    opened = await ports(WORLD)
    rows = [
        replace(TASK, id=TaskId("at 10"), due=TODAY, due_at=time(10)),
        replace(TASK, id=TaskId("at 11"), due=TODAY, due_at=time(11)),
        replace(TASK, id=TaskId("day"), due=TODAY),
        replace(TASK, id=TaskId("done"), due=TODAY, due_at=time(11), state=TaskState.DONE),
        replace(TASK, id=TaskId("tomorrow"), due=TODAY + DAY, due_at=time(11)),
    ]
    await give(opened, *rows)
    assert ids(await opened.reminders.timed(TODAY, time(10), time(11))) == ["at 11"]
    assert ids(await opened.reminders.timed(TODAY, time(9), time(11))) == ["at 10", "at 11"]


async def test_what_nobody_takes_on_is_found_until_its_giver_was_told(ports: Opened):
    opened = await ports(WORLD)
    own = replace(TASK, id=TaskId("own"), asked_by=ANNA.id)
    closed = replace(TASK, id=TaskId("closed"), case_id=CLOSED.id)
    taken = replace(TASK, id=TaskId("taken"), state=TaskState.ACCEPTED)
    declined = replace(TASK, id=TaskId("declined"), state=TaskState.DECLINED)
    await give(opened, TASK, own, closed, taken, declined)
    event = TaskEvent("e", NOW + DAY, declined.id, ANNA.id, Step.DECLINE, "No room")
    ticked = TaskEvent("f", NOW + 2 * DAY, TASK.id, ANNA.id, Step.TICK)
    await opened.ledger.commit(Effects(task_events=(event, ticked)), None)

    assert await opened.reminders.unanswered(NOW - DAY, "", 9) == []
    found = await opened.reminders.unanswered(NOW + DAY, "", 9)
    assert [(one.task.id, one.since) for one in found] == [("declined", NOW + DAY), ("t1", NOW)]
    assert [one.task.id for one in await opened.reminders.unanswered(NOW, "", 9)] == ["t1"]
    assert [one.task.id for one in await opened.reminders.unanswered(NOW + DAY, "declined", 9)] == ["t1"]
    await opened.ledger.commit(Effects(rewrites=(TaskMarks((unanswered_mark(TASK),)),)), None)
    assert [one.task.id for one in await opened.reminders.unanswered(NOW + DAY, "", 9)] == ["declined"]


async def test_a_task_whose_owner_may_not_own_it_any_more_is_found_until_it_was_told(ports: Opened):
    opened = await ports(WORLD)
    lead = replace(TASK, id=TaskId("lead"), owner_id=BEN.id)
    outside = replace(TASK, id=TaskId("outside"), owner_id=GONE.id)
    sensitive = replace(TASK, id=TaskId("sensitive"), owner_id=CARA.id)
    await give(opened, TASK, lead, outside, sensitive)
    assert ids(await opened.reminders.orphaned(TODAY, "", 9)) == ["outside"]
    assert ids(await opened.reminders.orphaned(date(2025, 1, 1), "", 9)) == ["outside", "sensitive", "t1"]
    assert ids(await opened.reminders.orphaned(date(2025, 1, 1), "outside", 1)) == ["sensitive"]
    await opened.ledger.commit(Effects(rewrites=(Departure(ANNA.id, active=False, on=TODAY),)), None)
    assert ids(await opened.reminders.orphaned(TODAY, "", 9)) == ["outside", "t1"]
    await opened.ledger.commit(Effects(rewrites=(TaskMarks((orphaned_mark(TASK),)),)), None)
    assert ids(await opened.reminders.orphaned(TODAY, "", 9)) == ["outside"]
    given = replace(outside, owner_id=BEN.id, version=2)
    case = replace(OPEN, lead_id=ANNA.id)
    await opened.ledger.commit(Effects(rewrites=(TaskRewrite(outside, given), CaseRewrite(OPEN, case))), None)
    assert ids(await opened.reminders.orphaned(TODAY, "", 9)) == []


async def test_a_link_opens_until_it_is_taken_back_or_is_over_or_its_owner_left(ports: Opened):
    opened = await ports(WORLD)
    feed, one = CalendarToken("d1"), CalendarToken("d2", TASK.id, NOW + DAY)
    change = CalendarRewrite(ANNA.id, frozenset(), frozenset({feed, one}))
    await opened.ledger.commit(Effects(rewrites=(change,)), None)
    assert await opened.calendars.of(ANNA.id) == {feed, one}
    assert await opened.calendars.of(BEN.id) == frozenset()
    assert await opened.calendars.holder("d1", NOW) == Holder(ANNA.id, TaskId(""))
    assert await opened.calendars.holder("d2", NOW) == Holder(ANNA.id, TASK.id)
    assert await opened.calendars.holder("d2", NOW + DAY) is None
    assert await opened.calendars.holder("d3", NOW) is None
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(change,)), None)
    end = CalendarRewrite(ANNA.id, frozenset({feed, one}), frozenset({one}))
    await opened.ledger.commit(Effects(rewrites=(end,)), None)
    assert await opened.calendars.holder("d1", NOW) is None
    await opened.ledger.commit(Effects(rewrites=(Departure(ANNA.id, active=False, on=TODAY),)), None)
    assert await opened.calendars.holder("d2", NOW) is None


async def test_a_calendar_holds_what_has_a_day_and_for_a_while_what_has_ended(ports: Opened):
    opened = await ports(WORLD)
    rows = [
        TASK,
        replace(TASK, id=TaskId("late"), due=TODAY - 90 * DAY),
        replace(TASK, id=TaskId("soon"), due=TODAY),
        replace(TASK, id=TaskId("done"), due=TODAY - DAY, state=TaskState.DONE),
        replace(TASK, id=TaskId("long done"), due=TODAY - 90 * DAY, state=TaskState.DONE),
        replace(TASK, id=TaskId("ben's"), due=TODAY, owner_id=BEN.id),
    ]
    await give(opened, *rows)
    assert ids(await opened.calendars.dated(ANNA.id, TODAY - 14 * DAY)) == ["late", "done", "soon"]
