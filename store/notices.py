"""The notices still to be delivered: the ledger writes them with the turn, and they go once done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, delete, func, or_, select, update

from cases.ports_delivery import FOUND, DeliveryState, Ended, PendingNotice, PutOff
from store.database import Database
from store.notices_taking import BEGUN, DOUBT, DUE, NEXT, OPEN, a_few_each, held, pending
from store.tables import notices

_TAKING = 5_108_611  # the number of the lock under which replicas take, one at a time
_KEPT = (DeliveryState.SENT, DeliveryState.CANCELLED, DeliveryState.UNREACHABLE)
_REACHABLE = notices.c.state != DeliveryState.UNREACHABLE
_COUNT = select(func.count()).select_from(notices)
_FOUND_BY_ID = select(notices.c.id).where(notices.c.id == bindparam("of"), notices.c.error == FOUND)


class SqlNotices:
    """Notices in a database (cases.ports_delivery.Notices)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""

        def due(connection: Connection) -> list[PendingNotice]:
            return [pending(row) for row in connection.execute(DUE, {"now": now, "most": limit})]

        return await self._database.read(due)

    async def take(self, now: datetime, until: datetime, by: str, most: int) -> Sequence[PendingNotice]:
        """See ``Notices``."""

        def take(connection: Connection) -> list[PendingNotice]:
            if connection.dialect.name == "postgresql":
                # Else two could take from one person at once, and the order be lost.
                connection.execute(select(func.pg_advisory_xact_lock(_TAKING)))
            rows = connection.execute(NEXT, {"now": now, "most": 2 * most}).all()
            taken = a_few_each([pending(row) for row in rows])[:most]
            connection.execute(held([one.id for one in taken], until, by))
            return taken

        # Only who finds something waits for its turn to write.
        return await self._database.write(take) if await self.due(now, 1) else []

    async def sending(self, notice_id: int, at: datetime, by: str, mark: str = "") -> bool:
        """See ``Notices``. A call that is made again after a pause is no further message."""
        blindly = case((and_(notices.c.doubt_since.is_not(None), ~BEGUN), 1), else_=0)
        return await self._change(
            notice_id,
            by,
            state=DeliveryState.SENDING,
            sending_at=at,
            mark=mark,
            looks=0,
            maybe_twice=notices.c.maybe_twice + blindly,
        )

    async def sure(self, notice_id: int, by: str) -> None:
        """It was looked for and is not there."""
        await self._change(notice_id, by, doubt_since=None, looks=0)

    async def done(self, notice_id: int, by: str = "", ended: Ended | None = None) -> bool:
        """See ``Notices``."""
        arrived = ended is not None and ended.state is DeliveryState.SENT
        whose = notices.c.taken_by == by
        if arrived:
            whose = or_(whose, ~BEGUN)
        values: dict[str, Any] = {
            "state": ended.state if ended else DeliveryState.SENT,
            "ended_at": ended.at if ended else notices.c.not_before,
            "activity_id": ended.activity_id if ended else "",
            "error": ended.error if ended else "",
        }
        if ended is not None and ended.state is DeliveryState.FAILED:
            values["doubt_since"] = DOUBT  # whoever tries it again by hand looks first
        changed = update(notices).where(notices.c.id == notice_id, whose, OPEN)
        changed = changed.values(blocks=False, taken_by="", **values)

        def end(connection: Connection) -> bool:
            if connection.execute(changed).rowcount:
                return True
            return arrived and connection.scalar(_FOUND_BY_ID, {"of": notice_id}) is not None

        return await self._database.write(end)

    async def later(
        self, notice_id: int, not_before: datetime, error_class: str, by: str = "", why: PutOff = PutOff.TRIED
    ) -> None:
        """See ``Notices``."""
        tried, maybe = why in (PutOff.TRIED, PutOff.MAYBE), why is PutOff.MAYBE
        gone = why is PutOff.UNREACHABLE
        await self._change(
            notice_id,
            by,
            state=DeliveryState.UNREACHABLE if gone else DeliveryState.WAITING,
            not_before=not_before,
            attempts=notices.c.attempts + int(tried),
            doubt_since=DOUBT if maybe else notices.c.doubt_since,
            looks=notices.c.looks + 1 if why is PutOff.UNSEEN else notices.c.looks,
            error=error_class,
            taken_by="",
            blocks=tried or why in (PutOff.CROWDED, PutOff.UNSEEN),
        )

    async def give_back(self, by: str, now: datetime) -> None:
        """Whatever ``by`` has taken and not begun to send is anybody's."""
        mine = and_(OPEN, notices.c.taken_by == by, notices.c.state == DeliveryState.WAITING)
        freed = update(notices).where(mine).values(taken_by="", not_before=now, blocks=False)
        await self._database.write(lambda connection: connection.execute(freed))

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not, to people who can be reached."""
        return await self._count(OPEN, _REACHABLE)

    async def failed(self) -> int:
        """How many were given up."""
        return await self._count(notices.c.state == DeliveryState.FAILED)

    async def forget(self, before: datetime) -> int:
        """Forget those that ended before a moment, but not those that failed; says how many."""
        old = delete(notices).where(notices.c.state.in_(_KEPT), notices.c.ended_at < before)
        return await self._database.write(lambda connection: connection.execute(old).rowcount)

    async def _count(self, *which: ColumnElement[bool]) -> int:
        counted = _COUNT.where(*which)
        return await self._database.read(lambda connection: connection.scalar(counted) or 0)

    async def _change(self, notice_id: int, by: str, **values: Any) -> bool:  # noqa: ANN401 - as ``values``
        whose = and_(notices.c.id == notice_id, notices.c.taken_by == by, OPEN)
        changed = update(notices).where(whose).values(**values)
        return await self._database.write(lambda connection: connection.execute(changed).rowcount) > 0
