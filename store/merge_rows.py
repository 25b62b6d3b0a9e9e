"""The rows that a merge moves, one by one, each with what it was: by this they go back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, or_, select, update

from cases.handover import OPEN_STATES
from store import tables
from store.merge_doubles import doubles
from store.merge_journal import Journal, from_plain
from store.tables import (
    case_children,
    children,
    handovers,
    household_members,
    metadata,
    relationships,
)

MOVED: Sequence[Column[Any]] = (
    tables.involvements.c.child_id,
    case_children.c.child_id,
    tables.grants.c.child_id,
    tables.approaches.c.child_id,
    tables.introductions.c.child_id,
    handovers.c.child_id,
    relationships.c.child_id,
    relationships.c.other_child_id,
    household_members.c.child_id,
    # Of rows about children alone: agencies' own systems go on giving theirs.
    tables.sources.c.entity_id,
    # By what the one was like the other goes on being found.
    tables.child_traits.c.child_id,
    # Who was merged into the one who goes now points to the one who stays.
    children.c.merged_into,
)
"""Every column by which a row belongs to a child and follows it. A test holds this to the tables."""

# The second is what the index of entities says of itself.
_ABOUT_CHILDREN = {
    tables.sources.name: (tables.sources.c.kind == "children", tables.sources.c.kind != "involvements")
}


def move(connection: Connection, gone: str, kept: str, at: datetime) -> Journal:
    """Make all rows of one child the other's."""
    journal = Journal()
    doubles(connection, journal, gone, kept, at)
    for column in MOVED:
        table = column.table
        keys = [one for one in table.primary_key if one is not column]
        mine = and_(column == gone, *_ABOUT_CHILDREN.get(table.name, ()))
        found = connection.execute(select(*table.primary_key, column).where(mine)).mappings().all()
        for row in found:
            journal.moved(column, {one.name: row[one.name] for one in table.primary_key}, gone, kept)
            same = and_(*(one == row[one.name] for one in keys), column == gone)
            connection.execute(update(table).where(same).values({column.name: kept}))
    return journal


def put_back(connection: Connection, journal: Iterable[Mapping[str, Any]]) -> None:
    """Undo it, last first: what has become otherwise since stays as it is now."""
    for row in sorted(journal, key=lambda one: one["number"], reverse=True):
        table = metadata.tables[row["table_name"]]
        if row["column_name"]:
            _move_back(connection, table, row)
        elif not _is_there(connection, table, row["old_value"]):
            whole = {name: from_plain(table.c[name], value) for name, value in row["old_value"].items()}
            connection.execute(table.insert(), whole)


def _move_back(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    column = table.c[row["column_name"]]
    # The key names the row as it was before: a column of it may be the one that was moved.
    key = row["row_key"] | ({column.name: row["new_value"]} if column.name in row["row_key"] else {})
    now = column.is_not_distinct_from(from_plain(column, row["new_value"]))
    same = and_(*(table.c[name] == value for name, value in key.items()), now)
    lapsed = table is handovers and column.name in ("state", "answered_at")
    if lapsed and _offered_again(connection, key["id"]):
        return
    old = from_plain(column, row["old_value"])
    connection.execute(update(table).where(same).values({column.name: old}))


def _is_there(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether the row, or one that says the same, is in the table."""
    said = {name: value for name, value in row.items() if name not in ("id", "position", "ended_on")}
    same = and_(*(table.c[name] == value for name, value in said.items() if value is not None))
    own = and_(*(column == row[column.name] for column in table.primary_key))
    return connection.execute(select(*table.primary_key).where(or_(same, own))).first() is not None


def _offered_again(connection: Connection, handover: str) -> bool:
    """Whether the same work has been offered to somebody else since."""
    mine = select(handovers.c.giver_id, handovers.c.child_id).where(handovers.c.id == handover).subquery()
    others = select(handovers.c.id).where(
        handovers.c.giver_id == mine.c.giver_id,
        handovers.c.child_id == mine.c.child_id,
        handovers.c.id != handover,
        handovers.c.state.in_(OPEN_STATES),
    )
    return connection.execute(others).first() is not None
