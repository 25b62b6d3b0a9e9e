"""Where the register lives. Queries are functions over a Connection; this runs them on either database."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Protocol, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from store.directory import Directory
from store.postgres import Postgres
from store.sqlite import Sqlite

T = TypeVar("T")


class DatabaseUrlError(ValueError):
    """The database's URL is of no form that is known here. Carries no part of the URL but its scheme."""


class Backend(Protocol):
    """How one kind of database runs a function."""

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one snapshot that cannot write."""
        ...

    async def look_up(self, fn: Callable[[Connection], T]) -> T:
        """The same for a function that is known to be quick."""
        ...

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run it in one transaction: committed when it returns, rolled back when it raises."""
        ...

    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Hold a lock of this name while the context lasts; False if another process does."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...


class Database:
    """The register's database, open for use. Nothing is connected before the first read or write.

    ``url`` is ``sqlite:///path`` or ``postgresql://user@host/name``; ``postgresql+asyncpg://`` is the same.
    ``directory`` is what all its readers keep in memory together. Raises DatabaseUrlError for anything else.
    """

    def __init__(self, url: str) -> None:
        parsed = _parse(url)
        self.kind = "sqlite" if parsed.drivername == "sqlite" else "postgresql"
        self.directory = Directory()
        self._backend: Backend = Sqlite(str(parsed.database)) if self.kind == "sqlite" else Postgres(parsed)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run a function in one snapshot of the database. It cannot write."""
        return await self._backend.read(fn)

    async def look_up(self, fn: Callable[[Connection], T]) -> T:
        """``read`` for what an index finds: a few rows, well under a millisecond.

        On SQLite it runs right here, on the event loop's own thread, because handing it to another costs
        several times what it takes (docs/decisions/0002-database-access.md). Whatever may find many rows
        belongs in ``read``.
        """
        return await self._backend.look_up(fn)

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run a function in one transaction: committed when it returns, rolled back when it raises."""
        return await self._backend.write(fn)

    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Hold a lock of this name while the context lasts; False if another process does.

        It falls free when the process ends, however that comes about.
        """
        return self._backend.hold(name)

    async def close(self) -> None:
        """Let go of every connection, once what is under way has ended."""
        await self._backend.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is not None and parsed.database:
        if parsed.drivername == "sqlite" and parsed.database != ":memory:" and not parsed.host:
            return parsed
        if parsed.drivername in ("postgresql", "postgresql+asyncpg"):
            return parsed.set(drivername="postgresql+asyncpg")
    scheme = url.partition(":")[0] if ":" in url else "nothing"
    raise DatabaseUrlError(
        "The database URL has to be sqlite:///path/to/file or postgresql://user@host/name;"
        f" this one starts with {scheme!r} or lacks the file or database name."
    )
