"""PostgreSQL: asyncpg under SQLAlchemy's async engine, for many replicas on one register."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import TypeVar, cast

from sqlalchemy import Connection, QueuePool, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

T = TypeVar("T")

_CONNECTIONS = 10
_PATIENCE = 10.0  # seconds


class Postgres:
    """Runs functions on a PostgreSQL database. A connection that has died is replaced before it is used."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"timeout": 5, "server_settings": {"application_name": "teamaround"}},
        )
        self._closed = False
        # One snapshot for all the statements of a read, as on SQLite.
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one snapshot that cannot write."""
        self._refuse_if_closed()
        async with self._snapshots.connect() as connection:
            return await connection.run_sync(fn)

    async def look_up(self, fn: Callable[[Connection], T]) -> T:
        """As ``read``: the connections are asynchronous."""
        return await self.read(fn)

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one transaction."""
        self._refuse_if_closed()
        async with self._engine.begin() as connection:
            return await connection.run_sync(fn)

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[bool]:
        """Hold an advisory lock, on a connection that is kept for it."""
        async with self._engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            key = {"name": f"teamaround {name}"}
            held = bool(await alone.scalar(text("SELECT pg_try_advisory_lock(hashtext(:name))"), key))
            try:
                yield held
            finally:
                if held:
                    await alone.scalar(text("SELECT pg_advisory_unlock(hashtext(:name))"), key)

    async def close(self) -> None:
        """Close the pool, once what is under way has ended."""
        self._closed = True
        # A connection that is given back after this, nobody would close.
        end = monotonic() + _PATIENCE
        pool = cast("QueuePool", self._engine.pool)
        while pool.checkedout() and monotonic() < end:  # noqa: ASYNC110 - the pool rings for nobody
            await asyncio.sleep(0.01)
        await self._engine.dispose()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise RuntimeError("The database is closed.")
