"""What a timeline tells of tasks: who has it, who gave and ended it, as far as they may be named."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cases.chart import chart_of
from cases.commands import Timeline
from cases.happenings import Happening
from cases.model import PractitionerId, TaskId
from cases.policy import Right, Standing
from cases.ports_history import History
from cases.records import TaskEvent
from cases.task import Step
from cases.task_happenings import task_happenings
from cases.task_sight import TaskSight
from cases.timeline import page
from cases.views import Happened
from dialogs.task_sights import Sights
from tests.builders import NOW, TODAY, file
from tests.dialogs.tasks import Hands, task
from tests.property.registers import identity

DAY = timedelta(days=1)
GIVEN, DONE, CANCELLED = Happened.TASK_GIVEN, Happened.TASK_DONE, Happened.TASK_CANCELLED
MINE = task(1)
HIDDEN = task(2, owner_id=PractitionerId("doctor"), asked_by=PractitionerId("doctor"))


def event(step: str, who: str | None = "anna", ago: int = 0, of: str = MINE.id) -> TaskEvent:
    return TaskEvent(
        f"{step}-{ago}-{of}", NOW - ago * DAY, TaskId(of), PractitionerId(who) if who else None, step
    )


async def seen(who: str, *tasks) -> list[TaskSight]:
    desk = Hands(*tasks).fakes.desk
    viewer = await desk.register.viewer(identity(who), NOW)
    assert viewer is not None
    return await Sights(viewer, desk, NOW).of_case(MINE.case_id)


async def told(who: str, *events: TaskEvent, tasks=(MINE, HIDDEN)) -> list[Happening]:
    by_task = {one.id: [event for event in events if event.task_id == one.id] for one in tasks}
    return list(task_happenings(await seen(who, *tasks), by_task))


def brief(found: Iterable[Happening]) -> list[tuple[str, str, str, str]]:
    return [(one.entry.kind, one.entry.detail, one.entry.name, one.entry.by) for one in found]


async def test_given_and_done_with_who_gave_it_and_nothing_of_a_task_that_one_may_not_see():
    events = (
        event("given", "lead"),
        event(Step.ACCEPT),
        event(Step.FINISH),
        event(Step.FINISH, of=HIDDEN.id),
    )
    assert brief(await told("bert", *events)) == [
        (GIVEN, MINE.title, "Anna", "Lead"), (DONE, MINE.title, "Anna", ""),
    ]  # fmt: skip
    assert [one.task_id for one in await told("doctor", *events)] == [MINE.id, MINE.id, HIDDEN.id, HIDDEN.id]


async def test_whoever_ended_it_is_named_only_where_the_task_may_name_them():
    for actor, by in (("lead", "Lead"), ("bert", "Bert"), ("doctor", ""), ("chief", ""), (None, "")):
        assert brief(await told("anna", event(Step.CANCEL, actor)))[-1][3] == by
    assert brief(await told("chief", event(Step.CANCEL, "chief")))[-1][3] == "Chief"


async def test_done_twice_in_a_day_is_told_once_and_on_two_days_twice():
    events = (event(Step.FINISH, ago=3), event(Step.REOPEN, ago=2), event(Step.FINISH), event(Step.FINISH))
    found = [one for one in await told("anna", *events) if one.entry.kind is DONE]
    assert [one.entry.on for one in found] == [TODAY - 3 * DAY, TODAY]


async def test_whom_it_was_given_to_before_is_not_said():
    again = replace(event(Step.REASSIGN, "lead"), previous="doctor")
    assert "Doctor" not in str(await told("bert", again))


async def test_filter_and_pages_count_tasks_and_the_chart_does_not():
    many = [task(number, asked_at=NOW - number * DAY) for number in range(1, 21)]
    found = list(task_happenings(await seen("anna", *many), {}))
    desk = Hands().fakes.desk
    viewer = await desk.register.viewer(identity("anna"), NOW)
    assert viewer is not None
    asked = Timeline(since=(TODAY - 15 * DAY).isoformat())
    first = page(viewer, file(), History(), Standing(Right.INVOLVED), asked, TODAY, found)
    assert len(first.view.entries) == len(first.tasks) == 12
    later = page(
        viewer,
        file(),
        History(),
        Standing(Right.INVOLVED),
        replace(asked, earlier=first.view.earlier),
        TODAY,
        found,
    )
    assert [one.on for one in later.view.entries] == [TODAY - number * DAY for number in (13, 14, 15)]
    chart, drawn = chart_of(found, {}, None, None, TODAY)
    assert (chart.lanes, chart.first, drawn) == ((), TODAY, frozenset())
