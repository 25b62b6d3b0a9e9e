"""The works that check channels, on the durable engine: each once, and all of them by night."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels import knocks
from bot.channels.check import Checker
from bot.channels.check_jobs import AT_ONCE, check_jobs
from bot.channels.rounds import ChannelPlanner, watch_jobs
from bot.channels.watching import EVERY, WatchKeeper
from bot.work.engine import Engine
from bot.work.jobs import Job, by_name
from bot.work.steps import Steps
from cases.local import LOCAL
from cases.model import CaseId, Identity
from cases.ports_channels import Channels, Role
from cases.ports_tenant import UnavailableError
from cases.records import Effects
from store.works import scheduled
from tests.bot.checks.conftest import CASE, LAG, STRANGER, TEAM, Town
from tests.bot.work.conftest import QUICK, Workshop, opened
from tests.fakes_watch import FakeWatch
from tests.fakes_watchings import FakeWatchings


@dataclass
class Office:
    """The town's work, done by the engine."""

    town: Town
    shop: Workshop
    engine: Engine
    planner: ChannelPlanner
    tended: list[str]
    checked: list[str]

    async def give(self, *works) -> None:
        await self.shop.ledger.commit(Effects(work=works), None)

    async def pass_by(self, time: timedelta) -> None:
        self.town.fake.clock.advance(time)
        await self.engine.settle()


class Noting(Checker):
    """A checker that notes whom it was asked about."""

    noted: list[str]

    async def check(self, case: CaseId, now: datetime, **how: bool) -> None:
        self.noted.append(f"{case}{':thorough' if how.get('thorough') else ''}")
        await super().check(case, now, **how)


@pytest.fixture
async def office(url: str, here: Town) -> AsyncIterator[Office]:
    async with opened(url, clock=here.fake.clock) as shop:
        fake_ledger = here.fake.ledger

        class Both:
            """The engine's ledger for works, and the desk's lists for what is told."""

            async def commit(self, effects: Effects, once: str | None) -> bool:
                await shop.ledger.commit(Effects(work=effects.work), None)
                return await fake_ledger.commit(effects, once)

        desk = replace(here.fake.desk, ledger=Both())
        tended: list[str] = []

        async def channels() -> Channels:
            return here.teams

        async def watch() -> FakeWatch:
            return graph

        async def tend(steps: Steps, case: str) -> None:  # noqa: ARG001 - a job's shape
            tended.append(case)
            await here.tend()

        graph = FakeWatch([TEAM], here.now)
        checker = Noting(desk, here.here, here.book, channels)
        checker.noted = []
        keeper = WatchKeeper(desk, here.book, FakeWatchings(), watch, timedelta(hours=71), here.fake.clock)
        planner = ChannelPlanner(shop.ledger, here.fake.clock)
        jobs = by_name(
            *check_jobs(checker, desk, here.book, here.fake.clock),
            *watch_jobs(keeper, planner),
            Job("tend", tend),
        )
        engine = Engine(shop.works, shop.database, jobs, here.fake.clock, QUICK)
        async with engine.running():
            yield Office(here, shop, engine, planner, tended, checker.noted)


def put_in(town: Town) -> None:
    town.channel.people[STRANGER.identity] = Role.MEMBER


async def test_a_stranger_is_out_again_within_a_minute_of_the_knock(office: Office):
    put_in(office.town)
    await office.give(*knocks.check(CASE, office.town.now()))
    await office.pass_by(timedelta(seconds=30))
    assert STRANGER.identity not in office.town.channel.people
    assert [to for to, _, _ in office.town.told()] == ["governance", "lead"]
    assert office.tended == [CASE]


async def test_somebody_said_to_have_come_in_is_out_though_no_listing_shows_them(office: Office):
    put_in(office.town)
    office.town.teams.unlisted = {STRANGER.identity}
    await office.give(
        *knocks.check(CASE, office.town.now(), [STRANGER.identity, Identity("tenant", "nobody")])
    )
    await office.pass_by(timedelta(seconds=30))
    assert STRANGER.identity not in office.town.channel.people
    assert len(office.town.told()) == 2


