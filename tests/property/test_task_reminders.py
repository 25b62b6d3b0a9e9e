"""Whatever crashes, each is told once; and a hidden owner's tasks leave no trace in what anybody is told."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ical import as_calendar
from cases.commands import CalendarLink, OpenTasks
from cases.model import DisclosureLevel, Priority, Task, TaskId, TaskState
from cases.records import Effects
from dialogs.dispatch import dispatch
from dialogs.rounds_tasks import ask_who_takes_over, remind_of_tasks, remind_within_the_hour
from dialogs.tasks_calendar import behind
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from tests.builders import TODAY, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.dialogs.test_task_reminders import BOSS, LEAD, OTHER, OWNER, TASK, register
from tests.examples import examples
from tests.property.registers import identity

DAY = timedelta(days=1)
SECRET = practitioner("secret", "clinic")
DUE = st.none() | st.integers(-9, 9).map(lambda days: TODAY + days * DAY)


@st.composite
def tasks(draw: st.DrawFn, owners: tuple[str, ...] = ("owner", "other", "lead")) -> tuple[Task, ...]:
    due = draw(st.lists(DUE, max_size=6))
    made = [
        replace(
            TASK,
            id=TaskId(f"t{number}-{draw(st.integers(0, 9))}"),
            owner_id=draw(st.sampled_from(owners)),
            due=day,
            due_at=draw(st.sampled_from([None, time(10), time(15, 30)])) if day else None,
            priority=draw(st.sampled_from(Priority)),
            state=draw(st.sampled_from(TaskState)),
            snoozed=draw(DUE),
        )
        for number, day in enumerate(due)
    ]
    return tuple(made)


def desk_of(rows: tuple[Task, ...], *, hidden: bool = False) -> FakeDesk:
    held = [involvement(LEAD), involvement(OWNER), involvement(OTHER)]
    held += [sensitive(SECRET, DisclosureLevel.NONE)] if hidden else []
    fakes = fake_desk(register(*held, people=(LEAD, OWNER, OTHER, BOSS, SECRET)))
    fakes.ledger.tasks.rows.update({one.id: one for one in rows})
    return fakes


def moments(days: int) -> list[datetime]:
    """From two days before on, at some hours."""
    first = TODAY - 2 * DAY
    return [
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
        for day in (first + number * DAY for number in range(days))
        for hour, minute in ((8, 0), (9, 0), (9, 1), (14, 45), (17, 0), (20, 0))
    ]


class Breaking:
    """A ledger whose process dies at some of its commits, before or after they are written."""

    def __init__(self, fakes: FakeDesk, plan: list[str]) -> None:
        self._ledger, self._plan = fakes.ledger, plan

    async def commit(self, effects: Effects, once: str | None) -> bool:
        fate = self._plan.pop() if self._plan else "written"
        if fate == "before":
            raise ConnectionError
        written = await self._ledger.commit(effects, once)
        if fate == "after":
            raise ConnectionError
        return written


@settings(max_examples=examples(60), deadline=None)
@given(tasks(), st.lists(st.sampled_from(["written", "before", "after"]), max_size=12))
def test_whatever_crashes_each_is_told_once_and_nobody_is_forgotten(rows: tuple[Task, ...], plan: list[str]):
    async def told(fates: list[str]) -> Counter[object]:
        fakes = desk_of(rows)
        desk = replace(fakes.desk, ledger=Breaking(fakes, fates))
        for now in moments(8):
            for make in (remind_of_tasks, remind_within_the_hour, ask_who_takes_over) * 14:
                try:
                    await make(desk, now)
                except ConnectionError:
                    continue
        return Counter(one.notice for one in await fakes.ledger.notices.due(moments(9)[-1], 9999))

    broken, whole = asyncio.run(told(list(plan))), asyncio.run(told([]))
    assert broken == whole
    assert set(whole.values()) <= {1}


@settings(max_examples=examples(60), deadline=None)
@given(tasks(), tasks(("secret",)))
def test_a_hidden_owners_tasks_leave_no_trace(rows: tuple[Task, ...], unseen: tuple[Task, ...]):
    hidden = [replace(one, id=TaskId(f"x{one.id}"), asked_by=SECRET.id) for one in unseen]

    async def got(fakes: FakeDesk) -> list[bytes]:
        everything = []
        for now in moments(8):
            for make in (remind_of_tasks, remind_within_the_hour, ask_who_takes_over):
                await make(fakes.desk, now)
            for one in await fakes.ledger.notices.due(now + 999 * DAY, 9999):
                card = await tell(one.notice, fakes.desk, now)
                await fakes.ledger.notices.done(one.id)
                if card and one.notice.to != SECRET.id:
                    everything.append(msgspec.json.encode((one.notice.to, card.content, card.summary)))
        for who in ("lead", "owner", "boss"):
            everything += await asked(fakes, who)
        return everything

    async def asked(fakes: FakeDesk, who: str) -> list[bytes]:
        answers = []
        for command in (OpenTasks(TASK.case_id), CalendarLink()):
            once = f"{who}-{type(command).__name__}"
            desk = replace(fakes.desk, calendaring=replace(fakes.desk.calendaring, fresh_token=lambda: who))
            replies = await dispatch(
                Turn(identity(who), Room.PERSONAL, "a:1", once, moments(1)[2]), command, desk
            )
            answers += [msgspec.json.encode(one.card.content) for one in replies or ()]
        _, dated = await behind(who, fakes.desk, moments(1)[2]) or (None, ())
        return [*answers, as_calendar(dated, "bot")]

    seen = asyncio.run(got(desk_of(rows)))
    assert asyncio.run(got(desk_of((*rows, *hidden), hidden=True))) == seen


def test_the_days_looked_at_hold_a_weekend():
    assert {moment.date().weekday() for moment in moments(8)} >= {4, 5, 6}
    assert date(2026, 11, 20) == TODAY
