"""Where a filled register is kept from one run to the next: under var/, by what it was made from."""

import asyncio
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

import psycopg
from sqlalchemy.engine import make_url

from bench.people.children import People
from bench.people.fill import fill, on_one_line, parts, seed_of
from bench.process import ROOT
from bot.work.place import upgrade_all
from store.database import Database
from store.migrate import newest
from store.seed import register_values
from tests.postgres import PostgresServer

DATABASES = ("sqlite", "postgresql")
# How people misremember children is no part of the register.
_NOT_FROM = frozenset(
    {
        "asked.py",
        "errors.py",
        "slips.py",
        "target.py",
        "sample.py",
        "twice.py",
        "world.py",
        "place.py",
        "load.py",
        "fill.py",
    }
)
_SHOWN = People(2_000)
_PATIENCE = 30.0
# A quarter of the memory, as its documentation advises, of 4 GB. As delivered, PostgreSQL has an eighth of
# that, and reads the pages of a large register from the system's cache again and again.
_AS_ADVISED = ("shared_buffers=1GB",)


def fingerprint() -> str:
    """Another one whenever its tables, its people or the rows that they become have changed."""
    print_of = hashlib.sha256(f"{newest()}".encode())
    for file in sorted((ROOT / "bench" / "people").glob("*.py")):
        if file.name not in _NOT_FROM:
            print_of.update(file.read_bytes())
    for part in parts(_SHOWN):
        for table, rows in register_values(seed_of(_SHOWN, part)):
            print_of.update(f"{table.name} {[tuple(row.items()) for row in rows]}".encode())
    return print_of.hexdigest()[:12]


RegisterOf = Callable[[People], str]
"""The URL of a register with so many children in it; made if there is none yet.

What is made now takes the place of what was made from something else, of the same size.
"""


@contextmanager
def registers(kind: str) -> Iterator[RegisterOf]:
    """The registers that are kept on that kind of database, whose server runs meanwhile."""
    home = ROOT / "var" / "people"
    home.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        yield lambda people: _file(home, _family(people), people)
        return
    server = PostgresServer(home / "postgresql", _AS_ADVISED)
    try:
        yield lambda people: _database(server, _family(people), people)
    finally:
        server.stop()


def _family(people: People) -> str:
    return f"people_{people.count}_{people.seed}"


def _file(home: Path, family: str, people: People) -> str:
    file = home / f"{family}_{fingerprint()}.db"
    if not file.exists():
        for old in home.glob(f"{family}_*"):
            old.unlink()
        made = file.with_suffix(".making")
        _fill(f"sqlite:///{made}", people)
        made.rename(file)
    return f"sqlite:///{file}"


def _database(server: PostgresServer, family: str, people: People) -> str:
    name = f"{family}_{fingerprint()}"
    url = make_url(server.url)
    with _connected(server) as admin:
        found = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{family}\\_%",))
        there = {row[0] for row in found}
        if name not in there:
            for old in there:
                admin.execute(f"DROP DATABASE {old}".encode())
            admin.execute(f"CREATE DATABASE {name}_making".encode())
            _fill(url.set(database=f"{name}_making").render_as_string(), people)
            admin.execute(f"ALTER DATABASE {name}_making RENAME TO {name}".encode())
    return url.set(database=name).render_as_string()


def _connected(server: PostgresServer) -> "psycopg.Connection[tuple[str, ...]]":
    end = perf_counter() + _PATIENCE
    while True:
        try:
            return psycopg.connect(server.url, autocommit=True)
        except psycopg.OperationalError:
            if not server.alive() or perf_counter() > end:
                raise
            sleep(0.05)


def _fill(url: str, people: People) -> None:
    began = perf_counter()
    asyncio.run(_upgrade(url))
    fill(url, people, on_one_line)
    on_one_line("")
    print(f"{people.count:,} children put into {make_url(url).get_backend_name()} in "
          f"{perf_counter() - began:.0f} s; kept under var/people for the next run")  # fmt: skip


async def _upgrade(url: str) -> None:
    async with Database(url) as database:
        await upgrade_all(database, url)


@contextmanager
def copied(url: str, folder: Path) -> Iterator[str]:
    """A copy of a register to write to, so that what is kept stays as it is; gone afterwards."""
    there = make_url(url)
    if there.drivername == "sqlite":
        made = folder / "register.db"
        shutil.copyfile(str(there.database), made)
        yield f"sqlite:///{made}"
        made.unlink()
        return
    name = f"{there.database}_copy"
    with psycopg.connect(there.set(database="postgres").render_as_string(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {there.database} STRATEGY FILE_COPY".encode())
        yield there.set(database=name).render_as_string()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
