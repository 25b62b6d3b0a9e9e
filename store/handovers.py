"""Reads and rewrites hand-overs; nobody's answer is ever written over."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, case, exists, or_, select, update

from cases.handover import OPEN_STATES, Handover, HandoverState
from cases.model import ChildId, Colleague, InvolvementId, PractitionerId
from cases.names import normalise
from cases.records import HandoverRewrite
from store.database import Database
from store.tables import handovers, practitioner_name_keys, practitioners, services

_BY_ID = select(handovers).where(handovers.c.id == bindparam("handover"))
_OPEN = select(handovers).where(
    handovers.c.giver_id == bindparam("giver"),
    handovers.c.child_id == bindparam("child"),
    handovers.c.state.in_(OPEN_STATES),
)
_LOCK = (
    select(handovers.c.id)
    .where(handovers.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(handovers.c.id)
    .with_for_update()
)
_UPDATE = update(handovers).where(handovers.c.id == bindparam("row"))
_UNANSWERED = (
    select(handovers)
    .where(handovers.c.state == HandoverState.ASKED, handovers.c.reminded_at.is_(None))
    .order_by(handovers.c.asked_at, handovers.c.id)
)
_TO_BEGIN = (
    select(handovers)
    .where(handovers.c.state == HandoverState.ACCEPTED, handovers.c.first_day <= bindparam("on"))
    .order_by(handovers.c.first_day, handovers.c.id)
)


class SqlHandovers:
    """Hand-overs in a database (cases.ports_handover.Handovers)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = database.directory

    async def handover(self, handover_id: str) -> Handover | None:
        """A hand-over by its id."""
        return await self._one(_BY_ID, {"handover": handover_id})

    async def open_of(self, giver: PractitionerId, child: ChildId) -> Handover | None:
        """The one of this practitioner's work with this child that can still change, if any."""
        return await self._one(_OPEN, {"giver": giver, "child": child})

    async def unanswered(self, most: int) -> Sequence[Handover]:
        """Those asked for, and neither answered nor reminded of; the oldest first."""
        return await self._many(_UNANSWERED.limit(most), {})

    async def to_begin(self, on: date, most: int) -> Sequence[Handover]:
        """Those accepted whose first day is that day or earlier; the earliest first."""
        return await self._many(_TO_BEGIN.limit(most), {"on": on})

    async def receivers(self, giver: Colleague, called: str, most: int) -> Sequence[Colleague]:
        """Active colleagues of the giver's agency, of the own service first; of these, those called so."""
        key = normalise(called)
        if called and not key:
            return ()

        def read(connection: Connection) -> Sequence[Colleague]:
            directory = self._directory.at(connection)
            named = [practitioner_name_keys.c.key == key, _begins_with(key)] if key else [None]
            for condition in named:
                ids = list(connection.scalars(_receivers(giver, condition).limit(most)))
                if ids:
                    known = directory.practitioners(connection, ids)
                    return [directory.colleague(known[one]) for one in ids]
            return ()

        return await self._database.read(read)

    async def _one(self, statement: Select[Any], asked: dict[str, Any]) -> Handover | None:
        def read(connection: Connection) -> Handover | None:
            row = connection.execute(statement, asked).one_or_none()
            return None if row is None else _handover(row)

        return await self._database.look_up(read)

    async def _many(self, statement: Select[Any], asked: dict[str, Any]) -> Sequence[Handover]:
        return await self._database.read(
            lambda connection: [_handover(row) for row in connection.execute(statement, asked)]
        )


def _begins_with(key: str) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy's
    # "!" is the character after the space.
    return and_(practitioner_name_keys.c.key >= f"{key} ", practitioner_name_keys.c.key < f"{key}!")


def _receivers(giver: Colleague, called: Any) -> Select[Any]:  # noqa: ANN401 - a condition or None
    own = practitioners.c.service_id == giver.service.id
    statement = (
        select(practitioners.c.id)
        .join(services, services.c.id == practitioners.c.service_id)
        .where(
            services.c.agency_id == giver.agency.id,
            practitioners.c.active,
            practitioners.c.id != giver.practitioner.id,
            or_(own, services.c.sensitive.is_(False)),
        )
        .order_by(case((own, 0), else_=1), practitioners.c.name, practitioners.c.id)
    )
    if called is None:
        return statement
    mine = practitioner_name_keys.c.practitioner_id == practitioners.c.id
    return statement.where(exists(select(1).where(mine, called)))


def lock(connection: Connection, rewrites: Sequence[HandoverRewrite]) -> None:
    """Keep others from changing these hand-overs until the transaction ends.

    A new one has no row to lock: whoever makes one also rewrites the giver's involvements, be it to what they
    are, and so has the child locked.
    """
    ids = sorted({rewrite.after.id for rewrite in rewrites} | {one.replaces for one in rewrites} - {""})
    connection.execute(_LOCK, {"ids": ids}).all()


def is_current(connection: Connection, rewrite: HandoverRewrite) -> bool:
    """Whether it is as it was when the change was decided; of a new one, that no other is open."""
    if rewrite.before is None:
        asked = {"giver": rewrite.after.giver_id, "child": rewrite.after.child_id}
        there = connection.execute(_OPEN, asked).one_or_none()
        return (there.id if there else "") == rewrite.replaces
    row = connection.execute(_BY_ID, {"handover": rewrite.before.id}).one_or_none()
    return row is not None and _handover(row) == rewrite.before


def rewrite(connection: Connection, change: HandoverRewrite) -> None:
    """Write it. Call ``lock`` and ``is_current`` first."""
    if change.replaces:
        lapsed = {"state": HandoverState.LAPSED, "answered_at": change.after.asked_at}
        connection.execute(_UPDATE.values(**lapsed), {"row": change.replaces})
    if change.before is None:
        connection.execute(handovers.insert(), _whole(change.after))
    else:
        connection.execute(_UPDATE.values(**_changing(change.after)), {"row": change.after.id})


def _changing(one: Handover) -> dict[str, Any]:
    return {
        "first_day": one.first_day,
        "state": one.state,
        "reason": one.reason,
        "answered_at": one.answered_at,
        "reminded_at": one.reminded_at,
    }


def _whole(one: Handover) -> dict[str, Any]:
    return {
        **_changing(one),
        "id": one.id,
        "child_id": one.child_id,
        "involvements": list(one.involvements),
        "giver_id": one.giver_id,
        "receiver_id": one.receiver_id,
        "asked_by": one.asked_by,
        "asked_at": one.asked_at,
        "with_lead": one.with_lead,
    }


def _handover(row: Row[Any]) -> Handover:
    return Handover(
        id=row.id,
        child_id=ChildId(row.child_id),
        involvements=tuple(map(InvolvementId, row.involvements)),
        giver_id=PractitionerId(row.giver_id),
        receiver_id=PractitionerId(row.receiver_id),
        asked_by=PractitionerId(row.asked_by),
        asked_at=row.asked_at,
        first_day=row.first_day,
        with_lead=row.with_lead,
        state=HandoverState(row.state),
        reason=row.reason,
        answered_at=row.answered_at,
        reminded_at=row.reminded_at,
    )
