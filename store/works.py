"""Background work, as far as it is ours to write: what is not due yet, workers' leases, and deaths.

What is due goes to the durable engine by an ``Enqueue`` that ``bot`` hands in, in the same transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, extract, func, select

from cases.records import Work
from store.database import Database
from store.tables import scheduled_work, work_deaths, work_leases
from store.upsert import insert

Enqueue = Callable[[Connection, Sequence[Work]], None]
"""Hands works to the engine on this connection; they are there when its transaction is committed."""

_MOST = 200


def put(connection: Connection, works: Iterable[Work], at: datetime, enqueue: Enqueue | None) -> None:
    """Write works: those that are due to the engine, the others, or all if there is none, to be due later."""
    # In order, so that two replicas with the same keys in hand cannot wait for each other.
    ordered = sorted(works, key=lambda work: work.key)
    due = [work for work in ordered if enqueue and (work.not_before is None or work.not_before <= at)]
    if later := [_row(work, at) for work in ordered if work not in due]:
        statement = insert(connection.dialect.name, scheduled_work).on_conflict_do_nothing()
        connection.execute(statement, later)
    if enqueue and due:
        enqueue(connection, due)


async def move_due(database: Database, now: datetime, enqueue: Enqueue) -> int:
    """Hand everything that is due by now to the engine; says how many."""
    is_due = scheduled_work.c.not_before <= now

    def any_due(connection: Connection) -> bool:
        return connection.scalar(select(scheduled_work.c.key).where(is_due).limit(1)) is not None

    def move(connection: Connection) -> int:
        first = (
            select(scheduled_work.c.key)
            .where(is_due)
            .order_by(scheduled_work.c.not_before, scheduled_work.c.key)
            .limit(_MOST)
        )
        taken = delete(scheduled_work).where(scheduled_work.c.key.in_(first)).returning(scheduled_work)
        works = [Work(row.name, row.key, tuple(row.ids)) for row in connection.execute(taken)]
        enqueue(connection, sorted(works, key=lambda work: work.key))
        return len(works)

    moved = 0
    while await database.look_up(any_due):
        moved += await database.write(move)
    return moved


def scheduled(connection: Connection) -> list[Work]:
    """All that is not due yet, the next first."""
    rows = connection.execute(select(scheduled_work).order_by(scheduled_work.c.not_before))
    return [Work(row.name, row.key, tuple(row.ids), row.not_before) for row in rows]


def unschedule(connection: Connection, key: str) -> bool:
    """Forget what is not due yet; whether it was there."""
    return connection.execute(delete(scheduled_work).where(scheduled_work.c.key == key)).rowcount > 0


def beat(connection: Connection, worker: str) -> None:
    """This worker lives."""
    now = _seconds(connection)
    statement = insert(connection.dialect.name, work_leases).values(worker_id=worker, beat=now)
    connection.execute(statement.on_conflict_do_update(index_elements=["worker_id"], set_={"beat": now}))


def living(connection: Connection, silent: float) -> set[str]:
    """The workers that live; the leases of those silent for so many seconds are taken away."""
    connection.execute(delete(work_leases).where(work_leases.c.beat < _seconds(connection) - silent))
    return set(connection.scalars(select(work_leases.c.worker_id)))


def leave(connection: Connection, worker: str) -> None:
    """This worker has ended, and works no more."""
    connection.execute(delete(work_leases).where(work_leases.c.worker_id == worker))


def died(connection: Connection, keys: Iterable[str]) -> None:
    """These works were under way in a process that is no more."""
    for key in keys:
        statement = insert(connection.dialect.name, work_deaths).values(key=key, count=1)
        more = {"count": work_deaths.c.count + 1}
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=more))


def deaths(connection: Connection, key: str) -> int:
    """How often a process died over this work."""
    return connection.scalar(select(work_deaths.c.count).where(work_deaths.c.key == key)) or 0


def forget_deaths(connection: Connection, keys: Sequence[str]) -> None:
    """These works begin anew, or have gone."""
    connection.execute(delete(work_deaths).where(work_deaths.c.key.in_(keys)))


def _row(work: Work, at: datetime) -> dict[str, Any]:
    not_before = work.not_before or at
    return {"key": work.key, "name": work.name, "ids": list(work.ids), "not_before": not_before}


def _seconds(connection: Connection) -> ColumnElement[Any]:
    """The database's own clock."""
    if connection.dialect.name == "postgresql":
        return extract("epoch", func.clock_timestamp())
    return (func.julianday("now") - 2440587.5) * 86400.0
