"""What a date changes is found in the night, and nothing else is touched."""

from collections.abc import Callable
from datetime import timedelta

from bot.channels.daily import daily_job, next_day
from bot.sweep import SweepPlanner
from bot.work.jobs import Job
from store.database import Database
from store.works import scheduled
from tests.bot.channels.office import open_shop
from tests.bot.work.conftest import at_work
from tests.fakes import FakeClock


async def test_a_day_on_which_somebody_is_no_longer_involved_has_the_case_tended(
    engine_url: Callable[[str], str], database_kind: str, clock: FakeClock
):
    url = engine_url(database_kind)
    async with Database(url) as database:
        office = await open_shop(database, clock, "anna", "ben")
        await office.order()
        await office.tend()
        await office.leave("ben", clock.now().date() + timedelta(days=1))
        await office.tend()
        await database.write(lambda connection: connection.exec_driver_sql("DELETE FROM scheduled_work"))
        tended = []

        async def tend(_, case: str) -> None:
            tended.append((case, clock.now().date()))
            await office.tend()

        job = daily_job(office.desk.casework, office.ledger, clock)
        async with at_work(url, job, Job("tend", tend), clock=clock) as shop:
            await shop.give(next_day(clock.now()))
            for _ in range(3):
                clock.advance(timedelta(days=1))
                await shop.settle()
        assert [case for case, _ in tended] == ["case"]
        assert office.inside() == {"anna"}
        later = await database.read(scheduled)
        assert [work.name for work in later] == ["tend.day"], "the next day is always planned"


async def test_the_night_is_planned_however_many_plan_it(database: Database, clock: FakeClock):
    office = await open_shop(database, clock, "anna")
    planner = SweepPlanner(office.ledger, clock, next_day)
    for _ in range(2):
        await planner.plan()
    works = await database.read(scheduled)
    assert sorted(work.name for work in works) == ["sweep", "tend.day"]
    assert next_day(clock.now()).key == "tend.day:2026-11-21"
