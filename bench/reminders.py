"""``python -m bench.reminders``: planning a morning's reminders with very many open tasks."""

import argparse
import asyncio
import resource
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, insert, select, text

from bench.register import borough
from bot.app import workers
from bot.auth import OpenDoor
from bot.clock import MovableClock, SystemClock
from bot.demo_seed import to_register
from bot.hosts import ServiceHosts
from bot.outside import Outside
from bot.settings import Settings
from bot.tokens import NoToken
from cases.local import LOCAL
from cases.model import CaseStatus, Identity, Involvement, InvolvementId, PractitionerId
from dialogs.rounds_tasks import ask_who_takes_over, remind_of_tasks, remind_within_the_hour
from dialogs.turn import Desk
from store.database import Database
from store.migrate import upgrade
from store.seed import RegisterSeed, seed
from store.tables import case_children, cases, involvements, notices, tasks

PEOPLE, LONG_AGO = 5_000, date(2020, 1, 1)
ROUNDS = (remind_of_tasks, ask_who_takes_over, remind_within_the_hour)


async def fill(database: Database, count: int, children: int, today: date) -> None:
    """Tasks for those in the circles: a tenth overdue, a tenth due within a fortnight, others later."""
    await seed(database, staffed(to_register(borough(children))))
    about = (
        select(cases.c.id, involvements.c.practitioner_id)
        .join(case_children, case_children.c.case_id == cases.c.id)
        .join(involvements, involvements.c.child_id == case_children.c.child_id)
        .where(cases.c.status == CaseStatus.OPEN, involvements.c.until.is_(None))
        .distinct()
    )
    held = await database.read(lambda connection: connection.execute(about).all())
    now = SystemClock().now()
    rows = [
        {
            "id": f"task-{number:06}", "case_id": case, "title": "Ring the school", "details": "",
            "owner_id": owner, "asked_by": held[(number * 7) % len(held)][1], "asked_at": now, "at": now,
            "due": today + timedelta(days=number % 100 - 10), "due_at": None, "priority": "normal",
            "checklist": [], "state": "open" if number % 2 else "accepted", "said": "", "version": 1,
            "snoozed": None, "source": "", "template": "",
        }
        for number in range(count)
        for case, owner in (held[number % len(held)],)
    ]  # fmt: skip
    await database.write(lambda connection: connection.execute(insert(tasks), rows))


def staffed(register: RegisterSeed) -> RegisterSeed:
    """The borough with many more people, each working with some child of an open case."""
    model, known = register.practitioners[0], [one for one in register.cases if one.status is CaseStatus.OPEN]
    people = [
        replace(model, id=PractitionerId(f"p-bench-{n}"), identity=Identity("tenant", f"oid-bench-{n}"))
        for n in range(PEOPLE)
    ]
    held = [
        Involvement(
            InvolvementId(f"i-{one.id}"),
            known[n % len(known)].children[0],
            one.id,
            one.service_id,
            "",
            LONG_AGO,
        )
        for n, one in enumerate(people)
    ]
    return replace(
        register,
        practitioners=(*register.practitioners, *people),
        involvements=(*register.involvements, *held),
    )


async def plan(desk: Desk, now: datetime) -> None:
    """One morning's rounds, each timed."""
    for make in ROUNDS:
        started = perf_counter()
        await make(desk, now)
        print(f"  {make.__name__}: {perf_counter() - started:.2f} s")


async def count_rows(database: Database) -> None:
    """Have PostgreSQL see how many rows there are, as it does by itself within minutes."""

    def analyse(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))

    await database.write(analyse)


async def made(tasks_wanted: int, children: int, url: str) -> None:
    """A database with all of it."""
    async with Database(url) as database:
        await upgrade(database)
        await fill(database, tasks_wanted, children, date.today())  # noqa: DTZ011 - the day here
        await count_rows(database)


def make(*wanted: Any) -> None:  # noqa: ANN401 - as ``made``
    """The same, in a process of its own, so that filling does not count as planning."""
    asyncio.run(made(*wanted))


async def run(url: str) -> None:
    """Plan on three mornings and once more in the same minute."""
    today = date.today()  # noqa: DTZ011 - the day here
    clock = MovableClock(SystemClock())
    outside = Outside(lambda _: OpenDoor(), NoToken(), ServiceHosts((), loopback=True), clock)
    settings = Settings(_env_file=None, database_url=url)  # type: ignore[call-arg]
    async with workers(settings, outside, durable=False) as (product, background):
        for task in background:
            task.cancel()
        monday = today + timedelta(days=7 - today.weekday())
        for number in range(3):
            now = datetime.combine(monday + timedelta(days=number), datetime.min.time(), LOCAL)
            print(f"morning {number + 1}")
            before = peak()
            await plan(product.desk, now + timedelta(hours=9))
            print(f"  memory: {peak():.0f} MB at most, {before:.0f} before")
            await count_rows(product.database)
        print("a minute later")
        await plan(product.desk, now + timedelta(hours=9, minutes=1))
        queued = await product.database.read(
            lambda connection: connection.execute(select(notices.c.kind)).all()
        )
        print(dict(Counter(row.kind for row in queued)))


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.reminders", description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--url", default="", help="an empty database; a fresh SQLite file unless given")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'reminders.db'}"
        filling = get_context("spawn").Process(target=make, args=(options.tasks, options.children, url))
        filling.start()
        filling.join()
        asyncio.run(run(url))


if __name__ == "__main__":
    main()
