"""The nightly sweep: planned once for each night, whatever the clocks do; forgets what is old and no more."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from bot.sweep import KEPT, SweepPlanner, sweep_job
from bot.work.engine import Engine
from bot.work.jobs import by_name
from cases.records import Effects
from store.notices import SqlNotices
from store.works import scheduled
from tests.bot.work.conftest import QUICK, opened
from tests.fakes import FakeClock


@pytest.mark.parametrize(
    "start", [datetime(2026, 3, 27, 22, 30, tzinfo=UTC), datetime(2026, 10, 23, 22, 30, tzinfo=UTC)]
)
async def test_each_night_has_one_sweep_also_when_the_clocks_change(url: str, start: datetime):
    clock = FakeClock()
    clock.advance(start - clock.now())
    async with opened(url, clock=clock) as shop:
        planner = SweepPlanner(shop.ledger, clock)
        for _ in range(4 * 24):
            await planner.plan()
            clock.advance(timedelta(hours=1))
        planned = await shop.database.read(scheduled)
    nights = [work.not_before for work in planned]
    assert len(nights) == 5
    assert {later - earlier for earlier, later in itertools.pairwise(nights)} == {timedelta(days=1)}
    assert all(start < night for night in nights)


async def test_a_sweep_forgets_old_activities_and_plans_nothing_twice(url: str, clock: FakeClock):
    async with opened(url, clock=clock) as shop:
        engine = Engine(
            shop.works,
            shop.database,
            by_name(sweep_job(shop.ledger, shop.works, clock, SqlNotices(shop.database))),
            clock,
            QUICK,
        )
        planner = SweepPlanner(shop.ledger, clock)
        await shop.ledger.commit(Effects(), "old")
        clock.advance(KEPT)
        await shop.ledger.commit(Effects(), "new")
        await planner.plan()
        async with engine.running():
            clock.advance(timedelta(days=1, hours=12))
            assert await engine.settle()
            await planner.plan()
            assert not await engine.settle()
        assert await shop.ledger.commit(Effects(), "old")
        assert not await shop.ledger.commit(Effects(), "new")


async def test_work_done_long_ago_is_forgotten_and_work_that_has_not_ended_is_not(url: str):
    async with opened(url) as shop:
        engine = shop.engine
        async with engine.running():
            await SweepPlanner(shop.ledger, shop.clock).plan()
            shop.clock.advance(timedelta(days=2))
            await engine.settle()
        assert shop.works.forget(datetime.now(UTC) + timedelta(minutes=1)) == 0
        (kept,) = shop.works.listed(shop.clock.now())
        assert kept.name == "sweep"
        assert shop.works.drop(kept.key)
        assert shop.works.forget(datetime.now(UTC) - timedelta(minutes=1)) == 0
        assert shop.works.forget(datetime.now(UTC) + timedelta(minutes=1)) == 1
