"""``python -m bench.reviews``: a governance lead's look at a month of access, over a very long trail."""

import argparse
import asyncio
import resource
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import func, select

from bench.register import borough
from bot.clock import SystemClock
from bot.demo_seed import to_register
from bot.desks import desk_of
from bot.settings import Settings
from cases.model import Viewer
from cases.views import AccessView
from dialogs.access_review import month_seen
from store.database import Database
from store.ledger import SqlLedger
from store.migrate import upgrade
from store.seed import seed
from store.tables import audit

MONTH, NEXT = date(2026, 10, 1), datetime(2026, 11, 2, 8, tzinfo=UTC)
LEAD = "p-helen-marchetti"
AT_ONCE = 5_000
_BEGINS, _SPAN = datetime(2026, 9, 15, tzinfo=UTC), timedelta(days=61)
_WORDS = "safeguarding: Called to the house last night"


async def fill(url: str, entries: int, children: int) -> None:
    """A borough, and looks of all its people at all its children, evenly over two months: half in the one."""
    async with Database(url) as database:
        await upgrade(database)
        register = to_register(borough(children))
        await seed(database, register)
        people, known = register.practitioners, register.children
        for start in range(0, entries, AT_ONCE):
            rows = [
                {
                    "at": _BEGINS + _SPAN * (number / entries),
                    "tenant_id": "tenant", "object_id": "object",
                    "practitioner_id": people[(number * 7) % len(people)].id,
                    "action": "circle:see",
                    "outcome": "refused" if number % 50 == 0 else "shown",
                    "child_id": known[(number * 13) % len(known)].id,
                    "basis": "grant:safeguarding" if number % 10 == 0 else "involved",
                    "reason": _WORDS if number % 10 == 0 else "",
                    "asked": "Who is working with this child?", "shown": [],
                }
                for number in range(start, min(start + AT_ONCE, entries))
            ]  # fmt: skip
            await database.write(lambda connection, rows=rows: connection.execute(audit.insert(), rows))


def filled(url: str, entries: int, children: int) -> None:
    """In a process of its own, so that making the trail is no part of what is measured."""
    asyncio.run(fill(url, entries, children))


async def look(database: Database) -> AccessView:
    """What the month's message is made of."""
    desk = desk_of(
        Settings(_env_file=None),
        database,
        ledger=SqlLedger(database, SystemClock()),
        roster=None,
        pictures=None,
        public="",
    )
    who = await desk.register.colleague(LEAD)
    viewer = await desk.register.viewer(who.practitioner.identity, NEXT)
    assert isinstance(viewer, Viewer)
    return await month_seen(viewer, MONTH, NEXT, desk)


async def measure(url: str) -> None:
    async with Database(url) as database:
        scan = select(func.count(), func.sum(func.length(audit.c.reason)))
        started = perf_counter()
        await database.read(lambda connection: connection.execute(scan).one())
        bare = perf_counter() - started
        await database.read(lambda connection: connection.scalar(select(audit.c.id).limit(1)))
        before, took, busy, view = peak(), [], [], None
        for _ in range(3):
            started, worked = perf_counter(), process_time()
            view = await look(database)
            took.append(perf_counter() - started)
            busy.append(process_time() - worked)
        print(
            f"looks told of: {sum(count for _, count in view.reasons):,} reasons, {len(view.refused)} refused"
        )
        print(f"one look at a month: {min(took):.1f} s at best, {max(took):.1f} s at worst")
        print(f"  {min(busy):.1f} s of processor time")
        print(f"  {min(took) / bare:.1f} x a bare SELECT over the whole trail ({bare:.2f} s)")
        print(f"  {peak() - before:.0f} MB more at most than the {before:.0f} MB before")


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=500_000)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--url", help="an empty database; default: a SQLite file under var/")
    given = parser.parse_args()
    Path("var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="var") as folder:
        url = given.url or f"sqlite:///{Path(folder).absolute()}/reviews.db"
        making = get_context("spawn").Process(target=filled, args=(url, given.entries, given.children))
        making.start()
        making.join()
        asyncio.run(measure(url))


if __name__ == "__main__":
    main()
