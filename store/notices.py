"""The notices still to be delivered: the ledger writes them with the turn, and they go once done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

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
_WAITING = select(func.count()).select_from(notices)


class SqlNotices:
    """Pending notices in a database (cases.ports_delivery.Notices)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""

        def due(connection: Connection) -> list[PendingNotice]:
            found = connection.execute(_DUE, {"now": now, "most": limit})
            return [
                PendingNotice(row.id, Notice(PractitionerId(row.practitioner_id), row.kind, row.subject))
                for row in found
            ]

        return await self._database.read(due)

    async def done(self, notice_id: int) -> None:
        """Delivered; the same again does nothing."""
        statement = delete(notices).where(notices.c.id == notice_id)
        await self._database.write(lambda connection: connection.execute(statement))

    async def later(self, notice_id: int, not_before: datetime, error_class: str) -> None:
        """Not delivered, and not to be tried before that moment. ``error_class`` says why, in one word."""
        statement = (
            update(notices)
            .where(notices.c.id == notice_id)
            .values(not_before=not_before, attempts=notices.c.attempts + 1, error=error_class)
        )
        await self._database.write(lambda connection: connection.execute(statement))

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not."""
        return await self._database.read(lambda connection: connection.scalar(_WAITING) or 0)
