"""Rounds over a year of tasks: who is told what, when, and that nobody is told twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from cases.model import (
    Absence,
    CaseStatus,
    DisclosureLevel,
    InvolvementId,
    Priority,
    ServiceId,
    Task,
    TaskId,
    TaskState,
)
from cases.profile import Profile, Weekday
from cases.records import Action, Effects
from dialogs.rounds_tasks import ask_who_takes_over, remind_of_tasks, remind_within_the_hour
from dialogs.tell import tell
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agency, agreement, case, child, involvement, practitioner, service
from tests.builders import sensitive as hidden
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import words

LEAD = practitioner("lead", "duty")
OWNER = practitioner("owner", "nursing")
OTHER = practitioner("other", "nursing")
BOSS = practitioner("boss", "nursing", manages=frozenset({ServiceId("nursing")}))
DAY = timedelta(days=1)
TASK = Task(TaskId("t1"), case().id, "Ring the school", OWNER.id, LEAD.id, NOW, NOW, due=TODAY)
FRIDAY, MONDAY, TUESDAY = TODAY, TODAY + 3 * DAY, TODAY + 4 * DAY


def register(*rows, profiles=(), lead: str = "lead", agreements=None, people=()) -> RegisterSeed:
    return RegisterSeed(
        agencies=(agency("council"), agency("health")),
        services=(
            service("duty", "council"),
            service("nursing", "health"),
            service("clinic", "health", sensitive=True),
        ),
        practitioners=people or (LEAD, OWNER, OTHER, BOSS),
        children=(child(),),
        involvements=rows or (involvement(LEAD), involvement(OWNER), involvement(OTHER)),
        cases=(case(lead=lead),),
        agreements=(agreement("council", "health"),) if agreements is None else agreements,
        profiles=tuple(profiles),
    )


def desk_with(*tasks: Task, seed: RegisterSeed | None = None) -> FakeDesk:
    fakes = fake_desk(seed or register())
    fakes.ledger.tasks.rows.update({one.id: one for one in tasks})
    return fakes


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of winter, when Britain is at UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


async def rounds(fakes: FakeDesk, now: datetime) -> list[tuple[str, str, str]]:
    """Make them; who got what of which kind."""
    for make in (remind_of_tasks, remind_within_the_hour, ask_who_takes_over):
        await make(fakes.desk, now)
    return [(to, kind, said) for to, kind, said in await delivered(fakes, now) if said]


async def delivered(fakes: FakeDesk, now: datetime) -> list[tuple[str, str, str]]:
    told = []
    for one in await fakes.ledger.notices.due(now + timedelta(days=999), 999):
        card = await tell(one.notice, fakes.desk, now)
        await fakes.ledger.notices.done(one.id)
        told.append((one.notice.to, one.notice.kind, words(card.content) if card else ""))
    return told


def kinds(told) -> list[tuple[str, str]]:
    return sorted((to, kind) for to, kind, _ in told)


async def test_one_message_a_day_holds_all_that_is_due():
    late = replace(TASK, id=TaskId("t0"), title="Write to the GP", due=FRIDAY - DAY)
    soon = replace(TASK, id=TaskId("t2"), title="Visit", due=MONDAY)
    later = replace(TASK, id=TaskId("t3"), title="Much later", due=MONDAY + 7 * DAY)
    fakes = desk_with(TASK, late, soon, later)
    assert await rounds(fakes, at(FRIDAY, 8, 59)) == []
    ((to, kind, said),) = await rounds(fakes, at(FRIDAY))
    assert (to, kind) == ("owner", "task.reminder")
    assert said.index("Overdue") < said.index("Write to the GP") < said.index("Today")
    assert said.index("Ring the school") < said.index("Until Monday 23 November") < said.index("Visit")
    assert "Much later" not in said
    assert "lumo-tavi" in said
    assert await rounds(fakes, at(FRIDAY, 9, 1)) == []
    assert await rounds(fakes, at(FRIDAY, 17)) == []
    seen = [one for one in fakes.ledger.audit if one.action is Action.TASK_SEE]
    assert {(one.practitioner_id, one.child_id) for one in seen} == {("owner", "child")}


async def test_nothing_to_say_and_nothing_is_sent():
    fakes = desk_with(replace(TASK, due=MONDAY + 7 * DAY), replace(TASK, id=TaskId("t2"), due=None))
    assert await rounds(fakes, at(FRIDAY)) == []
    assert fakes.ledger.audit == []


async def test_days_of_outage_are_made_up_for_by_one_message():
    fakes = desk_with(TASK)
    assert kinds(await rounds(fakes, at(FRIDAY, 15))) == [("owner", "task.reminder")]
    told = await rounds(fakes, at(FRIDAY + 10 * DAY, 11))
    assert [kind for to, kind in kinds(told) if to == "owner"] == ["task.reminder"]
    assert await rounds(fakes, at(FRIDAY + 11 * DAY, 18)) == []


@pytest.mark.parametrize(
    ("before", "nine", "after"),
    [
        # Clocks go forward on Sunday 29 March, and back on Sunday 25 October.
        (date(2026, 3, 27), datetime(2026, 3, 27, 9, tzinfo=UTC), datetime(2026, 3, 30, 8, tzinfo=UTC)),
        (date(2026, 10, 23), datetime(2026, 10, 23, 8, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)),
    ],
)
async def test_over_both_clock_changes_it_is_nine_and_once_a_day(before, nine, after):
    fakes = desk_with(replace(TASK, due=before))
    moment, heard = nine - timedelta(hours=2), []
    while moment <= after + timedelta(hours=3):
        for to, kind, _ in await rounds(fakes, moment):
            if (to, kind) == ("owner", "task.reminder"):
                heard.append(moment)
        moment += timedelta(minutes=20)
    assert heard == [nine, after]


async def test_christmas_is_not_for_reminders():
    fakes = desk_with(replace(TASK, due=date(2026, 12, 24)))
    heard = [
        day
        for day in (date(2026, 12, 23) + DAY * number for number in range(8))
        if ("owner", "task.reminder") in kinds(await rounds(fakes, at(day)))
    ]
    assert [day.day for day in heard] == [23, 24, 29, 30]


async def test_part_timers_and_whoever_is_away_hear_on_their_first_day_back():
    mondays = Profile(OWNER.id, frozenset({Weekday.MONDAY}))
    fakes = desk_with(TASK, seed=register(profiles=[mondays]))
    heard = [
        n for n in range(8) if ("owner", "task.reminder") in kinds(await rounds(fakes, at(FRIDAY + n * DAY)))
    ]
    assert heard == [3]
    away = Profile(OWNER.id, absence=Absence(FRIDAY, FRIDAY + 5 * DAY))
    fakes = desk_with(TASK, seed=register(profiles=[away]))
    heard = [
        n for n in range(8) if ("owner", "task.reminder") in kinds(await rounds(fakes, at(FRIDAY + n * DAY)))
    ]
    assert heard == [6, 7]


async def test_a_manager_hears_at_once_of_what_is_urgent_while_its_owner_is_away():
    away = Profile(OWNER.id, absence=Absence(FRIDAY))
    urgent = replace(TASK, priority=Priority.URGENT, state=TaskState.ACCEPTED)
    fakes = desk_with(urgent, seed=register(profiles=[away]))
    assert await rounds(fakes, at(FRIDAY)) == []
    ((to, kind, said),) = await rounds(fakes, at(MONDAY))
    assert (to, kind) == ("boss", "task.escalated")
    assert "away" in said
    assert "boss" not in [to for to, _ in kinds(await rounds(fakes, at(TUESDAY)))]


async def test_what_is_put_off_is_not_said_but_others_hear_of_it():
    fakes = desk_with(replace(TASK, state=TaskState.ACCEPTED, snoozed=FRIDAY + 60 * DAY))
    heard = {n: kinds(await rounds(fakes, at(FRIDAY + n * DAY))) for n in range(10)}
    assert {n: told for n, told in heard.items() if told} == {
        4: [("lead", "task.escalated")],
        6: [("boss", "task.escalated")],
    }


async def test_a_lead_who_is_late_themself_is_known_to_their_manager():
    chief = practitioner("chief", "duty", manages=frozenset({ServiceId("duty")}))
    seed = register(people=(LEAD, OWNER, OTHER, BOSS, chief))
    fakes = desk_with(replace(TASK, owner_id=LEAD.id, state=TaskState.ACCEPTED), seed=seed)
    heard = {n: kinds(await rounds(fakes, at(FRIDAY + n * DAY))) for n in range(1, 10)}
    others = {n: [one for one in told if one[0] != "lead"] for n, told in heard.items()}
    assert {n: told for n, told in others.items() if told} == {4: [("chief", "task.escalated")]}


async def test_who_gave_it_hears_once_that_nobody_has_taken_it_on():
    fakes = desk_with(replace(TASK, due=None))
    heard = {n: kinds(await rounds(fakes, at(FRIDAY + n * DAY, 10))) for n in range(9)}
    assert {n: told for n, told in heard.items() if told} == {4: [("lead", "task.unanswered")]}
    declined = replace(TASK, due=None, state=TaskState.DECLINED, version=2)
    fakes.ledger.tasks.rows[TASK.id] = declined
    ((to, kind, said),) = await rounds(fakes, at(FRIDAY + 10 * DAY, 10))
    assert (to, kind) == ("lead", "task.unanswered")
    assert "Declined" in said


async def test_an_hour_before_is_said_once_and_again_when_the_time_is_changed():
    timed = replace(TASK, due_at=time(14))
    fakes = desk_with(timed)
    await rounds(fakes, at(FRIDAY))
    assert await rounds(fakes, at(FRIDAY, 12, 59)) == []
    assert kinds(await rounds(fakes, at(FRIDAY, 13))) == [("owner", "task.soon")]
    assert await rounds(fakes, at(FRIDAY, 13, 1)) == []
    fakes.ledger.tasks.rows[TASK.id] = replace(timed, due_at=time(15), version=2)
    assert kinds(await rounds(fakes, at(FRIDAY, 14, 30))) == [("owner", "task.soon")]
    fakes.ledger.tasks.rows[TASK.id] = replace(timed, due_at=time(16), version=3)
    assert await rounds(fakes, at(FRIDAY, 16, 1)) == []


async def test_a_closed_case_reminds_nobody():
    fakes = desk_with(replace(TASK, due_at=time(10)))
    held = fakes.ledger.cases.rows[TASK.case_id]
    fakes.ledger.cases.rows[TASK.case_id] = replace(held, status=CaseStatus.CLOSED)
    heard = [told for n in range(10) if (told := await rounds(fakes, at(FRIDAY + n * DAY)))]
    assert heard == []


async def test_two_replicas_at_once_say_everything_once():
    tasks = [replace(TASK, id=TaskId(f"t{number}"), due=FRIDAY - 7 * DAY) for number in range(5)]
    fakes = desk_with(*tasks)

    class Behind:
        """A replica that read what was said before the other had said it."""

        def __init__(self) -> None:
            self.reads = fakes.desk.reminders

        async def said(self, marks):
            found = await self.reads.said(marks)
            await remind_of_tasks(fakes.desk, at(FRIDAY))
            return found

        def __getattr__(self, name: str):
            return getattr(self.reads, name)

    await remind_of_tasks(replace(fakes.desk, reminders=Behind()), at(FRIDAY))
    queued = [one.notice for one in await fakes.ledger.notices.due(at(FRIDAY) + DAY, 999)]
    assert len(queued) == len(set(queued))
    assert {(one.to, one.kind) for one in queued} >= {("owner", "task.reminder"), ("lead", "task.escalated")}


async def test_a_plan_that_broke_off_is_gone_on_with_and_nobody_is_told_twice():
    people = tuple(practitioner(f"p{number}", "nursing") for number in range(6))
    rows = [involvement(one) for one in people]
    seed = register(involvement(LEAD), *rows, people=(LEAD, BOSS, *people))
    tasks = [replace(TASK, id=TaskId(f"t{one.id}"), owner_id=one.id) for one in people]
    fakes = desk_with(*tasks, seed=seed)

    class Breaks:
        """A ledger whose process dies at its second commit."""

        def __init__(self) -> None:
            self.left = 1

        async def commit(self, effects: Effects, once: str | None) -> bool:
            if self.left == 0:
                raise ConnectionError
            self.left -= 1
            return await fakes.ledger.commit(effects, once)

    with pytest.raises(ConnectionError):
        await remind_of_tasks(replace(fakes.desk, ledger=Breaks()), at(FRIDAY))
    await remind_of_tasks(fakes.desk, at(FRIDAY, 9, 1))
    queued = [one.notice.to for one in await fakes.ledger.notices.due(at(FRIDAY) + DAY, 999)]
    assert sorted(queued) == sorted(one.id for one in people)


async def test_what_a_crash_broke_off_is_told_again():
    fakes = desk_with(TASK)
    await remind_of_tasks(fakes.desk, at(FRIDAY))
    (pending,) = await fakes.ledger.notices.due(at(FRIDAY) + DAY, 9)
    assert await tell(pending.notice, fakes.desk, at(FRIDAY)) is not None
    assert await tell(pending.notice, fakes.desk, at(FRIDAY, 9, 5)) is not None


async def test_what_was_done_meanwhile_is_not_said():
    fakes = desk_with(TASK)
    await remind_of_tasks(fakes.desk, at(FRIDAY))
    fakes.ledger.tasks.rows[TASK.id] = replace(TASK, state=TaskState.DONE, version=2)
    assert [said for _, _, said in await delivered(fakes, at(FRIDAY))] == [""]


async def test_a_message_of_yesterday_is_not_sent_today():
    fakes = desk_with(TASK)
    await remind_of_tasks(fakes.desk, at(FRIDAY))
    assert [said for _, _, said in await delivered(fakes, at(MONDAY))] == [""]


@pytest.mark.parametrize("goes", ["circle", "agency"])
async def test_the_lead_is_asked_once_who_takes_over_all_that_an_owner_left(goes: str):
    tasks = [replace(TASK, id=TaskId(f"t{number}"), due=MONDAY + 30 * DAY) for number in range(3)]
    taken = [replace(one, state=TaskState.ACCEPTED) for one in tasks]
    fakes = desk_with(*taken)
    assert await rounds(fakes, at(FRIDAY)) == []
    if goes == "circle":
        held = fakes.ledger.kept.rows[InvolvementId("owner-child")]
        fakes.ledger.kept.rows[held.id] = replace(held, until=FRIDAY)
    else:
        people = fakes.desk.register.people
        people[OWNER.id] = replace(people[OWNER.id], active=False)
    ((to, kind, said),) = await rounds(fakes, at(MONDAY))
    assert (to, kind) == ("lead", "task.orphaned")
    assert said.count("Ring the school") == 3
    assert "Owner" in said
    assert await rounds(fakes, at(TUESDAY)) == []


async def test_without_a_lead_the_owners_manager_is_asked():
    seed = register(involvement(OWNER, until=FRIDAY), involvement(OTHER), involvement(LEAD))
    fakes = desk_with(replace(TASK, due=None, asked_by=BOSS.id, state=TaskState.ACCEPTED), seed=seed)
    held = fakes.ledger.cases.rows[TASK.case_id]
    fakes.ledger.cases.rows[TASK.case_id] = replace(held, lead_id=None)
    assert kinds(await rounds(fakes, at(MONDAY))) == [("boss", "task.orphaned")]


async def test_whoever_may_not_see_the_owner_hears_nothing_of_their_tasks():
    secret = practitioner("secret", "clinic")
    rows = (involvement(LEAD), hidden(secret, DisclosureLevel.NONE))
    late = replace(TASK, owner_id=secret.id, asked_by=secret.id, due=FRIDAY - 30 * DAY)
    seed = register(*rows, people=(LEAD, secret, BOSS))
    fakes = desk_with(late, seed=seed)
    told = [await rounds(fakes, at(FRIDAY + n * DAY)) for n in range(10)]
    assert {to for some in told for to, _, _ in some} == {"secret"}
    fakes.ledger.kept.rows.pop(InvolvementId("secret-child"))
    assert await rounds(fakes, at(FRIDAY + 10 * DAY)) == []


async def test_who_left_the_circle_is_reminded_of_nothing():
    seed = register(involvement(LEAD), involvement(OWNER, until=FRIDAY - DAY))
    fakes = desk_with(TASK, seed=seed)
    assert ("owner", "task.reminder") not in kinds(await rounds(fakes, at(FRIDAY)))