async def test_a_stranger_of_whom_only_the_listing_tells_is_out_when_it_does(office: Office):
    put_in(office.town)
    office.town.teams.unlisted = {STRANGER.identity}
    await office.give(*knocks.check(CASE, office.town.now()))
    await office.pass_by(timedelta(minutes=1))
    assert STRANGER.identity in office.town.channel.people
    office.town.teams.unlisted = set()
    await office.pass_by(LAG)
    assert STRANGER.identity not in office.town.channel.people


async def test_however_often_somebody_knocks_the_case_is_checked_once_and_once_again(office: Office):
    for _ in range(50):
        await office.give(*knocks.check(CASE, office.town.now()))
    await office.pass_by(timedelta(minutes=2))
    assert office.checked == [CASE]
    await office.pass_by(LAG)
    assert office.checked == [CASE, CASE]


async def test_graph_down_for_a_quarter_of_an_hour_delays_the_check_and_loses_nothing(office: Office):
    put_in(office.town)
    office.town.teams.failing = [UnavailableError(60.0) for _ in range(10)]
    await office.give(*knocks.check(CASE, office.town.now()))
    for _ in range(20):
        await office.pass_by(timedelta(minutes=5))
    assert STRANGER.identity not in office.town.channel.people
    assert len(office.town.told()) == 2


async def test_every_night_all_channels_are_checked_thoroughly_in_parts(office: Office):
    orders = office.town.casework.orders
    for number in range(2 * AT_ONCE + 1):
        other = CaseId(f"case-{number:03}")
        orders[other] = replace(orders[CASE], case_id=other)
    await office.planner.plan()
    await office.planner.plan()
    night = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
    await office.pass_by(night - office.town.now())
    assert sorted(office.checked) == sorted(f"{one}:thorough" for one in orders)


async def test_each_night_has_one_check_at_two_also_when_the_clocks_change(url: str, here: Town):
    start = datetime(2027, 3, 26, 22, 30, tzinfo=UTC)
    here.fake.clock.advance(start - here.now())
    async with opened(url, clock=here.fake.clock) as shop:
        planner = ChannelPlanner(shop.ledger, here.fake.clock)
        for _ in range(3 * 24):
            await planner.plan()
            here.fake.clock.advance(timedelta(hours=1))
        planned = await shop.database.read(scheduled)
    nights = [work.not_before.astimezone(LOCAL) for work in planned if work.name == "check.all"]
    assert [(one.day, one.hour) for one in nights] == [(27, 2), (28, 2), (29, 2), (30, 2)]


async def test_subscriptions_are_looked_after_round_after_round_also_when_the_clock_jumps(office: Office):
    await office.planner.plan()
    await office.pass_by(EVERY)
    await office.pass_by(timedelta(minutes=1))
    assert office.checked == [CASE]
    await office.pass_by(timedelta(days=4))
    office.checked.clear()
    await office.pass_by(EVERY)
    await office.pass_by(timedelta(minutes=1))
    assert CASE in office.checked


async def test_what_one_channel_refuses_is_no_matter_of_the_others(office: Office):
    put_in(office.town)
    other = CaseId("aaa")
    casework = office.town.casework
    casework.orders[other] = replace(casework.orders[CASE], case_id=other)
    casework.records[other] = replace(
        casework.records[CASE], case_id=other, channel_id="19:other@thread.tacv2"
    )
    rows = casework._cases.rows
    rows[other] = replace(rows[CASE], id=other, reference="rimo-sela")
    office.town.teams.unpermitted = True
    await office.planner.plan()
    await office.pass_by(timedelta(hours=20))
    assert sorted({one.partition(":")[0] for one in office.checked}) == [other, CASE]
    assert office.town.told() == []
