"""Commits what turns leave behind, those of the same moment in one transaction and one disk write."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from cases.ports import Clock
from cases.records import Effects, OutdatedError
from store.database import Database
from store.effects import Turn, Written, write
from store.tables import inbound
from store.works import Enqueue

_MOST = 200
_Waiting = tuple[Turn, "asyncio.Future[bool]"]


class SqlLedger:
    """The ledger in a database (cases.ports.Ledger), by group commit.

    One transaction is under way at a time; what arrives meanwhile goes into the next. A turn that cannot be
    written fails alone. A turn whose caller has gone before its transaction began is not written.
    Work goes to the durable engine by ``enqueue``; without one it lies until a process that has one finds it.
    """

    def __init__(self, database: Database, clock: Clock, enqueue: Enqueue | None = None) -> None:
        self._database = database
        self._clock = clock
        self._enqueue = enqueue
        self._waiting: deque[_Waiting] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def commit(self, effects: Effects, once: str | None) -> bool:
        """Write all of it, or none. False, and nothing written, if ``once`` has been committed before.

        Raises OutdatedError, with nothing written, if a rewrite rests on what is no longer so.
        """
        outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((Turn(effects, once), outcome))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return await outcome

    async def release(self, once: str) -> None:
        """When this activity is delivered again, it is to be answered again."""
        statement = delete(inbound).where(inbound.c.activity_id == once)
        await self._database.write(lambda connection: connection.execute(statement))

    async def forget(self, before: datetime) -> int:
        """Forget the activities handled before a moment, long after the last redelivery; says how many."""
        statement = delete(inbound).where(inbound.c.at < before)
        return await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def _write_all(self) -> None:
        batch: list[_Waiting] = []
        try:
            while batch := self._next():
                await self._write(batch)
        finally:
            self._writer = None
            # Only a writer that was itself cancelled leaves anybody waiting.
            for _, outcome in (*batch, *self._waiting):
                outcome.cancel()
            self._waiting.clear()

    def _next(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        while self._waiting and len(batch) < _MOST:
            turn, outcome = self._waiting.popleft()
            if not outcome.done():
                batch.append((turn, outcome))
        return batch

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        turns = [turn for turn, _ in batch]
        at = self._clock.now()
        try:
            outcomes = await self._database.write(
                lambda connection: write(connection, turns, at, self._enqueue)
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            if len(batch) > 1 and _is_of_one_turn(error):
                for one in batch:
                    await self._write([one])
                return
            for _, outcome in batch:
                if not outcome.done():
                    outcome.set_exception(error)
            return
        for (_, outcome), written in zip(batch, outcomes, strict=True):
            if outcome.done():
                continue
            if written is Written.OUTDATED:
                outcome.set_exception(OutdatedError())
            else:
                outcome.set_result(written is Written.NOW)


def _is_of_one_turn(error: Exception) -> bool:
    """Whether the database is well and some turn's values were refused, so that nothing was written.

    Not so when the connection broke: the commit may have happened, and writing again could double it.
    """
    if not isinstance(error, StatementError) or isinstance(error, OperationalError):
        return False
    return not (isinstance(error, DBAPIError) and error.connection_invalidated)
