"""A worker process killed in the middle of sending: nothing is lost, and what is there twice is counted."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from random import Random

import pytest
from sqlalchemy import func, select

from bench.fanout_connector import Counting
from bench.fanout_place import Bench, forks
from store.database import Database
from store.tables import notices

RECIPIENTS, FAST = 120, 300
LEASE_IS_OVER = 200.0  # seconds


@pytest.fixture
async def connector() -> AsyncIterator[Counting]:
    counting = Counting(Random(1))  # noqa: S311 - nothing fails here
    counting.chats.lag = 0.0
    await counting.start()
    yield counting
    await counting.stop()


async def reached(connector: Counting, count: int) -> None:
    async with asyncio.timeout(30):
        while sum(connector.arrived.values()) < count:  # noqa: ASYNC110 - another process sends them
            await asyncio.sleep(0.002)


async def killed(url: str, connector: Counting, *, graph: bool) -> tuple[set[str], set[str]]:
    """A worker is killed on its way, and another takes over: who was told twice, and who was counted."""
    async with Database(url) as database:
        with forks(graph=graph) as zygote:
            bench = Bench(url, database, connector, 1, graph=graph)
            bench.forks = zygote
            await bench.fill(RECIPIENTS)
            await bench.tell("kill", RECIPIENTS)
            bench.fork(send_per_second=FAST)
            await reached(connector, RECIPIENTS // 3)
            os.kill(bench.workers.pop(), signal.SIGKILL)
            assert await bench.open() > 0
            leaving = select(func.count()).where(notices.c.state == "sending")
            doubtful = await database.read(lambda connection: connection.scalar(leaving))
            bench.fork(LEASE_IS_OVER, send_per_second=FAST)
            assert await bench.ended(60)
            os.kill(bench.workers.pop(), signal.SIGKILL)
        marked = select(notices.c.subject).where(notices.c.maybe_twice > 0)
        counted = set(await database.read(lambda connection: connection.scalars(marked).all()))
        states = select(notices.c.state).distinct()
        assert list(await database.read(lambda connection: connection.scalars(states).all())) == ["sent"]
    assert set(connector.arrived) == {f"kill-{one}" for one in bench.people}
    assert connector.chats.looks == (doubtful if graph else 0)
    return {subject for subject, count in connector.arrived.items() if count > 1}, counted


async def test_a_killed_worker_loses_nothing_and_what_it_doubles_is_counted(
    empty_url: Callable[[str], str], connector: Counting
):
    twice, counted = await killed(empty_url("sqlite"), connector, graph=False)
    assert twice <= counted
    assert max(connector.arrived.values()) <= 2


async def test_where_chats_can_be_looked_into_a_killed_worker_doubles_nothing(
    empty_url: Callable[[str], str], connector: Counting
):
    twice, counted = await killed(empty_url("sqlite"), connector, graph=True)
    assert (twice, counted) == (set(), set())
