"""``python -m bench.imports``: an import of each kind against a bare ``executemany`` of the very same rows.

The rows are taken from the database after the import, table by table, so that both write exactly the same;
the bare side is the driver's own ``executemany`` in as many transactions as the import takes.
"""

import argparse
import asyncio
import csv
import resource
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

from bot.clock import SystemClock
from bot.importing.passes import CHUNK
from bot.importing.run import Order, import_file
from bot.importing.summary import Code
from bot.work.place import upgrade_all
from cases.model import Agency, AgencyId, Service, ServiceId
from sandbox.world.names import FAMILY, GIVEN
from sandbox.world.numbers import nhs_numbers
from store.database import Database
from store.seed import RegisterSeed, seed

AGENCY, SERVICES = "council", 40
# The tables that each kind of import writes to, those that others refer to first.
TABLES = {
    "children": ("children", "child_names", "child_name_keys", "sources"),
    "practitioners": ("practitioners", "practitioner_name_keys", "sources"),
    "people": ("persons", "relationships", "sources"),
    "involvements": ("involvements", "events", "sources"),
}
_SELDOM = ("import_runs",)


def write_files(folder: Path, children: int) -> None:
    """A made-up agency's files: five involvements for each child, a practitioner for every fifty."""
    dice, nhs = Random(20_261), nhs_numbers()  # noqa: S311 - made up, the same each time
    staff = max(children // 50, 1)
    first = date(2009, 1, 1)
    _file(folder / "children.csv", ("id", "given", "family", "born", "area", "nhs_number"), (
        (f"{number}", dice.choice(GIVEN), dice.choice(FAMILY),
         (first + timedelta(days=dice.randrange(6_000))).isoformat(), "Millbrook", next(nhs, ""))
        for number in range(children)
    ))  # fmt: skip
    _file(folder / "practitioners.csv", ("id", "name", "role", "service", "phone"), (
        (f"S{number}", f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}", "Social worker",
         f"team-{number % SERVICES}", "01632 960000")
        for number in range(staff)
    ))  # fmt: skip
    _file(folder / "people.csv", ("child", "person", "given", "family", "relationship"), (
        (f"{number}", f"A{number}", dice.choice(GIVEN), dice.choice(FAMILY), "mother")
        for number in range(children)
    ))  # fmt: skip
    _file(folder / "involvements.csv", ("id", "child", "practitioner", "since", "last_contact"), (
        (f"I{number}-{turn}", f"{number}", f"S{dice.randrange(staff)}", "2026-01-05", "2026-03-02")
        for number in range(children) for turn in range(5)
    ))  # fmt: skip


def _file(path: Path, headings: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)


async def prepare(url: str) -> None:
    """An agency with services, and nothing else."""
    async with Database(url) as database:
        await upgrade_all(database, url)
        services = tuple(
            Service(ServiceId(f"team-{number}"), AgencyId(AGENCY), f"Team {number}")
            for number in range(SERVICES)
        )
        await seed(database, RegisterSeed(agencies=(Agency(AgencyId(AGENCY), "Council"),), services=services))


async def imported(url: str, file: Path, kind: str) -> tuple[float, int]:
    """How long the import took, reading, checking and all, and how many rows it was."""
    async with Database(url) as database:
        started = perf_counter()
        summary = await import_file(
            database, SystemClock(), Order(file, AGENCY, "bench", "bench"), lambda _: False
        )
        took = perf_counter() - started
    assert summary.code is Code.DONE, summary
    assert summary.about["kind"] == kind
    return took, summary.written.rows


