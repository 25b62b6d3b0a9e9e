"""What every outbox does, the fake one too."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from cases.model import PractitionerId
from cases.ports_delivery import FOUND, DeliveryState, Doubt, Ended, Notices, PutOff
from cases.records import Effects, Notice
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import ANNA, BEN, CARA, WORLD

LEASE = timedelta(minutes=3)


class Outbox:
    """An outbox with notices in it, and the clock by which they fall due."""

    def __init__(self, notices: Notices, clock: FakeClock) -> None:
        self.notices, self.clock = notices, clock

    async def take(self, by: str = "one", most: int = 100) -> list[int]:
        now = self.clock.now()
        return [one.id for one in await self.notices.take(now, now + LEASE, by, most)]

    def soon(self, minutes: float):
        return self.clock.now() + timedelta(minutes=minutes)


async def outbox(ports: Opened, clock: FakeClock, *to: PractitionerId) -> tuple[Outbox, Sequence[int]]:
    opened = await ports(WORLD)
    for number, who in enumerate(to):
        await opened.ledger.commit(Effects(notices=(Notice(who, "grant", str(number)),)), None)
    ids = [one.id for one in await opened.notices.due(clock.now(), 100)]
    return Outbox(opened.notices, clock), ids


async def test_many_are_taken_at_once_and_are_nobody_elses_until_their_time_is_over(
    ports: Opened, clock: FakeClock
):
    box, ids = await outbox(ports, clock, ANNA.id, BEN.id, CARA.id)

    assert await box.take("one", 2) == ids[:2]
    assert await box.take("two") == ids[2:]
    assert await box.take("two") == []
    clock.advance(LEASE)
    assert sorted(await box.take("three")) == ids


async def test_whoever_had_it_before_has_nothing_to_say_about_it_any_more(ports: Opened, clock: FakeClock):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("one")
    clock.advance(LEASE)
    await box.take("two")

    assert not await box.notices.sending(only, clock.now(), "one")
    await box.notices.later(only, clock.now(), "Timeout", "one")
    assert not await box.notices.done(only, "one")
    assert await box.notices.sending(only, clock.now(), "two")
    assert await box.notices.done(only, "two")
    assert not await box.notices.done(only, "two"), "it was done already"
    assert await box.notices.waiting() == 0


async def test_of_many_who_take_at_once_none_gets_what_another_has_nor_the_same_persons(
    ports: Opened, clock: FakeClock
):
    box, ids = await outbox(ports, clock, *(who.id for _ in range(5) for who in (ANNA, BEN, CARA)))
    whose = {one.id: one.notice.to for one in await box.notices.due(clock.now(), 100)}

    taken = await asyncio.gather(*(box.take(str(one), 2) for one in range(10)))

    all_taken = [one for each in taken for one in each]
    assert sorted(all_taken) == sorted(set(all_taken))
    holders = [{whose[one] for one in each} for each in taken if each]
    assert sum(map(len, holders)) == len(set().union(*holders)) == 3
    assert set(all_taken) < set(ids)


async def test_one_persons_come_a_few_at_once_and_in_their_order(ports: Opened, clock: FakeClock):
    box, ids = await outbox(ports, clock, *[ANNA.id] * 7, BEN.id)

    assert await box.take("one") == [*ids[:5], ids[7]]
    assert await box.take("two") == [], "the others wait for the first ones, whoever asks"
    for one in ids[:5]:
        await box.notices.done(one, "one")
    assert await box.take("two") == ids[5:7]


async def test_those_of_somebody_who_died_come_back_in_their_order_before_later_ones(
    ports: Opened, clock: FakeClock
):
    box, ids = await outbox(ports, clock, ANNA.id, ANNA.id, ANNA.id)
    assert await box.take("dead", 2) == ids[:2]
    clock.advance(LEASE)

    assert await box.take("next", 1) == ids[:1]
    assert await box.take("next") == []
    await box.notices.done(ids[0], "next")
    assert await box.take("next") == ids[1:2]
    await box.notices.done(ids[1], "next")
    assert await box.take("next") == ids[2:]


@pytest.mark.parametrize("why", [PutOff.TRIED, PutOff.MAYBE, PutOff.CROWDED])
async def test_what_was_tried_in_vain_is_waited_for_by_later_ones_to_the_same_person(
    ports: Opened, clock: FakeClock, why: PutOff
):
    box, (first, second, other) = await outbox(ports, clock, ANNA.id, ANNA.id, BEN.id)
    await box.take("one", 1)
    await box.notices.later(first, box.soon(1), "Timeout", "one", why)

    assert await box.take("one") == [other]
    clock.advance(timedelta(minutes=1))
    assert await box.take("one") == [first]
    await box.notices.done(first, "one")
    assert await box.take("one") == [second]


@pytest.mark.parametrize("why", [PutOff.UNTIMELY, PutOff.UNREACHABLE])
async def test_what_is_kept_for_later_holds_up_nothing(ports: Opened, clock: FakeClock, why: PutOff):
    box, (first, second) = await outbox(ports, clock, ANNA.id, ANNA.id)
    await box.take("one", 1)
    await box.notices.later(first, box.soon(60), "Quiet", "one", why)

    assert await box.take("one") == [second]
    await box.notices.done(second, "one")
    clock.advance(timedelta(hours=1))
    assert await box.take("two") == [first]


async def test_attempts_are_counted_and_being_crowded_out_is_none(ports: Opened, clock: FakeClock):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    for why in PutOff:
        await box.take("one")
        await box.notices.later(only, clock.now(), "Why", "one", why)

    (pending,) = await box.notices.take(clock.now(), box.soon(3), "one", 1)
    assert pending.attempts == 2
    assert pending.since == clock.now()


async def test_who_cannot_be_reached_is_not_waited_for(ports: Opened, clock: FakeClock):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    assert await box.notices.waiting() == 1
    await box.take("one")
    await box.notices.later(only, box.soon(60), "Unreachable", "one", PutOff.UNREACHABLE)

    assert await box.notices.waiting() == 0


async def test_what_was_not_begun_is_given_back_and_what_was_is_kept(ports: Opened, clock: FakeClock):
    box, (first, second) = await outbox(ports, clock, ANNA.id, BEN.id)
    await box.take("one")
    await box.notices.sending(first, clock.now(), "one")

    await box.notices.give_back("one", clock.now())

    assert await box.take("two") == [second]
    assert await box.notices.done(first, "one")


async def test_what_ended_is_forgotten_after_a_while_but_not_what_failed(ports: Opened, clock: FakeClock):
    box, ids = await outbox(ports, clock, ANNA.id, BEN.id, CARA.id)
    await box.take("one")
    for one, state in zip(
        ids, (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED), strict=True
    ):
        assert await box.notices.done(one, "one", Ended(state, clock.now(), "1:1700", "Why"))

    assert await box.notices.failed() == 1
    assert await box.notices.forget(clock.now()) == 0
    assert await box.notices.forget(box.soon(1)) == 2
    assert await box.notices.forget(box.soon(1)) == 0
    assert await box.notices.failed() == 1
    assert await box.notices.waiting() == 0


async def test_what_is_about_to_leave_when_its_sender_dies_is_in_doubt_and_keeps_its_mark(
    ports: Opened, clock: FakeClock
):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("dead")
    left = clock.now()
    assert await box.notices.sending(only, left, "dead", "a-mark")
    clock.advance(LEASE)

    (pending,) = await box.notices.take(clock.now(), box.soon(3), "next", 1)

    assert (pending.mark, pending.doubt) == ("a-mark", Doubt(left, left))


async def test_what_was_only_taken_or_failed_for_certain_is_in_no_doubt(ports: Opened, clock: FakeClock):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("dead")
    clock.advance(LEASE)
    await box.take("one")
    await box.notices.sending(only, clock.now(), "one", "a-mark")
    await box.notices.later(only, clock.now(), "Timeout", "one", PutOff.TRIED)

    (pending,) = await box.notices.take(clock.now(), box.soon(3), "two", 1)

    assert (pending.mark, pending.doubt) == ("a-mark", None)


async def test_a_doubt_lasts_until_somebody_is_sure_and_looks_in_vain_are_counted(
    ports: Opened, clock: FakeClock
):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("one")
    first = clock.now()
    await box.notices.sending(only, first, "one", "a-mark")
    await box.notices.later(only, clock.now(), "Broken", "one", PutOff.MAYBE)
    for _ in range(2):
        await box.take("one")
        await box.notices.later(only, clock.now(), "Unseen", "one", PutOff.UNSEEN)
    (pending,) = await box.notices.take(clock.now(), box.soon(3), "one", 1)
    assert (pending.doubt, pending.attempts) == (Doubt(first, first, 2), 1)

    clock.advance(timedelta(minutes=1))
    second = clock.now()
    await box.notices.sending(only, second, "one", "a-mark")
    await box.notices.sending(only, second, "one", "a-mark")
    await box.notices.later(only, clock.now(), "Timeout", "one", PutOff.TRIED)
    (pending,) = await box.notices.take(clock.now(), box.soon(3), "one", 1)
    assert pending.doubt == Doubt(first, second), "it was sent again while nobody knew"

    await box.notices.sure(only, "another")
    await box.notices.sure(only, "one")
    await box.notices.later(only, clock.now(), "Timeout", "one", PutOff.TRIED)
    (pending,) = await box.notices.take(clock.now(), box.soon(3), "one", 1)
    assert pending.doubt is None


async def test_who_comes_late_with_a_message_that_arrived_is_heard_while_nobody_else_sends(
    ports: Opened, clock: FakeClock
):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("late")
    await box.notices.sending(only, clock.now(), "late", "a-mark")
    clock.advance(LEASE)
    await box.take("next")
    arrived = Ended(DeliveryState.SENT, clock.now(), "1:1700")

    await box.notices.sending(only, clock.now(), "next", "a-mark")
    assert not await box.notices.done(only, "late", arrived), "there will be another"
    await box.notices.later(only, clock.now(), "Timeout", "next", PutOff.TRIED)
    await box.take("next")
    assert not await box.notices.done(only, "late", Ended(DeliveryState.FAILED, clock.now()))
    assert await box.notices.done(only, "late", arrived)
    assert not await box.notices.sending(only, clock.now(), "next", "a-mark")
    assert not await box.notices.done(only, "third", arrived)


async def test_who_comes_late_with_a_message_that_was_found_may_leave_it_there(
    ports: Opened, clock: FakeClock
):
    box, (only,) = await outbox(ports, clock, ANNA.id)
    await box.take("next")
    assert await box.notices.done(only, "next", Ended(DeliveryState.SENT, clock.now(), "1700", FOUND))

    assert await box.notices.done(only, "late", Ended(DeliveryState.SENT, clock.now(), "1:1700"))
    assert not await box.notices.done(only, "late")
