"""The notices still to be delivered: the ledger writes them with the turn, and they go once done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, select, update

from cases.model import PractitionerId
from cases.ports_delivery import PendingNotice
from cases.records import Notice
from store.database import Database
from store.tables import notices

_DUE = (
    select(notices.c.id, notices.c.practitioner_id, notices.c.kind, notices.c.subject)
    .where(notices.c.not_before <= bindparam("now"))
    .order_by(notices.c.not_before, notices.c.id)
    .limit(bindparam("most"))
)
_NEXT = _DUE.with_for_update(skip_locked=True)
_WAITING = select(func.count()).select_from(notices)


class SqlNotices:
    """Pending notices in a database (cases.ports_delivery.Notices)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""

        def due(connection: Connection) -> list[PendingNotice]:
            return [_pending(row) for row in connection.execute(_DUE, {"now": now, "most": limit})]

        return await self._database.read(due)

    async def take(self, now: datetime, until: datetime, by: str) -> PendingNotice | None:
        """The one that has waited longest, for ``by`` alone until a moment; None if none may be tried now."""

        def take(connection: Connection) -> PendingNotice | None:
            row = connection.execute(_NEXT, {"now": now, "most": 1}).one_or_none()
            if row is None:
                return None
            held = update(notices).where(notices.c.id == row.id).values(not_before=until, taken_by=by)
            connection.execute(held)
            return _pending(row)

        # Only who finds something waits for its turn to write.
        return await self._database.write(take) if await self.due(now, 1) else None

    async def done(self, notice_id: int, by: str = "") -> bool:
        """Delivered; the same again does nothing. False if ``by`` had it, and somebody else has taken it."""
        statement = delete(notices).where(_held(notice_id, by))
        return await self._database.write(lambda connection: connection.execute(statement).rowcount) > 0

    async def later(self, notice_id: int, not_before: datetime, error_class: str, by: str = "") -> None:
        """Not delivered, and not to be tried before that moment. ``error_class`` says why, in one word.

        Nothing happens if ``by`` had it, and somebody else has taken it.
        """
        statement = (
            update(notices)
            .where(_held(notice_id, by))
            .values(not_before=not_before, attempts=notices.c.attempts + 1, error=error_class, taken_by="")
        )
        await self._database.write(lambda connection: connection.execute(statement))

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not."""
        return await self._database.read(lambda connection: connection.scalar(_WAITING) or 0)


def _pending(row: Row[Any, Any, Any, Any]) -> PendingNotice:
    return PendingNotice(row.id, Notice(PractitionerId(row.practitioner_id), row.kind, row.subject))


def _held(notice_id: int, by: str) -> ColumnElement[bool]:
    return (notices.c.id == notice_id) & (notices.c.taken_by == by)
