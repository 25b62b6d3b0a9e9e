"""Writes what was said of tasks; nothing is said twice, however many replicas say it."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from cases.records import TaskMark, TaskMarks
from store.tables import task_reminders
from store.tables.columns import storable
from store.upsert import insert

_CHUNK = 500
# Replicas take turns: else two could find that there is no row yet.
_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(0x7EA37A5C))


def lock(connection: Connection, _: Sequence[TaskMarks]) -> None:
    """Keep others from marking until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)


def is_current(connection: Connection, change: TaskMarks) -> bool:
    """Whether none of it has been said."""
    return not made(connection, change.marks)


def rewrite(connection: Connection, change: TaskMarks) -> None:
    """Write that it is said. Call ``lock`` and ``is_current`` first."""
    statement = insert(connection.dialect.name, task_reminders)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["kind", "subject"], set_={"stamp": statement.excluded.stamp}
        ),
        [{"kind": one.kind, "subject": one.subject, "stamp": one.stamp} for one in change.marks],
    )


def made(connection: Connection, marks: Collection[TaskMark]) -> frozenset[TaskMark]:
    """Those of these marks that have been made."""
    found: set[TaskMark] = set()
    for kind in sorted({one.kind for one in marks}):
        mine = sorted((one for one in marks if one.kind == kind), key=lambda one: one.subject)
        for start in range(0, len(mine), _CHUNK):
            some = mine[start : start + _CHUNK]
            statement = select(task_reminders.c.subject, task_reminders.c.stamp).where(
                task_reminders.c.kind == kind, task_reminders.c.subject.in_([one.subject for one in some])
            )
            stamps = {row.subject: row.stamp for row in connection.execute(statement)}
            found.update(one for one in some if stamps.get(storable(one.subject)) == storable(one.stamp))
    return frozenset(found)
