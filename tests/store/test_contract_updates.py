"""What every store of updates does, the fake one too."""

import asyncio
from datetime import timedelta

from cases.model import CaseId, PractitionerId, Update, UpdateKind
from cases.ports_updates import Around, Item, Span
from cases.records import Effects
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
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1") == 2
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
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1") == 0
    assert await opened.updates.gather(CARA.id, clock.now() + HOUR, "b2") == 0
    assert await opened.notices.waiting() == 0
    assert await opened.updates.gathered(ANNA.id, clock.now()) == 0


async def test_a_message_may_be_held_back(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = happened(clock, 1)
    await kept(opened, one)
    await opened.updates.plan([item(one, ANNA.id, clock, timedelta(0))])
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1", clock.now() + HOUR) == 1
    assert list(await opened.notices.due(clock.now(), 9)) == []
    assert len(await opened.notices.due(clock.now() + HOUR, 9)) == 1


async def test_planned_again_nothing_changes_and_nothing_is_told_twice(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    one = happened(clock, 1)
    await kept(opened, one)
    await opened.updates.plan([item(one, ANNA.id, clock)])
    await opened.updates.plan([item(one, ANNA.id, clock, timedelta(0)), item(one, BEN.id, clock)])
    assert list(await opened.updates.due(clock.now(), 9)) == []
    clock.advance(HOUR)
    assert await opened.updates.gather(ANNA.id, clock.now(), "b1") == 1
    await opened.updates.plan([item(one, ANNA.id, clock)])
    assert await opened.updates.gather(ANNA.id, clock.now() + HOUR, "b2") == 0


async def test_of_two_who_gather_at_once_one_makes_the_message(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    some = [happened(clock, number) for number in range(20)]
    await kept(opened, *some)
    for one in (some, some[::-1]):
        await opened.updates.plan([item(update, ANNA.id, clock, timedelta(0)) for update in one])
    made = await asyncio.gather(
        *(opened.updates.gather(ANNA.id, clock.now(), f"b{number}") for number in range(4))
    )
    assert sorted(made) == [0, 0, 0, 20]
    assert await opened.notices.waiting() == 1


async def test_messages_are_counted_from_a_moment_on(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    some = [happened(clock, number) for number in range(3)]
    await kept(opened, *some)
    for number, one in enumerate(some):
        await opened.updates.plan([item(one, ANNA.id, clock, timedelta(0))])
        assert await opened.updates.gather(ANNA.id, clock.now(), f"b{number}") == 1
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
