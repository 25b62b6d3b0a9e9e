"""Merges two children, and undoes it: nothing is lost by either."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from cases.merging import parted
from cases.model import Birth, Child, ChildId, Merge, Name, PractitionerId
from cases.records import ChildMerge, ChildUnmerge
from store import files, merge_rows
from store.child_rows import rewrite_children
from store.merge_journal import WHOLE
from store.merge_later import work_since
from store.tables import child_merge_rows, child_merges, children, involvements

_LOCK = (
    select(children.c.id)
    .where(children.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(children.c.id)
    .with_for_update()
)
# Replicas merge one at a time: two that want each other's children would wait for each other.
_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(0x7EA3CA5F))
_THESE = files.CHILDREN.where(children.c.id.in_(bindparam("ids", expanding=True)))
_POINTERS = select(children.c.id, children.c.merged_into).where(
    children.c.id.in_(bindparam("ids", expanding=True))
)
_ONE = select(child_merges).where(child_merges.c.id == bindparam("merge"))
_JOURNAL = (
    select(child_merge_rows)
    .where(child_merge_rows.c.merge_id == bindparam("merge"))
    .order_by(child_merge_rows.c.number)
)
_HELD = select(involvements.c.id).where(involvements.c.child_id == bindparam("kept"))
_POINT = update(children).where(children.c.id == bindparam("child")).values(merged_into=bindparam("to"))
_UNDO = update(child_merges).where(child_merges.c.id == bindparam("merge"))
_OTHERS_SHIELDED = (
    select(children.c.id).where(children.c.merged_into == bindparam("kept"), children.c.shielded).limit(1)
)


def merge_from(row: Row[Any]) -> Merge:
    """A merge from its row."""
    return Merge(
        id=row.id,
        kept=ChildId(row.kept_id),
        gone=ChildId(row.gone_id),
        at=row.at,
        by=PractitionerId(row.by_id),
        reason=row.reason,
        undone_at=row.undone_at,
        undone_by=PractitionerId(row.undone_by) if row.undone_by else None,
        undone_reason=row.undone_reason,
    )


def lock(connection: Connection, changes: Sequence[ChildMerge | ChildUnmerge]) -> None:
    """Keep all others from writing of these children until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)
    ids = sorted({child for change in changes for child in (change.merge.kept, change.merge.gone)})
    connection.execute(_LOCK, {"ids": ids}).all()


def is_current(connection: Connection, change: ChildMerge) -> bool:
    """Whether both are as they were when it was decided, and neither has been merged."""
    now = _children(connection, change.merge.kept, change.merge.gone)
    pointers = _pointers(connection, change.merge)
    return now == {one.id: one for one in (change.kept, change.gone)} and not any(pointers.values())


def merge(connection: Connection, change: ChildMerge) -> None:
    """Make two children one. Call ``lock`` and ``is_current`` first."""
    made = change.merge
    held = list(connection.scalars(_HELD, {"kept": made.kept}))
    connection.execute(child_merges.insert(), _row(made) | {"held": sorted(held)})
    journal = merge_rows.move(connection, made.gone, made.kept, made.at)
    connection.execute(_POINT, {"child": made.gone, "to": made.kept})
    journal.changed(children, made.kept, _plain(change.kept), _plain(change.after))
    rewrite_children(connection, [change.after])
    connection.execute(insert(child_merge_rows), [row | {"merge_id": made.id} for row in journal.rows])


def may_undo(connection: Connection, change: ChildUnmerge) -> bool:
    """Whether the merge still holds, and its kept child has not been merged into another since."""
    row = connection.execute(_ONE, {"merge": change.merge.id}).one_or_none()
    if row is None or merge_from(row) != change.merge or row.undone_at is not None:
        return False
    return _pointers(connection, change.merge) == {change.merge.kept: None, change.merge.gone: row.kept_id}


def undo(connection: Connection, change: ChildUnmerge) -> None:
    """Make one child two again. Call ``lock`` and ``may_undo`` first."""
    made = change.merge
    held = connection.execute(_ONE, {"merge": made.id}).one().held
    journal = [dict(row) for row in connection.execute(_JOURNAL, {"merge": made.id}).mappings()]
    whole = next(row for row in journal if row["column_name"] == WHOLE)
    moved = [row for row in journal if row is not whole]
    merge_rows.put_back(connection, moved)
    work_since(connection, made, _involvements(moved), held)
    connection.execute(_POINT, {"child": made.gone, "to": None})
    now = _children(connection, made.kept)[made.kept]
    shield = connection.execute(_OTHERS_SHIELDED, {"kept": made.kept}).first() is not None
    before, after = _child(whole["old_value"]), _child(whole["new_value"])
    rewrite_children(connection, [parted(now, before, after, shield=shield)])
    undone = {"undone_at": change.at, "undone_by": change.by, "undone_reason": change.reason}
    connection.execute(_UNDO.values(**undone), {"merge": made.id})


def _involvements(moved: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["row_key"]["id"] for row in moved if row["table_name"] == involvements.name]


def _children(connection: Connection, *ids: ChildId) -> dict[ChildId, Child]:
    return {
        child.id: child for child in files.children_from(connection.execute(_THESE, {"ids": sorted(ids)}))
    }


def _pointers(connection: Connection, made: Merge) -> dict[str, str | None]:
    found = connection.execute(_POINTERS, {"ids": sorted((made.kept, made.gone))})
    return {row.id: row.merged_into for row in found}


def _row(made: Merge) -> dict[str, Any]:
    return {
        "id": made.id,
        "kept_id": made.kept,
        "gone_id": made.gone,
        "at": made.at,
        "by_id": made.by,
        "reason": made.reason,
    }


def _plain(child: Child) -> dict[str, Any]:
    return asdict(child)


def _child(plain: dict[str, Any]) -> Child:
    birth = plain["birth"]
    names = tuple(Name(**name) for name in plain["names"])
    return Child(**plain | {"names": names, "birth": Birth(**birth) if birth else None})
