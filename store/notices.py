"""The notices still to be delivered: the ledger writes them with the turn, and they go once done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    select,
    true,
    update,
)

from cases.model import PractitionerId
from cases.ports_delivery import DeliveryState, Ended, PendingNotice, PutOff
from cases.records import Notice
from store.database import Database
from store.tables import notices

# At once, of one person's: they go one after the other, and hold up nobody else's meanwhile.
_OF_ONE = 5
_TAKING = 5_108_611  # the number of the lock under which replicas take, one at a time
_KEPT = (DeliveryState.SENT, DeliveryState.CANCELLED, DeliveryState.UNREACHABLE)

# As the partial indexes have it: a bound value would keep SQLite from using them.
_OPEN = notices.c.ended_at.is_(None)
_earlier = notices.alias("earlier")
# One that was taken, or put off after a try, has a later moment than those behind it.
_BLOCKED = exists().where(
    _earlier.c.practitioner_id == notices.c.practitioner_id,
    _earlier.c.ended_at.is_(None),
    _earlier.c.blocks,
    _earlier.c.id < notices.c.id,
    _earlier.c.not_before > notices.c.not_before,
)
_DUE = (
    select(
        notices.c.id,
        notices.c.practitioner_id,
        notices.c.kind,
        notices.c.subject,
        notices.c.attempts,
        notices.c.written_at,
    )
    .where(_OPEN, notices.c.not_before <= bindparam("now"), ~_BLOCKED)
    .order_by(notices.c.not_before, notices.c.id)
    .limit(bindparam("most", type_=Integer))
)
_NEXT = _DUE.with_for_update(skip_locked=True, of=notices)
_REACHABLE = notices.c.state != DeliveryState.UNREACHABLE
_COUNT = select(func.count()).select_from(notices)


class SqlNotices:
    """Notices in a database (cases.ports_delivery.Notices)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""

        def due(connection: Connection) -> list[PendingNotice]:
            return [_pending(row) for row in connection.execute(_DUE, {"now": now, "most": limit})]

        return await self._database.read(due)

    async def take(self, now: datetime, until: datetime, by: str, most: int) -> Sequence[PendingNotice]:
        """See ``Notices``."""

        def take(connection: Connection) -> list[PendingNotice]:
            if connection.dialect.name == "postgresql":
                # Else two could take from one person at once, and the order be lost.
                connection.execute(select(func.pg_advisory_xact_lock(_TAKING)))
            rows = connection.execute(_NEXT, {"now": now, "most": 2 * most}).all()
            taken = _a_few_each([_pending(row) for row in rows])[:most]
            connection.execute(_held([one.id for one in taken], until, by))
            return taken

        # Only who finds something waits for its turn to write.
        return await self._database.write(take) if await self.due(now, 1) else []

    async def sending(self, notice_id: int, at: datetime, by: str) -> bool:
        """It is about to leave. False if somebody else has taken it."""
        return await self._change(notice_id, by, state=DeliveryState.SENDING, sending_at=at)

    async def done(self, notice_id: int, by: str = "", ended: Ended | None = None) -> bool:
        """See ``Notices``."""
        values = {
            "state": ended.state if ended else DeliveryState.SENT,
            "ended_at": ended.at if ended else notices.c.not_before,
            "activity_id": ended.activity_id if ended else "",
            "error": ended.error if ended else "",
        }
        return await self._change(notice_id, by, blocks=False, taken_by="", **values)

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
            maybe_twice=notices.c.maybe_twice + int(maybe),
            error=error_class,
            taken_by="",
            blocks=tried or why is PutOff.CROWDED,
        )

    async def give_back(self, by: str, now: datetime) -> None:
        """Whatever ``by`` has taken and not begun to send is anybody's."""
        mine = and_(_OPEN, notices.c.taken_by == by, notices.c.state == DeliveryState.WAITING)
        freed = update(notices).where(mine).values(taken_by="", not_before=now, blocks=False)
        await self._database.write(lambda connection: connection.execute(freed))

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not, to people who can be reached."""
        return await self._count(_OPEN, _REACHABLE)

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
        whose = and_(notices.c.id == notice_id, notices.c.taken_by == by, _OPEN)
        changed = update(notices).where(whose).values(**values)
        return await self._database.write(lambda connection: connection.execute(changed).rowcount) > 0


def _a_few_each(found: Sequence[PendingNotice]) -> list[PendingNotice]:
    counts: dict[PractitionerId, int] = {}
    kept = []
    for one in found:
        counts[one.notice.to] = counts.get(one.notice.to, 0) + 1
        if counts[one.notice.to] <= _OF_ONE:
            kept.append(one)
    return kept


def _held(ids: Sequence[int], until: datetime, by: str) -> Update:
    """One that was about to leave when its sender went may have arrived."""
    begun = case((notices.c.state == DeliveryState.SENDING, 1), else_=0)
    return (
        update(notices)
        .where(notices.c.id.in_(ids))
        .values(
            not_before=until,
            taken_by=by,
            blocks=true(),
            maybe_twice=notices.c.maybe_twice + begun,
            state=DeliveryState.WAITING,
        )
    )


def _pending(row: Row[Any, Any, Any, Any, Any, Any]) -> PendingNotice:
    notice = Notice(PractitionerId(row.practitioner_id), row.kind, row.subject)
    return PendingNotice(row.id, notice, row.attempts, row.written_at)
