"""The directory says who has left: once, by its own word only, and never of too many at once."""

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.leavers import NAME, Leavers
from bot.leavers_plan import coming, leavers_planner
from bot.settings import Settings
from bot.work.engine import Engine
from bot.work.jobs import by_name
from bot.work.works import State
from cases.model import Identity, Practitioner, PractitionerId
from cases.ports_directory import Directory, Person
from cases.ports_tenant import RefusedError, ThrottledError, UnavailableError, Why
from dialogs.departure import comeback, departure
from store.register import SqlRegister
from store.roll import SqlRoll
from store.seed import RegisterSeed, seed
from store.upkeep import SqlUpkeep
from store.works import scheduled
from tests.bot.work.conftest import QUICK, Workshop, opened
from tests.builders import agency, practitioner, service
from tests.fakes import FakeClock
from tests.fakes_directory import FakeDirectory
from tests.store.conftest import read_trail

HOME = "11111111-aaaa-4aaa-8aaa-111111111111"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON = Identity("somebody", "said so")


def at_home(number: int, **changes: object) -> Practitioner:
    name, identity = f"p{number:04}", Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000aa")
    return practitioner(name, "nursing", identity=identity, **changes)


def everybody(count: int) -> list[Practitioner]:
    """The first manages the service; one is of another tenant, and one has an id that is none of Entra's."""
    boss = at_home(0, manages=frozenset({"nursing"}))
    other = practitioner("other", "nursing", identity=Identity("elsewhere", at_home(1).identity.object_id))
    odd = practitioner("odd", "nursing", identity=Identity(HOME, "no-guid"))
    return [boss, *(at_home(number) for number in range(1, count)), other, odd]


@dataclass
class Tenant:
    """A tenant, its directory, and the engine that compares."""

    shop: Workshop
    engine: Engine
    directory: FakeDirectory
    clock: FakeClock
    register: SqlRegister

    def account(self, number: int, *, enabled: bool) -> None:
        identity = at_home(number).identity
        self.directory.people[identity] = Person(identity, enabled=enabled, guest=False, manager=None)

    def delete(self, number: int) -> None:
        del self.directory.people[at_home(number).identity]

    async def after(self, span: timedelta) -> None:
        self.clock.advance(span)
        await self.engine.settle()

    async def there(self, number: int) -> bool:
        found = await self.register.colleague(at_home(number).id)
        return found.practitioner.active

    async def said(self) -> list[tuple[str, str]]:
        """What the trail says: on what basis, and what."""
        return [(entry.basis, entry.asked) for entry in await read_trail(self.shop.database)]

    def attention(self) -> list[str]:
        return [one.error for one in self.shop.works.listed(self.clock.now()) if one.state is State.ATTENTION]


@asynccontextmanager
async def tenant(url: str, people: Sequence[Practitioner]) -> AsyncIterator[Tenant]:
    clock = FakeClock()
    home = [
        Person(one.identity, enabled=True, guest=False, manager=None)
        for one in people
        if one.identity.tenant_id == HOME and one.identity.object_id != "no-guid"
    ]
    directory = FakeDirectory(HOME, home)

    async def given() -> Directory:
        return directory

    async with opened(url, clock=clock) as shop:
        register = RegisterSeed(
            agencies=(agency("health"),),
            services=(service("nursing", "health"),),
            practitioners=tuple(people),
        )
        await seed(shop.database, register)
        found = SqlRegister(shop.database)
        leavers = Leavers(
            tenant=HOME,
            directory=given,
            roll=SqlRoll(shop.database),
            register=found,
            upkeep=SqlUpkeep(shop.database),
            ledger=shop.ledger,
            clock=clock,
            share=0.1,
            plan=lambda now: coming(now, HOUR),
            has_given_up=lambda: _given_up(shop),
        )
        engine = Engine(shop.works, shop.database, by_name(leavers.job()), clock, QUICK)
        await leavers_planner(shop.ledger, clock, Settings(_env_file=None)).plan()
        async with engine.running():
            yield Tenant(shop, engine, directory, clock, found)


async def _given_up(shop: Workshop) -> bool:
    return shop.works.has_given_up(NAME)


async def test_whoever_may_not_sign_in_any_more_has_left_within_the_hour_and_their_manager_is_told(
    copied_url: str,
):
    async with tenant(copied_url, everybody(4)) as here:
        await here.after(HOUR)
        assert await here.said() == []
        here.account(2, enabled=False)
        await here.after(HOUR)
        assert not await here.there(2)
        assert await here.there(1)
        said = [("directory", "practitioner p0002 has left")]
        assert await here.said() == said
        (entry,) = await read_trail(here.shop.database)
        assert (entry.identity, entry.practitioner_id) == (Identity(HOME, "directory"), None)
        for _ in range(3):
            await here.after(HOUR)
        assert await here.said() == said
        assert here.attention() == []


async def test_whoever_is_gone_has_left_within_the_day(copied_url: str):
    async with tenant(copied_url, everybody(1_700)) as here:
        for number in (3, 1_650):
            here.delete(number)
        await here.after(HOUR)
        assert await here.said() == []
        await here.after(DAY)
        assert await here.said() == [
            ("directory", "practitioner p0003 has left"), ("directory", "practitioner p1650 has left"),
        ]  # fmt: skip
        found = await here.register.colleague(PractitionerId("odd"))
        assert found.practitioner.active, "what is no id of Entra was not asked about"
        found = await here.register.colleague(PractitionerId("other"))
        assert found.practitioner.active, "the directory speaks of the home tenant alone"


