"""What every store of tasks does, the fake one too."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from cases.model import Item, Priority, Task, TaskId, TaskState
from cases.records import Effects, OutdatedError, TaskEvent, TaskRewrite
from cases.task import MOST_IN_A_CASE
from tests.builders import NOW, TODAY
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CLOSED, OPEN, WORLD

DAY = timedelta(days=1)
TASK = Task(TaskId("t1"), OPEN.id, "Ring the school", ANNA.id, BEN.id, NOW, NOW)
WHOLE = replace(
    TASK,
    id=TaskId("t2"),
    details="About the meeting",
    due=TODAY,
    due_at=time(16, 30),
    priority=Priority.URGENT,
    checklist=(Item("Ask for dates"), Item("Send the plan", done=True)),
    said="Passed on",
    snoozed=TODAY + DAY,
    source="https://teams.example/l/message/1",
    template="strategy",
)


async def write(opened: Ports, *changes: TaskRewrite) -> None:
    await opened.ledger.commit(Effects(rewrites=changes), None)


async def test_a_task_is_kept_as_it_is(ports: Opened):
    opened = await ports(WORLD)
    await write(opened, TaskRewrite(None, TASK), TaskRewrite(None, WHOLE))
    assert await opened.tasks.task(TASK.id) == TASK
    assert await opened.tasks.task(WHOLE.id) == WHOLE
    assert await opened.tasks.task(TaskId("t3")) is None


async def test_a_change_that_was_decided_on_an_older_version_is_not_written(ports: Opened):
    opened = await ports(WORLD)
    await write(opened, TaskRewrite(None, TASK))
    accepted = replace(TASK, state=TaskState.ACCEPTED, version=2)
    await write(opened, TaskRewrite(TASK, accepted))
    with pytest.raises(OutdatedError):
        await write(opened, TaskRewrite(TASK, replace(TASK, state=TaskState.CANCELLED, version=2)))
    with pytest.raises(OutdatedError):
        await write(opened, TaskRewrite(None, TASK))
    assert await opened.tasks.task(TASK.id) == accepted


async def test_those_of_a_case_come_soonest_first_and_those_without_a_day_last(ports: Opened):
    opened = await ports(WORLD)
    rows = [
        replace(TASK, id=TaskId("a")),
        replace(TASK, id=TaskId("b"), due=TODAY),
        replace(TASK, id=TaskId("c"), due=TODAY, due_at=time(9)),
        replace(TASK, id=TaskId("d"), due=TODAY - DAY),
        replace(TASK, id=TaskId("e"), due=TODAY, state=TaskState.DONE),
        replace(TASK, id=TaskId("f"), case_id=CLOSED.id),
    ]
    await write(opened, *(TaskRewrite(None, row) for row in rows))
    assert [one.id for one in await opened.tasks.of_case(OPEN.id)] == ["d", "c", "b", "e", "a"]
    assert [one.id for one in await opened.tasks.of_case(OPEN.id, [TaskState.DONE])] == ["e"]
    assert await opened.tasks.count_of(OPEN.id) == 5


async def test_those_of_people_are_live_and_come_a_page_at_a_time(ports: Opened):
    opened = await ports(WORLD)
    days = [TODAY + DAY * number for number in range(5)]
    rows = [replace(TASK, id=TaskId(f"t{number}"), due=day) for number, day in enumerate(days)]
    other = replace(TASK, id=TaskId("ben"), owner_id=BEN.id, due=TODAY - DAY)
    done = replace(TASK, id=TaskId("done"), state=TaskState.DECLINED)
    await write(opened, *(TaskRewrite(None, row) for row in (*rows, other, done)))
    assert [one.id for one in await opened.tasks.owned([ANNA.id], 3)] == ["t0", "t1", "t2"]
    assert [one.id for one in await opened.tasks.owned([ANNA.id], 3, 3)] == ["t3", "t4"]
    assert [one.id for one in await opened.tasks.owned([ANNA.id, BEN.id], 2)] == ["ben", "t0"]
    assert list(await opened.tasks.owned([], 2)) == []


async def test_those_that_fall_due_come_by_owner(ports: Opened):
    opened = await ports(WORLD)
    rows = [
        replace(TASK, id=TaskId("late"), due=TODAY - DAY),
        replace(TASK, id=TaskId("now"), due=TODAY),
        replace(TASK, id=TaskId("later"), due=TODAY + DAY),
        replace(TASK, id=TaskId("bens"), owner_id=BEN.id, due=TODAY),
        replace(TASK, id=TaskId("never")),
    ]
    await write(opened, *(TaskRewrite(None, row) for row in rows))
    first = await opened.tasks.due_by(TODAY, None, 2)
    assert [one.id for one in first] == ["late", "now"]
    rest = await opened.tasks.due_by(TODAY, (first[-1].owner_id, first[-1].id), 9)
    assert [one.id for one in rest] == ["bens"]


async def test_what_happened_to_a_task_is_kept_in_order(ports: Opened):
    opened = await ports(WORLD)
    given = TaskEvent("e1", NOW, TASK.id, BEN.id, "given")
    moved = TaskEvent("e2", NOW, TASK.id, None, "change when it is due", "Half term", "2026-11-20")
    await opened.ledger.commit(Effects(task_events=(given, moved)), None)
    assert list(await opened.tasks.events(TASK.id)) == [given, moved]
    assert list(await opened.tasks.events(TaskId("t9"))) == []


async def test_what_happened_to_a_cases_tasks_is_read_together(ports: Opened):
    opened = await ports(WORLD)
    second, elsewhere = (
        replace(TASK, id=TaskId("second")),
        replace(TASK, id=TaskId("elsewhere"), case_id=CLOSED.id),
    )
    await write(opened, *(TaskRewrite(None, one) for one in (TASK, second, elsewhere)))
    made = [
        TaskEvent(f"e{number}", NOW, one.id, BEN.id, "given")
        for number, one in enumerate((second, elsewhere, TASK, second))
    ]
    await opened.ledger.commit(Effects(task_events=tuple(made)), None)
    assert list(await opened.tasks.events_of(OPEN.id)) == [made[0], made[2], made[3]]
    assert list(await opened.tasks.events_of(CLOSED.id)) == [made[1]]


async def test_a_case_has_no_more_tasks_than_it_may(ports: Opened):
    opened = await ports(WORLD)
    many = [replace(TASK, id=TaskId(f"t{number}")) for number in range(MOST_IN_A_CASE)]
    await write(opened, *(TaskRewrite(None, one) for one in many))
    with pytest.raises(OutdatedError):
        await write(opened, TaskRewrite(None, replace(TASK, id=TaskId("one more"))))
