"""A worker process killed in the middle of sending: nothing is lost, and what is there twice is counted."""

import asyncio
import os
import signal
from collections.abc import Callable
from random import Random

from sqlalchemy import select

from bench.fanout_connector import Counting
from bench.fanout_place import Bench, forks
from store.database import Database
from store.tables import notices

RECIPIENTS, FAST = 120, 300
LEASE_IS_OVER = 200.0  # seconds


async def reached(connector: Counting, count: int) -> None:
    async with asyncio.timeout(30):
        while sum(connector.arrived.values()) < count:  # noqa: ASYNC110 - another process sends them
            await asyncio.sleep(0.002)


async def test_a_killed_worker_loses_nothing_and_what_it_doubles_is_counted(empty_url: Callable[[str], str]):
    url, connector = empty_url("sqlite"), Counting(Random(1))  # noqa: S311 - nothing fails here
    await connector.start()
    async with Database(url) as database:
        with forks() as zygote:
            bench = Bench(url, database, connector, 1)
            bench.forks = zygote
            await bench.fill(RECIPIENTS)
            await bench.tell("kill", RECIPIENTS)
            bench.fork(send_per_second=FAST)
            await reached(connector, RECIPIENTS // 3)
            os.kill(bench.workers.pop(), signal.SIGKILL)
            assert await bench.open() > 0
            bench.fork(LEASE_IS_OVER, send_per_second=FAST)
            assert await bench.ended(30)
            os.kill(bench.workers.pop(), signal.SIGKILL)
        marked = select(notices.c.subject).where(notices.c.maybe_twice > 0)
        counted = set(await database.read(lambda connection: connection.scalars(marked).all()))
        states = select(notices.c.state).distinct()
        assert list(await database.read(lambda connection: connection.scalars(states).all())) == ["sent"]
    await connector.stop()
    assert set(connector.arrived) == {f"kill-{one}" for one in bench.people}
    twice = {subject for subject, count in connector.arrived.items() if count > 1}
    assert twice <= counted
    assert max(connector.arrived.values()) <= 2
