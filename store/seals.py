"""Seals the audit trail, and checks it. No writer of the trail ever waits for this.

On PostgreSQL numbers are given before a transaction commits, so a lower one may appear after a higher one. A
seal therefore speaks for everything up to a number only when each transaction that could still bring a lower
one has ended; they are known by the lock that every INSERT holds on the table.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from cases.seal_check import Kept, Verdict, check
from cases.seals import Line, Seal, SealKey, moment_text, needs_new_key, seal_over
from store.database import Database
from store.lines import every_line, every_seal, lines, newest_seal
from store.tables import audit, audit_seals
from store.upsert import insert

MOST = 1_000
"""Entries under one seal: read, hashed and written in a few hundredths of a second."""

_PATIENCE = 800
_PAUSE = 0.005  # seconds between looking whether the writers of a moment have ended

_TOP = select(func.max(audit.c.id))
_WRITERS = text(
    "SELECT virtualtransaction FROM pg_locks WHERE mode = 'RowExclusiveLock' AND locktype = 'relation'"
    " AND relation = 'audit'\\:\\:regclass"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_UNSEALED = select(func.count()).where(
    audit.c.id > func.coalesce(select(func.max(audit_seals.c.last)).scalar_subquery(), 0)
)


class SqlSeals:
    """The seals in a database. Any number of these, in any number of processes, may seal at once.

    ``keys`` are those of the settings, the present one first; without any, seals are plain hashes.
    """

    def __init__(self, database: Database, keys: Sequence[SealKey] = ()) -> None:
        self._database = database
        self._key = keys[0] if keys else None

    async def seal(self, at: datetime) -> Seal | None:
        """Make the next seal if there is something to seal.

        None as well when another sealer was quicker, or when a writer does not come to an end.
        """
        top = await self._complete_up_to()
        if top is None:
            return None
        previous, found = await self._database.read(lambda connection: _unsealed(connection, top))
        if not found and not needs_new_key(previous, self._key):
            return None
        # In a thread, so that the turns that come meanwhile are answered in between.
        made = await asyncio.to_thread(seal_over, previous, found, moment_text(at), self._key)
        written = await self._database.write(lambda connection: _write(connection, made, at))
        return made if written else None

    async def waiting(self) -> int:
        """How many entries no seal speaks for yet."""
        return await self._database.read(lambda connection: connection.scalar(_UNSEALED) or 0)

    async def _complete_up_to(self) -> int | None:
        """The highest number below which no entry can appear any more; None if that does not come about."""
        top, writers = await self._database.read(_top)
        for _ in range(_PATIENCE):
            if not writers:
                return top
            await asyncio.sleep(_PAUSE)
            writers &= await self._database.read(_writers)
        return None


async def verify(
    database: Database,
    keys: Sequence[SealKey] = (),
    kept: Kept | None = None,
    seen: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Check the whole trail as it is in one snapshot (cases.seal_check.check)."""
    return await database.read(
        lambda connection: check(every_seal(connection), every_line(connection), keys, kept, seen)
    )


async def count(database: Database) -> int:
    """How many entries there are, sealed or not."""
    return await database.read(lambda connection: connection.scalar(select(func.count(audit.c.id))) or 0)


def _top(connection: Connection) -> tuple[int, set[str]]:
    # In this order: whoever was given a lower number before that moment holds the lock, or has ended.
    return connection.scalar(_TOP) or 0, _writers(connection)


def _writers(connection: Connection) -> set[str]:
    # SQLite has one writer at a time, and gives numbers in the order of commits.
    return set(connection.scalars(_WRITERS)) if connection.dialect.name == "postgresql" else set()


def _unsealed(connection: Connection, top: int) -> tuple[Seal | None, list[Line]]:
    previous = newest_seal(connection)
    return previous, lines(connection, previous.last if previous else None, top, MOST)


def _write(connection: Connection, seal: Seal, at: datetime) -> bool:
    """Whether it was written: not if the chain has gone on since ``seal`` was made."""
    if (connection.scalar(select(func.max(audit_seals.c.number))) or 0) != seal.number - 1:
        return False
    statement = insert(connection.dialect.name, audit_seals).values(
        number=seal.number,
        at=at,
        last=seal.last,
        entries=seal.entries,
        numbers=seal.numbers,
        digests=seal.digests,
        key_id=seal.key_id,
        head=seal.head,
    )
    written = statement.on_conflict_do_nothing().returning(audit_seals.c.number)
    return connection.execute(written).first() is not None
