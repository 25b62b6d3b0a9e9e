"""Practitioners are kept in step with the directory by durable work, on each database."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.entries import NAME, EntriesWork, Refresh
from bot.entries_plan import coming, entries_planner
from bot.work.engine import Engine
from bot.work.jobs import by_name
from bot.work.works import State
from cases.model import Identity, Practitioner, PractitionerId
from cases.ports_directory import Directory, Entry, Person
from cases.ports_tenant import RefusedError, ThrottledError, UnavailableError, Why
from cases.records import Action
from store.entries import SqlEntries
from store.register import SqlRegister
from store.seed import RegisterSeed, seed
from store.works import scheduled
from tests.bot.work.conftest import QUICK, Workshop, opened
from tests.builders import agency, practitioner, service
from tests.fakes import FakeClock
from tests.fakes_directory import FakeDirectory
from tests.store.conftest import read_trail

HOME = "11111111-aaaa-4aaa-8aaa-111111111111"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at_home(number: int) -> Practitioner:
    identity = Identity(HOME, f"{number:08x}-0000-4000-8000-0000000000aa")
    return practitioner(f"p{number:04}", "nursing", identity=identity)


@dataclass
class Tenant:
    """A tenant, its directory, and the engine that follows it."""

    shop: Workshop
    engine: Engine
    directory: FakeDirectory
    clock: FakeClock

    def says(self, number: int, **said: str) -> None:
        one = at_home(number)
        given = {"name": one.name, "role": one.role, "phone": one.phone, "email": one.email} | said
        self.directory.said[one.identity] = Entry(one.identity, **given)

    async def after(self, span: timedelta) -> None:
        self.clock.advance(span)
        await self.engine.settle()

    async def called(self, number: int) -> str:
        found = await SqlRegister(self.shop.database).colleague(PractitionerId(f"p{number:04}"))
        return found.practitioner.name

    async def trail(self) -> list[tuple[str, str, str]]:
        entries = await read_trail(self.shop.database)
        assert {one.action for one in entries} <= {Action.PRACTITIONER_REFRESH}
        return [(one.identity.object_id, one.basis, one.asked) for one in entries]

    def attention(self) -> list[str]:
        return [one.error for one in self.shop.works.listed(self.clock.now()) if one.state is State.ATTENTION]


@asynccontextmanager
async def tenant(url: str, people: Sequence[Practitioner]) -> AsyncIterator[Tenant]:
    clock = FakeClock()
    home = [Person(one.identity, enabled=True, guest=False, manager=None) for one in people]
    directory = FakeDirectory(HOME, home)

    async def given() -> Directory:
        return directory

    async with opened(url, clock=clock) as shop:
        odd = practitioner("odd", "nursing", identity=Identity(HOME, "no-guid"))
        register = RegisterSeed(
            agencies=(agency("health"),),
            services=(service("nursing", "health"),),
            practitioners=(*people, odd),
        )
        await seed(shop.database, register)

        async def has_given_up() -> bool:
            return shop.works.has_given_up(NAME)

        refresh = Refresh(HOME, given, SqlEntries(shop.database), shop.ledger, clock)
        job = EntriesWork(refresh, coming, has_given_up).job()
        engine = Engine(shop.works, shop.database, by_name(job), clock, QUICK)
        here = Tenant(shop, engine, directory, clock)
        for number in range(len(people)):
            here.says(number)
        await entries_planner(shop.ledger, clock).plan()
        async with engine.running():
            yield here


async def test_newcomers_are_asked_about_within_the_hour_and_once(copied_url: str):
    async with tenant(copied_url, [at_home(number) for number in range(3)]) as here:
        here.says(1, name="Ana Heron")
        await here.after(HOUR)
        assert await here.called(1) == "Ana Heron"
        assert await here.trail() == [("directory", "directory", "practitioner p0001: name")]
        assert len(here.directory.asked) == 3, "what is no id of Entra is not asked about"
        await here.after(HOUR)
        assert len(here.directory.asked) == 3


async def test_everybody_is_asked_about_once_a_day_and_a_rename_is_followed(copied_url: str):
    async with tenant(copied_url, [at_home(number) for number in range(1_700)]) as here:
        await here.after(HOUR)
        here.says(1_650, name="Ana Heron", role="Matron")
        await here.after(HOUR)
        assert await here.called(1_650) == "P1650"
        await here.after(DAY)
        assert await here.called(1_650) == "Ana Heron"
        assert [said for *_, said in await here.trail()] == ["practitioner p1650: name, role"]
        await here.after(DAY)
        assert len(await here.trail()) == 1
        assert here.attention() == []


async def test_while_graph_cannot_be_reached_it_is_tried_again(copied_url: str):
    async with tenant(copied_url, [at_home(0)]) as here:
        here.says(0, name="Ana Heron")
        here.directory.failing = [UnavailableError(60.0), ThrottledError(60.0)]
        await here.after(HOUR)
        for _ in range(2):
            await here.after(timedelta(minutes=1))
        assert await here.called(0) == "Ana Heron"
        assert here.attention() == []


async def test_without_the_permission_it_needs_attention_once(copied_url: str):
    async with tenant(copied_url, [at_home(0)]) as here:
        here.directory.failing = [RefusedError(Why.NOT_PERMITTED, "Grant it.")] * 2
        for _ in range(2):
            await here.after(HOUR)
        assert here.attention() == ["look: RefusedError"]
        here.says(0, name="Ana Heron")
        await here.after(HOUR)
        assert await here.called(0) == "Ana Heron"


async def test_each_hour_and_each_day_has_one_look_however_many_plan_it(copied_url: str):
    async with tenant(copied_url, [at_home(0)]) as here:
        for _ in range(3):
            await entries_planner(here.shop.ledger, here.clock).plan()
        planned = await here.shop.database.read(scheduled)
        assert sorted(work.ids[0] for work in planned) == ["all", "new"]


@pytest.mark.parametrize("minute", [0, 29, 30, 31, 59])
def test_the_next_looks_are_ahead(minute: int):
    now = datetime(2026, 10, 24, 23, minute, tzinfo=UTC)
    hour, day = coming(now)
    assert timedelta(0) < hour.not_before - now <= HOUR
    assert timedelta(0) < day.not_before - now <= timedelta(hours=30)
