"""Reads and writes who has seen what they were told, and what was done about those who have not."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, or_, select, tuple_, update

from cases.model import PractitionerId
from cases.records import SeenAgain, SeenBatch, SeenStep
from cases.updates_seen import OLDEST, SOONEST, TO_BE_SEEN, Telling
from store.database import Database
from store.tables import update_batches, update_items, updates
from store.tables.columns import Moment, storable
from store.update_rows import update_from

_CHUNK = 300
_TOLD = (
    select(
        updates,
        update_items.c.practitioner_id,
        update_items.c.batch,
        update_items.c.seen_at,
        update_items.c.reminded_at,
        update_items.c.escalated_at,
        update_batches.c.at.label("told_at"),
    )
    .join(update_items, update_items.c.update_id == updates.c.id)
    .join(update_batches, update_batches.c.id == update_items.c.batch)
)
_IN_BATCH = _TOLD.where(
    update_items.c.batch == bindparam("batch"), update_items.c.practitioner_id == bindparam("whose")
).order_by(updates.c.at, updates.c.id)
_OF_UPDATE = _TOLD.where(updates.c.id == bindparam("update")).order_by(update_items.c.practitioner_id)
_UNSEEN = (
    _TOLD.where(
        updates.c.kind.in_(sorted(TO_BE_SEEN)),
        updates.c.at >= bindparam("oldest", type_=Moment()),
        update_batches.c.at <= bindparam("before", type_=Moment()),
        update_items.c.seen_at.is_(None),
        update_items.c.escalated_at.is_(None),
        or_(
            updates.c.id > bindparam("update"),
            and_(updates.c.id == bindparam("update"), update_items.c.practitioner_id > bindparam("whose")),
        ),
    )
    .order_by(updates.c.id, update_items.c.practitioner_id)
    .limit(bindparam("most"))
)
_DONE = {SeenStep.REMINDED: update_items.c.reminded_at, SeenStep.ESCALATED: update_items.c.escalated_at}


class SqlSeens:
    """Who has seen what, in a database (cases.ports_seen.Seens)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def in_batch(self, batch: str, practitioner: PractitionerId) -> Sequence[Telling]:
        """What one message told this practitioner, the oldest first; nothing if it is not theirs."""
        asked = {"batch": storable(batch), "whose": storable(practitioner)}
        return await self._read(_IN_BATCH, asked)

    async def of_update(self, update_id: str) -> Sequence[Telling]:
        """All who were told of an update, by practitioner."""
        return await self._read(_OF_UPDATE, {"update": storable(update_id)})

    async def unseen(self, now: datetime, after: tuple[str, str], most: int) -> Sequence[Telling]:
        """What is to be acknowledged and is not, of which the lead has not heard."""
        asked = {
            "oldest": now - OLDEST,
            "before": now - SOONEST,
            "update": after[0],
            "whose": after[1],
            "most": most,
        }
        return await self._read(_UNSEEN, asked)

    async def _read(self, statement: Select[Any], asked: dict[str, Any]) -> Sequence[Telling]:
        return await self._database.read(
            lambda connection: [_telling(row) for row in connection.execute(statement, asked)]
        )


def lock_batches(connection: Connection, marks: Sequence[SeenBatch]) -> None:
    """Keep others from changing what these messages told until the transaction ends."""
    batches = sorted({storable(one.batch) for one in marks})
    _lock(connection, update_items.c.batch.in_(batches))


def is_anything(connection: Connection, mark: SeenBatch) -> bool:  # noqa: ARG001
    """Always: who has seen it already has seen it."""
    return True


def see(connection: Connection, mark: SeenBatch) -> None:
    """Write that all of a message has been seen. Call ``lock_batches`` first."""
    mine = and_(
        update_items.c.batch == storable(mark.batch),
        update_items.c.practitioner_id == mark.practitioner_id,
        update_items.c.seen_at.is_(None),
    )
    connection.execute(update(update_items).where(mine).values(seen_at=mark.at))


def lock(connection: Connection, changes: Sequence[SeenAgain]) -> None:
    """Keep others from changing these until the transaction ends."""
    for some in _chunks({item for change in changes for item in change.items}):
        _lock(connection, _among(some))


def is_current(connection: Connection, change: SeenAgain) -> bool:
    """Whether each of them is there, unseen, and that was not done about it before."""
    open_ones = and_(update_items.c.seen_at.is_(None), _DONE[change.step].is_(None))
    found = sum(
        len(connection.execute(select(update_items.c.update_id).where(_among(some), open_ones)).all())
        for some in _chunks(set(change.items))
    )
    return found == len(set(change.items))


def rewrite(connection: Connection, change: SeenAgain) -> None:
    """Write that it is done. Call ``lock`` and ``is_current`` first."""
    for some in _chunks(set(change.items)):
        statement = update(update_items).where(_among(some))
        connection.execute(statement.values({_DONE[change.step]: change.at}))


def _chunks(items: Iterable[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    ordered = sorted(items)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))


def _among(items: Sequence[tuple[str, str]]) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy's
    return tuple_(update_items.c.update_id, update_items.c.practitioner_id).in_(items)


def _lock(connection: Connection, which: Any) -> None:  # noqa: ANN401 - a condition of SQLAlchemy's
    key = (update_items.c.update_id, update_items.c.practitioner_id)
    connection.execute(select(*key).where(which).order_by(*key).with_for_update()).all()


def _telling(row: Row[Any]) -> Telling:
    return Telling(
        update=update_from(row),
        practitioner_id=PractitionerId(row.practitioner_id),
        batch=row.batch,
        told_at=row.told_at,
        seen_at=row.seen_at,
        reminded_at=row.reminded_at,
        escalated_at=row.escalated_at,
    )
