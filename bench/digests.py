"""``python -m bench.digests``: planning every manager's digest of a morning."""

import argparse
import asyncio
import resource
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Connection, func, select

from bench.digest_world import TEAM, fill
from bot.app import workers
from bot.auth import OpenDoor
from bot.clock import MovableClock, SystemClock
from bot.hosts import ServiceHosts
from bot.outside import Outside
from bot.settings import Settings
from bot.tokens import NoToken
from cases.local import LOCAL
from dialogs.digest_plan import CHUNK, plan_some
from dialogs.turn import Desk
from store.database import Database
from store.digest_statements import STATEMENTS
from store.migrate import upgrade
from store.tables import digests, notices, services

ZONE = "Europe/London"


async def made(managers: int, url: str) -> None:
    """A database with all of it."""
    async with Database(url) as database:
        await upgrade(database)
        await fill(database, managers, date.today())  # noqa: DTZ011 - the day here


def make(*wanted: Any) -> None:  # noqa: ANN401 - as ``made``
    """The same, in a process of its own, so that filling does not count as planning."""
    asyncio.run(made(*wanted))


async def plan(desk: Desk, now: datetime) -> int:
    """One morning's digests, chunk after chunk as the work does it; says how many chunks there were."""
    after, chunks = "", 0
    while after := await plan_some(desk, ZONE, now.astimezone(LOCAL).date(), after, now):
        chunks += 1
    return chunks


async def run(url: str, managers: int) -> None:
    """A bare reading of the same rows; then three mornings, and the third once more."""
    clock = MovableClock(SystemClock())
    outside = Outside(lambda _: OpenDoor(), NoToken(), ServiceHosts((), loopback=True), clock)
    settings = Settings(_env_file=None, database_url=url)  # type: ignore[call-arg]
    today = date.today()  # noqa: DTZ011 - the day here
    async with workers(settings, outside, durable=False) as (product, background):
        for task in background:
            task.cancel()
        print(f"{managers:,} managers, {managers * TEAM:,} practitioners; {peak():.0f} MB before")
        busy = process_time()
        bare = await bare_seconds(product.database, today)
        print(
            f"bare SELECT of the same rows: {bare:.1f} s, {process_time() - busy:.1f} s of processor time, "
            f"{peak():.0f} MB"
        )
        monday = today + timedelta(days=7 - today.weekday())
        for number in range(3):
            now = datetime.combine(monday + timedelta(days=number), datetime.min.time(), LOCAL)
            began, busy = perf_counter(), process_time()
            chunks = await plan(product.desk, now + timedelta(hours=8))
            took = perf_counter() - began
            print(
                f"morning {number + 1}: {took:.1f} s in {chunks} chunks, {process_time() - busy:.1f} s of "
                f"processor time, {took / bare:.1f} x bare, {peak():.0f} MB at most"
            )
        again = perf_counter()
        await plan(product.desk, now + timedelta(hours=8, minutes=1))
        print(f"a minute later: {perf_counter() - again:.1f} s")
        print(await product.database.read(_counted))


def _counted(connection: Connection) -> str:
    made, told = (connection.scalar(select(func.count()).select_from(one)) for one in (digests, notices))
    return f"{made:,} digests, {told:,} notices"


async def bare_seconds(database: Database, today: date) -> float:
    """How long it takes to fetch the same rows in the same chunks, and do nothing with them."""
    asked = {"today": today, "since": SystemClock().now() - timedelta(days=7)}

    def fetch(connection: Connection) -> None:
        ids = list(connection.scalars(select(services.c.id).order_by(services.c.id)))
        for start in range(0, len(ids), CHUNK):
            for statement in STATEMENTS:
                for _ in connection.execute(statement, asked | {"services": ids[start : start + CHUNK]}):
                    pass

    began = perf_counter()
    await database.read(fetch)
    return perf_counter() - began


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.digests", description=__doc__)
    parser.add_argument("--managers", type=int, default=2_000)
    parser.add_argument("--url", default="", help="an empty database; a fresh SQLite file unless given")
    parser.add_argument("--filled", action="store_true", help="the database is filled already")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'digests.db'}"
        if not options.filled:
            filling = get_context("spawn").Process(target=make, args=(options.managers, url))
            filling.start()
            filling.join()
        asyncio.run(run(url, options.managers))


if __name__ == "__main__":
    main()
