"""What has become of notices, for whoever runs the service: counted, listed, tried again, called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from cases.model import PractitionerId
from cases.ports_delivery import DeliveryState
from store.database import Database
from store.tables import notices

_IDLE = notices.c.taken_by == ""
_AGAIN = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.UNREACHABLE, DeliveryState.CANCELLED)
_CALLED_OFF = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One notice, without what it is about. ``error`` says in one word why it was not sent."""

    id: int
    to: PractitionerId
    kind: str
    state: DeliveryState
    since: datetime | None
    not_before: datetime
    ended_at: datetime | None
    attempts: int
    error: str
    activity_id: str
    maybe_twice: int


class SqlDeliveries:
    """Reads and changes the outbox by hand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def counts(self) -> Mapping[DeliveryState, int]:
        """How many stand how."""
        counted = select(notices.c.state, func.count()).group_by(notices.c.state)
        rows = await self._database.read(lambda connection: connection.execute(counted).all())
        found = {DeliveryState(state): count for state, count in rows}
        return {state: found.get(state, 0) for state in DeliveryState}

    async def maybe_twice(self) -> int:
        """How many may have arrived more than once, because a crash left it open."""
        counted = select(func.count()).select_from(notices).where(notices.c.maybe_twice > 0)
        return await self._database.read(lambda connection: connection.scalar(counted) or 0)

    async def listed(self, state: DeliveryState | None, kind: str, most: int) -> Sequence[Listed]:
        """The newest of those in a state, or in any but "sent"; of one kind unless that is ""."""
        in_state = notices.c.state == state if state else notices.c.state != DeliveryState.SENT
        wanted = [in_state, notices.c.kind == kind] if kind else [in_state]
        query = select(notices).where(*wanted).order_by(notices.c.id.desc()).limit(most)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            Listed(
                id=row.id,
                to=PractitionerId(row.practitioner_id),
                kind=row.kind,
                state=DeliveryState(row.state),
                since=row.written_at,
                not_before=row.not_before,
                ended_at=row.ended_at,
                attempts=row.attempts,
                error=row.error,
                activity_id=row.activity_id,
                maybe_twice=row.maybe_twice,
            )
            for row in rows
        ]

    async def retry(self, notice_id: int, now: datetime) -> bool:
        """Try it now, as if it had never been tried; False if it was sent or is being sent."""
        return await self._again(now, notices.c.id == notice_id, notices.c.state.in_(_AGAIN)) > 0

    async def retry_failed(self, now: datetime) -> int:
        """The same for all that failed; says how many."""
        return await self._again(now, notices.c.state == DeliveryState.FAILED)

    async def cancel(self, notice_id: int, now: datetime) -> bool:
        """Never send it; False if it was sent or is being sent."""
        which = (notices.c.id == notice_id, notices.c.state.in_(_CALLED_OFF), _IDLE)
        changed = update(notices).where(*which)
        changed = changed.values(state=DeliveryState.CANCELLED, ended_at=now, blocks=False, error="ByHand")
        return await self._database.write(lambda connection: connection.execute(changed).rowcount) > 0

    async def _again(self, now: datetime, *which: ColumnElement[bool]) -> int:
        changed = update(notices).where(_IDLE, *which)
        changed = changed.values(
            state=DeliveryState.WAITING,
            ended_at=None,
            not_before=now,
            attempts=0,
            looks=0,
            error="",
            blocks=False,
        )
        return await self._database.write(lambda connection: connection.execute(changed).rowcount)
