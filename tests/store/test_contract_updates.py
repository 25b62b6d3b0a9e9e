"""What every store of updates does, the fake one too."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from cases.choices import Choice, Pace
from cases.model import CaseId, PractitionerId, Update, UpdateKind
from cases.ports_updates import Around, Item, Judged, Span
from cases.records import ChoiceRewrite, Effects
from tests.fakes import FakeClock
from tests.store.conftest import Opened, Ports
from tests.store.world import ANNA, BEN, CARA, KIM, ROBIN, WORLD

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def happened(clock: FakeClock, number: int, **changes: object) -> Update:
    parts = {"kind": UpdateKind.JOINED, "child_id": KIM.id, "actor_id": BEN.id, "about_id": BEN.id}
    parts |= {"subject": f"e{number}", "told": (CARA.id,)} | changes
    return Update(f"u{number}", clock.now() + number * MINUTE, **parts)


async def kept(opened: Ports, *updates: Update) -> None:
    await opened.ledger.commit(Effects(updates=updates), None)


def item(update: Update, who: PractitionerId, clock: FakeClock, after: timedelta = HOUR) -> Item:
    return Item(update.id, who, clock.now() + after)


async def gather(opened: Ports, who: PractitionerId, now: datetime, batch: str) -> int:
    """A message of all that is due."""
    judged = Judged(await opened.choices.of(who), [one.id for one in await opened.updates.waiting(who, now)])
    return await opened.updates.gather(who, now, batch, judged)


async def test_what_was_written_with_a_turn_is_found_the_oldest_first(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    first = happened(clock, 1)
    second = happened(clock, 2, kind=UpdateKind.CASE_CLOSED, child_id=None, case_id=CaseId("case"), told=())
    await kept(opened, second, first)
    assert list(await opened.updates.of(["u2", "u1", "u9", "\0"])) == [first, second]
    assert list(await opened.updates.of([])) == []


async def test_all_that_is_due_for_somebody_is_one_message(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one, two, three = (happened(clock, number) for number in (1, 2, 3))
    await kept(opened, one, two, three)
    later = item(three, ANNA.id, clock, 2 * HOUR)
    await opened.updates.plan([item(two, ANNA.id, clock), item(one, ANNA.id, clock), later])
    await opened.updates.plan([item(one, BEN.id, clock)])
    assert list(await opened.updates.due(clock.now(), 9)) == []
    clock.advance(HOUR)
    assert list(await opened.updates.due(clock.now(), 9)) == sorted([ANNA.id, BEN.id])
    assert list(await opened.updates.due(clock.now(), 1)) == sorted([ANNA.id, BEN.id])[:1]
    assert await gather(opened, ANNA.id, clock.now(), "b1") == 2
    assert list(await opened.updates.in_batch("b1")) == [one, two]
    assert list(await opened.updates.due(clock.now(), 9)) == [BEN.id]
    (pending,) = await opened.notices.due(clock.now(), 9)
    notice = pending.notice
    assert (notice.to, notice.kind, notice.subject) == (ANNA.id, "updates", "b1")
    assert list(await opened.updates.in_batch("")) == list(await opened.updates.in_batch("b2")) == []


async def test_nothing_due_is_no_message(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = happened(clock, 1)
    await kept(opened, one)
    await opened.updates.plan([item(one, ANNA.id, clock)])
    assert await gather(opened, ANNA.id, clock.now(), "b1") == 0
    assert await gather(opened, CARA.id, clock.now() + HOUR, "b2") == 0
    assert await opened.notices.waiting() == 0
    assert await opened.updates.gathered(ANNA.id, clock.now()) == 0


async def test_what_is_due_later_or_never_by_now_is_in_no_message(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one, two, three = (happened(clock, number) for number in (1, 2, 3))
    await kept(opened, one, two, three)
    await opened.updates.plan([item(update, ANNA.id, clock) for update in (one, two, three)])
    clock.advance(HOUR)
    assert list(await opened.updates.waiting(ANNA.id, clock.now())) == [one, two, three]
    judged = Judged(Choice(ANNA.id), [two.id], {three.id: clock.now() + HOUR}, [one.id])
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1", judged) == 1
    assert list(await opened.updates.in_batch("b1")) == [two]
    assert list(await opened.updates.due(clock.now(), 9)) == []
    # By a replica that has judged the same a moment ago nothing is taken back, and nothing doubled.
    late = Judged(Choice(ANNA.id), [one.id, two.id], {}, [two.id])
    assert await opened.updates.gather(ANNA.id, clock.now(), "b2", late) == 0
    assert await opened.notices.waiting() == 1
    clock.advance(HOUR)
    assert list(await opened.updates.waiting(ANNA.id, clock.now())) == [three]


async def test_who_chooses_otherwise_is_told_nothing_by_what_they_chose_before(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    one = happened(clock, 1)
    await kept(opened, one)
    await opened.updates.plan([item(one, who, clock) for who in (ANNA.id, BEN.id)])
    before = Choice(ANNA.id)
    daily = replace(before, pace=Pace.DAILY)
    await opened.ledger.commit(Effects(rewrites=(ChoiceRewrite(before, daily),)), None)
    # All that waits is looked at again, and of one person alone.
    assert list(await opened.updates.due(clock.now(), 9)) == [ANNA.id]
    assert list(await opened.updates.waiting(ANNA.id, clock.now())) == [one]
    for judged in (Judged(before, [one.id]), Judged(before, dropped=[one.id])):
        assert await opened.updates.gather(ANNA.id, clock.now(), "b1", judged) == 0
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1", Judged(daily, [one.id])) == 1
    changed = ChoiceRewrite(daily, replace(daily, pace=Pace.AT_ONCE))
    await opened.ledger.commit(Effects(rewrites=(changed,)), None)
    assert list(await opened.updates.due(clock.now(), 9)) == [], "it is in a message already"


async def test_planned_again_nothing_changes_and_nothing_is_told_twice(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = happened(clock, 1)
    await kept(opened, one)
    await opened.updates.plan([item(one, ANNA.id, clock)])
    await opened.updates.plan([item(one, ANNA.id, clock, timedelta(0)), item(one, BEN.id, clock)])
    assert list(await opened.updates.due(clock.now(), 9)) == []
    clock.advance(HOUR)
    assert await gather(opened, ANNA.id, clock.now(), "b1") == 1
    await opened.updates.plan([item(one, ANNA.id, clock)])
    assert await gather(opened, ANNA.id, clock.now() + HOUR, "b2") == 0


async def test_of_two_who_gather_at_once_one_makes_the_message(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    some = [happened(clock, number) for number in range(20)]
    await kept(opened, *some)
    for one in (some, some[::-1]):
        await opened.updates.plan([item(update, ANNA.id, clock, timedelta(0)) for update in one])
    made = await asyncio.gather(*(gather(opened, ANNA.id, clock.now(), f"b{number}") for number in range(4)))
    assert sorted(made) == [0, 0, 0, 20]
    assert await opened.notices.waiting() == 1


async def test_messages_are_counted_from_a_moment_on(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    some = [happened(clock, number) for number in range(3)]
    await kept(opened, *some)
    for number, one in enumerate(some):
        await opened.updates.plan([item(one, ANNA.id, clock, timedelta(0))])
        assert await gather(opened, ANNA.id, clock.now(), f"b{number}") == 1
        clock.advance(HOUR)
    assert await opened.updates.gathered(ANNA.id, clock.now() - 2 * HOUR) == 2
    assert await opened.updates.gathered(BEN.id, clock.now() - 9 * HOUR) == 0


async def test_what_happened_in_a_case_is_its_own_its_childrens_and_who_of_its_people_is_away(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    case = CaseId("case")
    of_child = happened(clock, 0)
    of_case = happened(clock, 1, kind=UpdateKind.CASE_OPENED, child_id=None, case_id=case)
    away = happened(clock, 2, kind=UpdateKind.AWAY, child_id=None, about_id=ANNA.id)
    other_away = happened(clock, 3, kind=UpdateKind.AWAY, child_id=None, about_id=CARA.id)
    other_child = happened(clock, 4, child_id=ROBIN.id, about_id=ANNA.id)
    after = happened(clock, 9)
    await kept(opened, of_child, of_case, away, other_away, other_child, after)
    span = Span(clock.now(), clock.now() + 9 * MINUTE)
    around = Around((KIM.id,), (ANNA.id,))
    assert list(await opened.updates.in_case(case, span, around)) == [of_child, of_case, away]
    assert list(await opened.updates.in_case(case, span, Around())) == [of_case]
