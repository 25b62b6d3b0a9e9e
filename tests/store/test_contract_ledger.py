"""What every ledger and outbox does, the fake ones too."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.model import Identity, Involvement, InvolvementId
from cases.records import (
    Action,
    AuditEntry,
    CaseRewrite,
    Effects,
    Event,
    EventKind,
    Notice,
    Outcome,
    OutdatedError,
    Rewrite,
)
from tests import builders as make
from tests.fakes import FakeClock
from tests.store.conftest import Opened
from tests.store.world import ANNA, BEN, CARA, KIM, ROBIN, WORLD


def entry(clock: FakeClock, asked: str = "robin") -> AuditEntry:
    return AuditEntry(
        at=clock.now(),
        identity=ANNA.identity,
        practitioner_id=ANNA.id,
        action=Action.CIRCLE_SEE,
        outcome=Outcome.SHOWN,
        child_id=ROBIN.id,
        basis="involved",
        reason="safeguarding: bruises",
        asked=asked,
        shown=(InvolvementId("anna-robin"), InvolvementId("cara-robin")),
    )


async def test_all_that_a_turn_leaves_behind_is_kept(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    grant, notice = make.grant("anna", "kim", given=clock.now()), Notice(BEN.id, "grant", "grant-anna")

    assert await opened.ledger.commit(Effects((entry(clock),), (grant,), (notice,)), "activity-1")

    assert await opened.trail() == [entry(clock)]
    assert await opened.register.grant(grant.id) == grant
    assert [waiting.notice for waiting in await opened.notices.due(clock.now(), 10)] == [notice]


async def test_the_trail_takes_entries_about_people_it_does_not_know(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    stranger = AuditEntry(clock.now(), Identity("t", "o"), None, Action.BOT_USE, Outcome.NOT_REGISTERED)

    await opened.ledger.commit(Effects(audit=(stranger,)), None)

    assert await opened.trail() == [stranger]


async def test_an_activity_delivered_twice_is_written_once(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)

    assert await opened.ledger.commit(Effects((entry(clock, "first"),)), "activity-1") is True
    assert await opened.ledger.commit(Effects((entry(clock, "again"),)), "activity-1") is False

    assert [line.asked for line in await opened.trail()] == ["first"]


async def test_without_an_activity_everything_is_written(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)

    assert [await opened.ledger.commit(Effects((entry(clock),)), None) for _ in range(2)] == [True, True]

    assert len(await opened.trail()) == 2


async def test_a_turn_that_leaves_nothing_behind_still_counts_as_handled(ports: Opened):
    ledger = (await ports(WORLD)).ledger

    assert [await ledger.commit(Effects(), "activity-1") for _ in range(3)] == [True, False, False]


async def test_of_turns_at_the_same_moment_each_has_its_own_outcome(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    turns = [(f"asked {number}", f"activity-{number % 40}") for number in range(120)]

    outcomes = await asyncio.gather(
        *(opened.ledger.commit(Effects((entry(clock, asked),)), once) for asked, once in turns)
    )

    assert outcomes.count(True) == 40
    written = [asked for (asked, _), new in zip(turns, outcomes, strict=True) if new]
    assert sorted(line.asked for line in await opened.trail()) == sorted(written)


async def test_notices_come_when_they_are_due_in_order_and_no_more_than_asked(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    for number, who in enumerate((ANNA, BEN, CARA)):
        await opened.ledger.commit(Effects(notices=(Notice(who.id, "grant", str(number)),)), None)
        clock.advance(timedelta(minutes=1))

    first, second = await opened.notices.due(clock.now(), 2)

    assert [first.notice.to, second.notice.to] == [ANNA.id, BEN.id]
    assert await opened.notices.due(clock.now() - timedelta(hours=1), 10) == []
    assert await opened.notices.waiting() == 3


async def test_a_notice_goes_once_it_is_done_and_comes_back_when_it_is_put_off(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    told = (Notice(ANNA.id, "grant", "1"), Notice(BEN.id, "grant", "2"))
    await opened.ledger.commit(Effects(notices=told), None)
    first, second = await opened.notices.due(clock.now(), 10)
    soon = clock.now() + timedelta(minutes=5)

    await opened.notices.done(first.id)
    await opened.notices.done(first.id)
    await opened.notices.later(second.id, soon, "Timeout")

    assert await opened.notices.due(clock.now(), 10) == []
    assert await opened.notices.waiting() == 1
    assert await opened.notices.due(soon, 10) == [second]


async def test_an_activity_that_is_released_is_answered_again_and_the_trail_keeps_both(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    await opened.ledger.commit(Effects((entry(clock, "first"),)), "activity-1")
    await opened.ledger.commit(Effects((entry(clock, "other"),)), "activity-2")

    await opened.ledger.release("activity-1")

    assert await opened.ledger.commit(Effects((entry(clock, "again"),)), "activity-1") is True
    assert await opened.ledger.commit(Effects(), "activity-2") is False
    assert [line.asked for line in await opened.trail()] == ["first", "other", "again"]


def ending(before: Sequence[Involvement], until: date) -> Rewrite:
    return Rewrite(KIM.id, BEN.id, tuple(before), tuple(replace(row, until=until) for row in before))


def happened(clock: FakeClock, identifier: str = "happened") -> Event:
    return Event(
        identifier, clock.now(), EventKind.LEFT, KIM.id, InvolvementId("ben-kim"), BEN.id, ANNA.id,
        date(2026, 11, 1), "2026-11-01", "", "consent", "grant",
    )  # fmt: skip


async def test_a_change_is_written_with_its_history(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    held = await opened.register.held(BEN.id, [KIM.id])
    new = replace(held[0], id=InvolvementId("new"), role="Mentor", since=date(2026, 12, 1), until=None)
    change = Rewrite(KIM.id, BEN.id, tuple(held), (replace(held[0], until=date(2026, 11, 1)), new))

    assert await opened.ledger.commit(Effects(rewrites=(change,), events=(happened(clock),)), "activity-1")

    assert await opened.register.held(BEN.id, [KIM.id]) == (change.after[0], new)
    assert await opened.register.event("happened") == happened(clock)
    assert await opened.register.event("nothing") is None


async def test_a_change_that_rests_on_what_is_no_longer_so_is_not_written(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    held = await opened.register.held(BEN.id, [KIM.id])
    first, second = ending(held, date(2026, 12, 1)), ending(held, date(2026, 12, 31))
    await opened.ledger.commit(Effects(rewrites=(first,)), "activity-1")

    with pytest.raises(OutdatedError):
        await opened.ledger.commit(
            Effects((entry(clock),), rewrites=(second,), events=(happened(clock),)), "activity-2"
        )

    assert await opened.register.held(BEN.id, [KIM.id]) == first.after
    assert await opened.trail() == []
    assert await opened.register.event("happened") is None
    assert await opened.ledger.commit(Effects((entry(clock),)), "activity-2"), "it can be answered afresh"


async def test_a_change_delivered_twice_acts_once(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    change = ending(await opened.register.held(BEN.id, [KIM.id]), date(2026, 12, 1))
    effects = Effects(rewrites=(change,), events=(happened(clock),))

    assert [await opened.ledger.commit(effects, "activity-1") for _ in range(2)] == [True, False]


async def test_of_changes_at_the_same_moment_one_is_written_and_the_turns_beside_it(
    ports: Opened, clock: FakeClock
):
    opened = await ports(WORLD)
    held = await opened.register.held(BEN.id, [KIM.id])
    changes = [ending(held, date(2026, 12, number)) for number in range(1, 11)]

    outcomes = await asyncio.gather(
        *(
            opened.ledger.commit(Effects((entry(clock, str(n)),), rewrites=(change,)), f"activity-{n}")
            for n, change in enumerate(changes)
        ),
        opened.ledger.commit(Effects((entry(clock, "beside"),)), "activity-beside"),
        return_exceptions=True,
    )

    assert outcomes.count(True) == 2
    assert sum(isinstance(outcome, OutdatedError) for outcome in outcomes) == 9
    assert len(await opened.trail()) == 2


async def test_colleagues_are_found_by_their_whole_name_and_only_while_they_are_active(ports: Opened):
    opened = await ports(WORLD)
    found = await opened.register.colleagues("ANNA")
    assert [one.practitioner.id for one in found] == [ANNA.id]
    assert await opened.register.colleagues("Ann") == []
    assert await opened.register.colleagues("gone") == []
    assert await opened.register.colleagues("") == []


async def test_all_of_somebodys_involvements_are_read_and_nobody_elses(ports: Opened):
    opened = await ports(WORLD)
    expected = sorted(
        (one for one in WORLD.involvements if one.practitioner_id == BEN.id), key=lambda one: one.id
    )
    everybody = [child.id for child in WORLD.children]
    assert list(await opened.register.held(BEN.id, everybody)) == expected
    assert list(await opened.register.held(BEN.id, [])) == []


async def test_a_case_changes_hands_once(ports: Opened, clock: FakeClock):
    opened = await ports(WORLD)
    (case,) = (await opened.register.files([KIM.id], ANNA.id, clock.now()))[0].cases
    change = CaseRewrite(case, replace(case, lead_id=None))

    assert await opened.ledger.commit(Effects(rewrites=(change,)), "activity-1")
    with pytest.raises(OutdatedError):
        await opened.ledger.commit(Effects(rewrites=(change,)), "activity-2")

    (changed,) = (await opened.register.files([KIM.id], ANNA.id, clock.now()))[0].cases
    assert changed == replace(case, lead_id=None)
