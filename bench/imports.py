"""``python -m bench.imports``: an import of each kind against a bare ``executemany`` of the very same rows.

The rows are taken from the database after the import, table by table, so that both write exactly the same;
the bare side is the driver's own ``executemany`` in as many transactions as the import takes, each with the
same children's rows, sorted as their table is, and with the product's own settings. What
is compared is processor time.
"""

import argparse
import asyncio
import csv
import os
import resource
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path
from random import Random
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
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
    "children": ("children", "child_names", "child_name_keys", "child_traits", "child_keys", "sources"),
    "practitioners": ("practitioners", "practitioner_name_keys", "sources"),
    "people": ("persons", "relationships", "sources"),
    "involvements": ("involvements", "events", "sources"),
}
_SELDOM = ("import_runs",)
# Tables that are kept by key have lost in which order their rows came.
_CAME = {
    "child_name_keys": "(SELECT rowid FROM children WHERE id = child_id)",
    "child_traits": "(SELECT rowid FROM children WHERE id = child_id)",
    "child_keys": (
        "(SELECT c.rowid FROM child_traits AS t JOIN children AS c ON c.id = t.child_id"
        " WHERE t.number = child_keys.number)"
    ),
    "practitioner_name_keys": "(SELECT rowid FROM practitioners WHERE id = practitioner_id)",
    "sources": (
        "coalesce((SELECT rowid FROM children WHERE id = entity_id),"
        " (SELECT rowid FROM practitioners WHERE id = entity_id),"
        " (SELECT rowid FROM persons WHERE id = entity_id),"
        " (SELECT rowid FROM involvements WHERE id = entity_id), CAST(entity_id AS INTEGER))"
    ),
}


def write_files(folder: Path, children: int) -> None:
    """A made-up agency's files: five involvements for each child, two practitioners for five children."""
    dice, nhs = Random(20_261), nhs_numbers()  # noqa: S311 - made up, the same each time
    staff = max(children * 2 // 5, 1)
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


class Clock:
    """Seconds and processor time, all threads', of what is done between ``with`` and the end of it."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    def __enter__(self) -> None:
        self._began = perf_counter(), process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._began[0]
        self.processor += process_time() - self._began[1]


async def imported(url: str, file: Path, kind: str) -> tuple[Clock, int]:
    """How long the import took, reading, checking and all, and how many rows it was."""
    took = Clock()
    async with Database(url) as database:
        with took:
            summary = await import_file(
                database, SystemClock(), Order(file, AGENCY, "bench", "bench"), lambda _: False
            )
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

    async def bare(self, tables: Sequence[str], chunks: int) -> tuple[Clock, int]:
        """Write what has been added since ``keep`` into the database as it was then."""
        took, written = Clock(), 0
        with (
            closing(self._open(self._folder / "register.db")) as full,
            closing(self._open(self._folder / "before.db")) as empty,
        ):
            readers = []
            for table in (*tables, *_SELDOM):
                marks = ", ".join("?" * len(full.execute(f"PRAGMA table_info({table})").fetchall()))
                there = empty.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                written += full.execute(f"SELECT count(*) FROM {table}").fetchone()[0] - there  # noqa: S608
                condition = f"kind IN ({_kinds(tables)})" if table == "sources" else f"rowid > {there}"
                if table in _CAME and table != "sources":
                    condition = "1"
                came = _CAME.get(table, f"rowid - {there}")
                rows = full.execute(f"SELECT *, {came} AS came FROM {table} WHERE {condition} ORDER BY came")  # noqa: S608
                readers.append((f"INSERT INTO {table} VALUES ({marks})", _chunks(table, rows, chunks)))  # noqa: S608
            for _ in range(chunks):
                parts = [(statement, next(read)) for statement, read in readers]
                with took:
                    empty.execute("BEGIN IMMEDIATE")
                    for statement, rows in parts:
                        empty.executemany(statement, rows)
                    empty.execute("COMMIT")
        return took, written

    def _open(self, file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        return connection


def _chunks(table: str, rows: Iterable[tuple[Any, ...]], chunks: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of each transaction, by the last of their columns; sorted where the table is kept by key."""
    groups = groupby(rows, key=lambda row: (row[-1] - 1) // CHUNK)
    current = next(groups, None)
    for number in range(chunks):
        if current is None or current[0] != number:
            yield []
            continue
        found = [row[:-1] for row in current[1]]
        yield sorted(found) if table in _CAME else found
        current = next(groups, None)


class Postgres:
    """PostgreSQL, by asyncpg. ``keep`` remembers how many rows there are, and ``bare`` writes into copies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

    def keep(self) -> None:
        """Nothing: copies are made from the tables' definitions."""

    async def bare(self, tables: Sequence[str], chunks: int) -> tuple[Clock, int]:
        """Write all rows of these tables into empty copies with the same constraints and indexes."""
        connection = await asyncpg.connect(self._dsn)
        took, written, parts = Clock(), 0, []
        for table in tables:
            await connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            condition = f"kind IN ({_kinds(tables)})" if table == "sources" else "true"
            rows = [tuple(row) for row in await connection.fetch(f"SELECT * FROM {table} WHERE {condition}")]  # noqa: S608
            marks = ", ".join(f"${number + 1}" for number in range(len(rows[0])))
            parts.append((f"INSERT INTO bare_{table} VALUES ({marks})", iter(rows), -(-len(rows) // chunks)))  # noqa: S608
            written += len(rows)
        for _ in range(chunks):
            some = [(statement, list(islice(rows, size))) for statement, rows, size in parts]
            with took:
                async with connection.transaction():
                    for statement, rows in some:
                        await connection.executemany(statement, rows)
        for table in tables:
            await connection.execute(f"DROP TABLE bare_{table}")
        await connection.close()
        return took, written


def _kinds(tables: Sequence[str]) -> str:
    kind = next(kind for kind, own in TABLES.items() if tuple(tables) == own)
    return "'people', 'persons'" if kind == "people" else f"'{kind}'"


async def compare(place: Sqlite | Postgres, folder: Path, name: str) -> None:
    await prepare(place.url)
    heads = "".join(f"{one:>10}" for one in ("rows", "written", "bare s", "ours s", "bare CPU", "ours CPU"))
    print(f"{name}: {'kind':14}{heads} ratio")
    for kind, tables in TABLES.items():
        place.keep()
        ours, rows = await imported(place.url, folder / f"{kind}.csv", kind)
        bare, written = await place.bare(tables, -(-rows // CHUNK))
        figures = f"{rows:10,}{written:10,}{bare.seconds:10.2f}{ours.seconds:10.2f}"
        ratio = f"{bare.processor:10.2f}{ours.processor:10.2f} {bare.processor / ours.processor:5.2f}"
        print(f"{'':{len(name) + 1}} {kind:14}{figures}{ratio}", flush=True)
    print(f"{'':{len(name) + 1}} at most {peak():.0f} MB resident\n")


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def run(folder: Path, url: str | None) -> None:
    await compare(Sqlite(folder), folder, "SQLite")
    if url:
        await compare(Postgres(url), folder, "PostgreSQL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--url", help="an empty PostgreSQL database, to be measured too")
    given = parser.parse_args()
    Path("var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="var") as made:
        folder = Path(made).absolute()
        write_files(folder, given.children)
        print(f"{peak():.0f} MB resident before the first import; load {os.getloadavg()[0]:.1f}")
        asyncio.run(run(folder, given.url))


if __name__ == "__main__":
    main()
