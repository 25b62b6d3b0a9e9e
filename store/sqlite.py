"""SQLite: two threads that read, one that writes, each with a connection of its own; and one for look-ups.

A hop to a thread costs 0.1 ms, and several times that when the event loop is busy, for both want Python's one
lock; a statement takes 0.02 ms. An async driver pays several hops for every statement
(docs/decisions/0002-database-access.md).
"""

import asyncio
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, create_engine

T = TypeVar("T")

_READERS = 2
_PRAGMAS = (
    "busy_timeout=5000",
    "foreign_keys=ON",
    # FULL, not NORMAL: in WAL mode NORMAL may lose the last commits when the power fails, and with them the
    # record of a disclosure that somebody has already read. Group commit shares the cost.
    "synchronous=FULL",
)


def _set(connection: sqlite3.Connection, setting: str) -> None:
    """Set it, in spite of others who open the same new file: SQLite does not wait by itself to begin WAL."""
    for tries_left in reversed(range(100)):
        try:
            connection.execute(f"PRAGMA {setting}")
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            time.sleep(0.05)  # in the database's own thread
        else:
            return


Transaction = Callable[[Connection], AbstractContextManager[object]]


@contextmanager
def _snapshot(connection: Connection) -> Iterator[None]:
    # Straight to the driver: SQLAlchemy's own transactions take longer than a look-up.
    driver = connection.connection.cursor()
    driver.execute("BEGIN")
    try:
        yield
    finally:
        driver.execute("ROLLBACK")


@contextmanager
def _change(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield


class Sqlite:
    """Runs functions on one SQLite file. Only writing makes the file; reading a missing one is an error."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        reading = {"mode": "rw", "pragma": "query_only=ON"}
        self._readers = _Pool(path, _READERS, "sqlite-read", transaction=_snapshot, **reading)
        self._at_hand = _Pool(path, 1, "sqlite-look-up", transaction=_snapshot, **reading)
        self._writer = _Pool(
            path, 1, "sqlite-write", mode="rwc", pragma="journal_mode=WAL", transaction=_change
        )

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one snapshot that cannot write."""
        return await self._readers.run(fn)

    async def look_up(self, fn: Callable[[Connection], T]) -> T:
        """Run it at once, in the calling thread, in one snapshot that cannot write."""
        return self._at_hand.transact(fn)

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one transaction, after those that came before. Makes the file's folder if need be."""
        self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
        return await self._writer.run(fn)

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[bool]:
        """Hold the file of this name beside the database; it holds nothing itself."""
        self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
        held = os.open(f"{self._path}-{name}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(held)

    async def close(self) -> None:
        """Wait for what is under way, then close the file."""
        await asyncio.to_thread(self._readers.close)
        await asyncio.to_thread(self._writer.close)
        self._at_hand.close()


class _Pool:
    """Threads that each keep a connection to the file for good."""

    def __init__(
        self, path: str, threads: int, name: str, *, mode: str, pragma: str, transaction: Transaction
    ) -> None:
        self._transaction = transaction
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._own = threading.local()
        self._opened: list[Connection] = []
        address = f"file:{quote(str(Path(path).absolute()))}?mode={mode}"

        def connect() -> sqlite3.Connection:
            # Autocommit at the driver's level: Python's own BEGIN comes too late for a SAVEPOINT.
            connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
            for setting in (*_PRAGMAS, pragma):
                _set(connection, setting)
            return connection

        self._engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    async def run(self, fn: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.transact, fn)

    def transact(self, fn: Callable[[Connection], T]) -> T:
        connection = self._connection()
        with self._transaction(connection):
            return fn(connection)

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None or connection.closed:
            connection = self._own.connection = self._engine.connect()
            self._opened.append(connection)
        return connection

    def close(self) -> None:
        self._threads.shutdown()
        for connection in self._opened:
            connection.close()
