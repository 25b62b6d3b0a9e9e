"""Where the durable engine keeps its work: the register's own database, over connections of its own."""

import fcntl
import os
import sqlite3
from pathlib import Path

from dbos import DBOS
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url

from bot.work.errors import WorkUnavailableError
from store.database import Database
from store.migrate import upgrade

SCHEMA = "dbos"

_CONNECTIONS = 10
_SHARED = (
    "Another teamaround process works on this SQLite file already: end it, or take PostgreSQL for several."
)


def open_engine(url: str) -> Engine:
    """Connections for the durable engine to the database at a URL as settings name it."""
    there = _sync(url)
    if there.drivername != "sqlite":
        return create_engine(there, pool_size=_CONNECTIONS, max_overflow=0, pool_pre_ping=True)
    engine = create_engine(
        there, pool_size=_CONNECTIONS, max_overflow=0, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # The engine counts on Python's own BEGIN before the first change.
    connection.isolation_level = "IMMEDIATE"
    # NORMAL is enough here: what a power failure takes away is done again, and what was put into the ledger's
    # transaction is on the disk with that.
    for setting in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


async def upgrade_all(database: Database, url: str) -> None:
    """Bring a database to this version's tables, the engine's among them."""
    await upgrade(database)
    DBOS.migrate(_sync(url).render_as_string(hide_password=False), schema=SCHEMA)


def has_tables(engine: Engine) -> bool:
    """Whether the engine's tables have been made."""
    schema = SCHEMA if engine.dialect.name == "postgresql" else None
    return inspect(engine).has_table("workflow_status", schema=schema)


class OneProcess:
    """Keeps a second process from working on the same SQLite file. On PostgreSQL there is nothing to keep."""

    def __init__(self, url: str | URL) -> None:
        there = make_url(url)
        self._path = Path(f"{there.database}-worker") if there.drivername == "sqlite" else None
        self._held: int | None = None

    def __enter__(self) -> None:
        """Raises WorkUnavailableError if another process has it. It falls free when this one ends."""
        if self._path is None:
            return
        self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
        held = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise WorkUnavailableError(_SHARED) from None
        self._held = held

    def __exit__(self, *_: object) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _sync(url: str) -> URL:
    there = make_url(url)
    if there.drivername == "sqlite":
        return there
    asks = dict(there.query)
    # What asyncpg calls ssl is libpq's sslmode.
    if "ssl" in asks:
        asks["sslmode"] = asks.pop("ssl")
    return there.set(drivername="postgresql+psycopg", query=asks)