async def test_the_directory_takes_back_its_own_word(copied_url: str):
    async with tenant(copied_url, everybody(4)) as here:
        here.account(2, enabled=False)
        await here.after(HOUR)
        here.account(2, enabled=True)
        await here.after(HOUR)
        assert await here.there(2)
        here.account(2, enabled=False)
        await here.after(HOUR)
        assert not await here.there(2)
        assert [basis for basis, _ in await here.said()] == ["directory"] * 3


async def test_an_account_that_is_enabled_after_months_brings_somebody_back_within_the_day(copied_url: str):
    async with tenant(copied_url, everybody(4)) as here:
        here.account(2, enabled=False)
        await here.after(HOUR)
        await here.after(60 * DAY)
        here.account(2, enabled=True)
        await here.after(HOUR)
        assert not await here.there(2)
        await here.after(DAY)
        assert await here.there(2)


@pytest.mark.parametrize("first", ["person", "directory"])
async def test_whoever_a_person_said_has_left_is_brought_back_by_a_person_alone(copied_url: str, first: str):
    async with tenant(copied_url, everybody(4)) as here:
        upkeep = SqlUpkeep(here.shop.database)
        if first == "directory":
            here.account(2, enabled=False)
            await here.after(HOUR)
        whose = await here.register.colleague(at_home(2).id)
        said = await departure(whose, upkeep, here.clock.now(), PERSON)
        await here.shop.ledger.commit(said, None)
        here.account(2, enabled=True)
        await here.after(2 * DAY)
        assert not await here.there(2)
        await here.shop.ledger.commit(comeback(whose, here.clock.now(), PERSON), None)
        await here.after(2 * DAY)
        assert await here.there(2)


async def test_too_many_at_once_are_not_believed_and_one_work_says_so(copied_url: str):
    async with tenant(copied_url, everybody(30)) as here:
        for number in range(6):
            here.account(number + 1, enabled=False)
        for _ in range(3):
            await here.after(HOUR)
        assert await here.said() == []
        assert here.attention() == ["believe: RefusedError"]
        here.account(1, enabled=True)
        await here.after(HOUR)
        assert [await here.there(number) for number in range(1, 7)] == [True, *[False] * 5]


async def test_a_directory_that_knows_nobody_any_more_is_not_believed(copied_url: str):
    async with tenant(copied_url, everybody(30)) as here:
        here.directory.people.clear()
        await here.after(2 * DAY)
        assert await here.said() == []
        assert here.attention() == ["believe: RefusedError"]


async def test_a_retry_asks_again_before_it_writes(copied_url: str):
    async with tenant(copied_url, everybody(30)) as here:
        for number in range(6):
            here.account(number + 1, enabled=False)
        await here.after(HOUR)
        (stopped,) = [one for one in here.shop.works.listed(here.clock.now()) if one.state is State.ATTENTION]
        more = [at_home(number) for number in range(40, 80)]
        await seed(here.shop.database, RegisterSeed(practitioners=tuple(more)))
        here.account(1, enabled=True)
        assert here.shop.works.retry(stopped.key)
        await here.engine.settle()
        assert [await here.there(number) for number in range(1, 7)] == [True, *[False] * 5]


async def test_while_graph_cannot_be_reached_it_is_tried_again_and_nothing_is_lost(copied_url: str):
    async with tenant(copied_url, everybody(4)) as here:
        here.account(2, enabled=False)
        here.directory.failing = [UnavailableError(60.0), ThrottledError(60.0), UnavailableError(60.0)]
        await here.after(HOUR)
        assert await here.there(2)
        for _ in range(3):
            await here.after(timedelta(minutes=1))
        assert not await here.there(2)
        assert here.attention() == []


async def test_without_the_permission_it_needs_attention_once(copied_url: str):
    async with tenant(copied_url, everybody(4)) as here:
        refused = RefusedError(Why.NOT_PERMITTED, "Grant it.")
        here.directory.failing = [refused] * 3
        for _ in range(3):
            await here.after(HOUR)
        assert here.attention() == ["find: RefusedError"]
        here.account(2, enabled=False)
        await here.after(HOUR)
        assert not await here.there(2)


async def test_each_period_and_each_day_has_one_comparison_however_many_plan_it(copied_url: str):
    async with tenant(copied_url, everybody(2)) as here:
        settings = Settings(_env_file=None)
        for minutes in (0, 5, 5):
            here.clock.advance(timedelta(minutes=minutes))
            for _ in range(3):
                await leavers_planner(here.shop.ledger, here.clock, settings).plan()
        planned = await here.shop.database.read(scheduled)
        assert sorted(work.ids[0] for work in planned) == ["all", "disabled"]


@pytest.mark.parametrize("every", [timedelta(minutes=5), HOUR, timedelta(minutes=100), DAY])
def test_the_next_comparison_is_in_the_next_period_whatever_the_clocks_do(every: timedelta):
    now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    starts = set()
    while now < datetime(2026, 10, 26, tzinfo=UTC):
        period, day = coming(now, every)
        assert timedelta(0) < period.not_before - now <= every
        assert timedelta(0) < day.not_before - now <= timedelta(hours=29)
        starts.add(period.not_before)
        now += timedelta(minutes=1)
    ordered = sorted(starts)
    assert {later - earlier for earlier, later in itertools.pairwise(ordered)} == {every}
