"""Empty databases for tests, made once a session and emptied or copied for each test."""

import asyncio
import os
import threading
from collections.abc import Coroutine
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import asyncpg  # type: ignore[import-untyped] # it has none
from sqlalchemy.engine import URL, make_url

from bot.work.place import upgrade_all
from store.database import Database
from store.migrate import upgrade
from store.tables import metadata
from tests.postgres import PostgresServer

T = TypeVar("T")

KINDS = ("sqlite", "postgresql")
_PATIENCE = 30.0

# All but the one row that counts changes: it is never taken away.
_TABLES = [table.name for table in reversed(metadata.sorted_tables) if table.name != "directory_version"]
APPEND_ONLY = ("audit", "audit_seals", "events", "case_events", "task_events")
EMPTY = "; ".join(
    (
        *(f"ALTER TABLE {table} DISABLE TRIGGER {table}_refuses_change" for table in APPEND_ONLY),
        *(f"DELETE FROM {table}" for table in _TABLES),  # noqa: S608 - our own table names
        *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuses_change" for table in APPEND_ONLY),
        "ALTER SEQUENCE audit_id_seq RESTART",
    )
)


async def migrate(url: str) -> None:
    """Bring the database at a URL up to date."""
    async with Database(url) as database:
        await upgrade(database)


async def migrate_all(url: str) -> None:
    """The same, with the durable engine's tables."""
    async with Database(url) as database:
        await upgrade_all(database, url)


class Blank:
    """A SQLite file with every table and nothing in it, made once: for tests that have no fixtures."""

    def __init__(self) -> None:
        self._made = b""

    async def lay(self, file: Path) -> None:
        """Make this file such a one."""
        if not self._made:
            await migrate_all(f"sqlite:///{file}")
            self._made = await asyncio.to_thread(file.read_bytes)
        await asyncio.to_thread(file.write_bytes, self._made)


class Aside:
    """An event loop in a thread, for fixtures that must not touch the test's own loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="aside", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it there, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class PostgresDatabases:
    """The session's PostgreSQL: one migrated database, emptied for each test, and fresh ones on demand.

    TEAMAROUND_TEST_POSTGRES (``postgresql://user@host/postgres``) names a server to use instead of our own.
    """

    def __init__(self, aside: Aside) -> None:
        given = os.environ.get("TEAMAROUND_TEST_POSTGRES")
        self._server = None if given else PostgresServer()
        self._home = make_url(given or (self._server.url if self._server else ""))
        self._aside = aside
        self._numbers = count()
        self._admin = aside.run(self._connect())
        self._shared = self.fresh()
        aside.run(migrate(self._shared))
        self._cleaner = aside.run(asyncpg.connect(_dsn(make_url(self._shared))))
        aside.run(self._cleaner.execute("SET lock_timeout = '10s'"))

    def empty(self) -> str:
        """The URL of the migrated database, with nothing in it."""
        self._aside.run(self._cleaner.execute(EMPTY))
        return self._shared

    def fresh(self) -> str:
        """The URL of a new database without tables."""
        return self._made("template0")

    def copy(self, url: str) -> str:
        """The URL of a new database that is as another is, which nobody is connected to."""
        return self._made(str(make_url(url).database))

    def _made(self, template: str) -> str:
        name = f"teamaround_test_{os.getpid()}_{next(self._numbers)}"
        # The files are copied: the other way writes all of it to the log as well.
        made = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
        self._aside.run(self._admin.execute(made))
        return self._home.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        self._aside.run(self._admin.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))

    def close(self) -> None:
        """Leave nothing behind."""
        self._aside.run(self._cleaner.close())
        self.drop(self._shared)
        self._aside.run(self._admin.close())
        if self._server:
            self._server.stop()

    async def _connect(self) -> Any:
        end = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            try:
                return await asyncpg.connect(_dsn(self._home))
            except (OSError, asyncpg.CannotConnectNowError):
                if self._server is None:
                    raise
                if not self._server.alive() or asyncio.get_running_loop().time() > end:
                    raise RuntimeError(f"PostgreSQL did not start: {self._server.log()}") from None
            await asyncio.sleep(0.02)


def _dsn(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
