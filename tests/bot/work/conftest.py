"""Databases with the durable engine's tables, and an engine to try things on."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.work.engine import Engine, Pace
from bot.work.jobs import Job, by_name
from bot.work.place import open_engine
from bot.work.steps import Retry, Steps
from bot.work.works import Works
from cases.ports import Clock
from cases.records import Effects, Work
from store.database import Database
from store.ledger import SqlLedger
from tests.databases import PostgresDatabases
from tests.fakes import FakeClock

QUICK = Pace(poll=0.02, beat=0.2, silent=1.5, drain=0.3, most_deaths=2)
OURS = ("scheduled_work", "work_leases", "work_deaths", "inbound")


def one_step(name: str, act: Callable[..., Awaitable[None]], retry: Retry | None = None) -> Job:
    """A job of one step: ``act`` gets the ids alone."""

    async def work(steps: Steps, *ids: str) -> None:
        await steps.do(name, lambda: act(*ids))

    return Job(name, work, retry or Retry())


@pytest.fixture(scope="session")
def postgres_with_engine(postgres: PostgresDatabases, migrated_postgres: str) -> Iterator[str]:
    url = postgres.copy(migrated_postgres)
    yield url
    postgres.drop(url)


@pytest.fixture
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the URL of a database of a kind with the engine's tables, and no work."""

    def engine_url(kind: str) -> str:
        if kind == "sqlite":
            copy = tmp_path / "register.db"
            shutil.copyfile(request.getfixturevalue("file_with_engine"), copy)
            return f"sqlite:///{copy}"
        url = str(request.getfixturevalue("postgres_with_engine"))
        engine = open_engine(url)
        with engine.begin() as connection:
            tables = [f"dbos.{name}" for name in sa.inspect(connection).get_table_names("dbos")]
            kept = ("dbos.dbos_migrations", "dbos.application_versions")
            emptied = ", ".join((*(table for table in tables if table not in kept), *OURS))
            connection.execute(sa.text(f"TRUNCATE {emptied} CASCADE"))
        engine.dispose()
        return url

    return engine_url


@pytest.fixture
def url(database_kind: str, engine_url: Callable[[str], str]) -> str:
    return engine_url(database_kind)


@dataclass
class Workshop:
    """An engine, and hands to give it work."""

    database: Database
    works: Works
    ledger: SqlLedger
    engine: Engine
    clock: Clock

    async def give(self, *works: Work) -> None:
        await self.ledger.commit(Effects(work=works), None)

    async def settle(self) -> bool:
        """As the engine's own, but not for ever."""
        async with asyncio.timeout(20):
            return await self.engine.settle()

    async def dump(self) -> str:
        """Everything that the engine's tables hold, as text."""

        def everything(connection: sa.Connection) -> str:
            schema = "dbos" if connection.dialect.name == "postgresql" else None
            inspector = sa.inspect(connection)
            quoted = [
                f'"{schema}"."{name}"' if schema else f'"{name}"'
                for name in inspector.get_table_names(schema)
            ]
            rows = [row for table in quoted for row in connection.execute(sa.text(f"SELECT * FROM {table}"))]  # noqa: S608
            return "\n".join(map(str, rows))

        return await self.database.read(everything)


@asynccontextmanager
async def opened(
    url: str, *jobs: Job, pace: Pace = QUICK, clock: Clock | None = None
) -> AsyncIterator[Workshop]:
    """A workshop whose engine does not run yet."""
    at = clock or FakeClock()
    async with Database(url) as database:
        works = Works(url)
        engine = Engine(works, database, by_name(*jobs), at, pace)
        yield Workshop(database, works, SqlLedger(database, at, works.enqueue), engine, at)
        works.close()


@asynccontextmanager
async def at_work(
    url: str, *jobs: Job, pace: Pace = QUICK, clock: Clock | None = None
) -> AsyncIterator[Workshop]:
    """A workshop whose engine runs."""
    async with opened(url, *jobs, pace=pace, clock=clock) as shop, shop.engine.running():
        yield shop