class Sqlite:
    """SQLite, by Python's own driver."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = f"sqlite:///{folder}/register.db"

    def keep(self) -> None:
        """Remember the database as it is now."""
        with closing(self._open(self._folder / "register.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copyfile(self._folder / "register.db", self._folder / "before.db")

    async def bare(self, tables: Sequence[str], chunks: int) -> tuple[float, int]:
        """Write what has been added since ``keep`` into the database as it was then."""
        total, written = 0.0, 0
        with (
            closing(self._open(self._folder / "register.db")) as full,
            closing(self._open(self._folder / "before.db")) as empty,
        ):
            readers = []
            for table in (*tables, *_SELDOM):
                columns = [row[1] for row in full.execute(f"PRAGMA table_info({table})")]
                there = empty.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                rows = full.execute(f"SELECT count(*) FROM {table}").fetchone()[0] - there  # noqa: S608
                condition = f"kind IN ({_kinds(tables)})" if table == "sources" else "1"
                read = full.execute(f"SELECT * FROM {table} WHERE {condition}")  # noqa: S608
                if there and table != "sources":
                    read.fetchmany(there)
                marks = ", ".join("?" * len(columns))
                readers.append((f"INSERT INTO {table} VALUES ({marks})", read, -(-rows // chunks)))  # noqa: S608
                written += rows
            for _ in range(chunks):
                parts = [(statement, read.fetchmany(size)) for statement, read, size in readers]
                started = perf_counter()
                empty.execute("BEGIN IMMEDIATE")
                for statement, rows in parts:
                    empty.executemany(statement, rows)
                empty.execute("COMMIT")
                total += perf_counter() - started
        return total, written

    def _open(self, file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        for setting in ("journal_mode=WAL", "foreign_keys=OFF", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        return connection


class Postgres:
    """PostgreSQL, by asyncpg. ``keep`` remembers how many rows there are, and ``bare`` writes into copies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

    def keep(self) -> None:
        """Nothing: copies are made from the tables' definitions."""

    async def bare(self, tables: Sequence[str], chunks: int) -> tuple[float, int]:
        """Write all rows of these tables into empty copies with the same constraints and indexes."""
        connection = await asyncpg.connect(self._dsn)
        total, written, parts = 0.0, 0, []
        for table in tables:
            await connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            condition = f"kind IN ({_kinds(tables)})" if table == "sources" else "true"
            rows = [tuple(row) for row in await connection.fetch(f"SELECT * FROM {table} WHERE {condition}")]  # noqa: S608
            marks = ", ".join(f"${number + 1}" for number in range(len(rows[0])))
            parts.append((f"INSERT INTO bare_{table} VALUES ({marks})", iter(rows), -(-len(rows) // chunks)))  # noqa: S608
            written += len(rows)
        for _ in range(chunks):
            some = [(statement, list(islice(rows, size))) for statement, rows, size in parts]
            started = perf_counter()
            async with connection.transaction():
                for statement, rows in some:
                    await connection.executemany(statement, rows)
            total += perf_counter() - started
        for table in tables:
            await connection.execute(f"DROP TABLE bare_{table}")
        await connection.close()
        return total, written


def _kinds(tables: Sequence[str]) -> str:
    kind = next(kind for kind, own in TABLES.items() if tuple(tables) == own)
    return "'people', 'persons'" if kind == "people" else f"'{kind}'"


async def compare(place: Sqlite | Postgres, folder: Path, name: str) -> None:
    await prepare(place.url)
    print(
        f"{name:12} {'kind':14} {'rows':>9} {'rows/s':>9} {'written':>10} {'bare s':>8} {'ours s':>8} {'ratio':>6}"
    )
    for kind, tables in TABLES.items():
        place.keep()
        ours, rows = await imported(place.url, folder / f"{kind}.csv", kind)
        bare, written = await place.bare(tables, -(-rows // CHUNK))
        print(
            f"{'':12} {kind:14} {rows:9,} {rows / ours:9,.0f} {written:10,} {bare:8.2f} {ours:8.2f} {bare / ours:6.2f}"
        )
    print(f"{'':12} at most {peak():.0f} MB resident\n")


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def run(given: Any) -> None:
    Path("var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="var") as made:
        folder = Path(made).absolute()
        write_files(folder, given.children)
        print(f"{peak():.0f} MB resident before the first import")
        await compare(Sqlite(folder), folder, "SQLite")
        if given.url:
            await compare(Postgres(given.url), folder, "PostgreSQL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--url", help="an empty PostgreSQL database, to be measured too")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
