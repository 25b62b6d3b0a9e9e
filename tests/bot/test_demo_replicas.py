"""The local Teams before several replicas: activities in turn, the clock and the background work for all."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import MovableClock, ShiftedClock, SystemClock
from bot.demo_replica import CLOCK, ROUNDS, STIR
from bot.demo_replicas import Replicas
from bot.work.errors import WorkUnavailableError
from store.database import Database
from tests.fakes import FakeClock
from tests.local_teams import started

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
IDLE = {"busy": False, "unfinished": 0, "pausing": 0}


class FakeReplica:
    """Says what the test wants it to, and nothing more to do after that."""

    def __init__(self, *says: dict[str, Any]) -> None:
        self.says = list(says)
        self.asked: list[str] = []
        self.told: list[str] = []
        self.server = TestServer(self._app())

    def _app(self) -> web.Application:
        app = web.Application()
        for path in (CLOCK, ROUNDS, STIR):
            app.router.add_post(path, self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == CLOCK:
            self.told.append((await request.json())["to"])
        return web.json_response(self.says.pop(0) if request.path == STIR and self.says else IDLE)


class Two:
    """Two replicas and what stands before them."""

    def __init__(self, stack: AsyncExitStack, database: Database) -> None:
        self._stack = stack
        self._database = database

    async def of(self, *fakes: FakeReplica) -> Replicas:
        for fake in fakes:
            await self._stack.enter_async_context(fake.server)
        session = await self._stack.enter_async_context(aiohttp.ClientSession())
        ports = [fake.server.port or 0 for fake in fakes]
        return Replicas(ports, MovableClock(FakeClock(NOON)), self._database, session)  # type: ignore[arg-type]


@pytest.fixture
async def two(database: Database) -> AsyncIterator[Two]:
    async with AsyncExitStack() as stack:
        yield Two(stack, database)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


async def test_activities_go_to_each_in_turn(two: Two):
    fakes = FakeReplica(), FakeReplica()
    several = await two.of(*fakes)
    urls = [several.messages_url for _ in range(4)]
    assert urls == [f"http://127.0.0.1:{fake.server.port}/api/messages" for fake in fakes] * 2


async def test_all_make_the_rounds_once_and_work_until_none_has_anything_left(two: Two):
    working = FakeReplica({**IDLE, "busy": True}, {**IDLE, "unfinished": 1})
    idle = FakeReplica(IDLE, {**IDLE, "unfinished": 1})
    await (await two.of(working, idle)).settle()
    assert working.asked == idle.asked == [ROUNDS, STIR, STIR, STIR]


async def test_a_work_that_pauses_in_one_of_them_is_not_waited_for(two: Two):
    pausing = FakeReplica({**IDLE, "unfinished": 1, "pausing": 1})
    other = FakeReplica({**IDLE, "unfinished": 1})
    await (await two.of(pausing, other)).settle()
    assert other.asked == [ROUNDS, STIR]


async def test_the_clock_moves_for_all_before_anybody_works(two: Two):
    fakes = FakeReplica(), FakeReplica()
    several = await two.of(*fakes)
    later = NOON + timedelta(days=1)
    await several.advance_to(later)
    assert several.now() == later
    for fake in fakes:
        assert fake.told == [later.isoformat()]
        assert fake.asked == [CLOCK, ROUNDS, STIR]


async def test_a_shifted_clock_runs_on_from_where_it_was_set():
    clock = ShiftedClock(timedelta(days=-3))
    behind = SystemClock().now() - clock.now()
    assert abs(behind - timedelta(days=3)) < timedelta(seconds=5)


async def test_several_are_refused_on_a_file(sqlite_copy: str):
    with pytest.raises(WorkUnavailableError, match="PostgreSQL"):
        async with started(sqlite_copy, count=2):
            pass
