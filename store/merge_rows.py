"""The rows that a merge moves, one by one, each with what it was: by this they go back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, or_, select, update

from cases.handover import OPEN_STATES, HandoverState
from store import tables
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

WHOLE = "*"
"""In the journal, in the place of a column: the kept child itself, as it was and as it became."""


@dataclass(slots=True)
class Journal:
    """What one merge did, in order."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def moved(self, column: Column[Any], key: Mapping[str, Any], old: object, new: object) -> None:
        """A value was changed."""
        self._add(column.table.name, key, column.name, old, new)

    def taken_out(self, table: Table, row: Mapping[str, Any]) -> None:
        """A row was taken out, as it would say what another says already."""
        key = {column.name: row[column.name] for column in table.primary_key}
        self._add(table.name, key, "", {name: _plain(value) for name, value in row.items()}, None)

    def changed(self, table: Table, whose: str, old: object, new: object) -> None:
        """What a row stands for was changed as a whole."""
        self._add(table.name, {"id": whose}, WHOLE, old, new)

    def _add(self, table: str, key: Mapping[str, Any], column: str, old: object, new: object) -> None:
        self.rows.append(
            {
                "number": len(self.rows),
                "table_name": table,
                "row_key": dict(key),
                "column_name": column,
                "old_value": old,
                "new_value": new,
            }
        )


def move(connection: Connection, gone: str, kept: str, at: datetime) -> Journal:
    """Make all rows of one child the other's."""
    journal = Journal()
    _doubled_cases(connection, journal, gone, kept)
    _doubled_homes(connection, journal, gone, kept)
    _doubled_relations(connection, journal, gone, kept)
    _doubled_handovers(connection, journal, gone, kept, at)
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
            whole = {name: _value(table.c[name], value) for name, value in row["old_value"].items()}
            connection.execute(table.insert(), whole)


def _move_back(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    column = table.c[row["column_name"]]
    # The key names the row as it was before: a column of it may be the one that was moved.
    key = row["row_key"] | ({column.name: row["new_value"]} if column.name in row["row_key"] else {})
    now = column.is_not_distinct_from(_value(column, row["new_value"]))
    same = and_(*(table.c[name] == value for name, value in key.items()), now)
    lapsed = table is handovers and column.name in ("state", "answered_at")
    if lapsed and _offered_again(connection, key["id"]):
        return
    old = _value(column, row["old_value"])
    connection.execute(update(table).where(same).values({column.name: old}))


def _value(column: Column[Any], kept: object) -> object:
    # JSON has neither days nor moments.
    if not isinstance(kept, str):
        return kept
    kind = column.type.python_type
    return kind.fromisoformat(kept) if issubclass(kind, date) else kept


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


def _rows(connection: Connection, table: Table, column: Column[Any], child: str) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(column == child).order_by(*table.primary_key))
    return [dict(row) for row in found.mappings()]


def _take_out(connection: Connection, journal: Journal, table: Table, row: Mapping[str, Any]) -> None:
    own = and_(*(column == row[column.name] for column in table.primary_key))
    connection.execute(table.delete().where(own))
    journal.taken_out(table, row)


def _doubled(
    connection: Connection, journal: Journal, column: Column[Any], sides: tuple[str, str], what: str
) -> None:
    table, (gone, kept) = column.table, sides
    there = {row[what] for row in _rows(connection, table, column, kept)}
    for row in _rows(connection, table, column, gone):
        if row[what] in there:
            _take_out(connection, journal, table, row)


def _doubled_cases(connection: Connection, journal: Journal, gone: str, kept: str) -> None:
    _doubled(connection, journal, case_children.c.child_id, (gone, kept), "case_id")


def _doubled_homes(connection: Connection, journal: Journal, gone: str, kept: str) -> None:
    _doubled(connection, journal, household_members.c.child_id, (gone, kept), "household_id")


def _doubled_relations(connection: Connection, journal: Journal, gone: str, kept: str) -> None:
    """Nobody is their own brother, and nobody's mother twice."""

    def said(row: Mapping[str, Any]) -> tuple[object, ...]:
        one, other = (kept if row[name] == gone else row[name] for name in ("child_id", "other_child_id"))
        return one, other, row["other_person_id"], row["kind"]

    sides = (relationships.c.child_id, relationships.c.other_child_id)
    known = {
        said(row): row
        for side in sides
        for row in _rows(connection, relationships, side, kept)
        if gone not in (row["child_id"], row["other_child_id"])
    }
    mine = {row["id"]: row for side in sides for row in _rows(connection, relationships, side, gone)}
    for _, row in sorted(mine.items()):
        after = said(row)
        if after[0] == after[1] or after in known:
            _take_out(connection, journal, relationships, row)
            _goes_on(connection, journal, known.get(after), row)
        known.setdefault(after, row)


def _goes_on(
    connection: Connection, journal: Journal, stands: Mapping[str, Any] | None, gone: Mapping[str, Any]
) -> None:
    """What one record says has ended, and the other does not, has not."""
    if stands is not None and stands["ended_on"] is not None and gone["ended_on"] is None:
        own = relationships.c.id == stands["id"]
        journal.moved(relationships.c.ended_on, {"id": stands["id"]}, _plain(stands["ended_on"]), None)
        connection.execute(update(relationships).where(own).values(ended_on=None))


def _doubled_handovers(connection: Connection, journal: Journal, gone: str, kept: str, at: datetime) -> None:
    """Of two offers of one person's work with the child, the one made first stands."""
    still = handovers.c.state.in_(OPEN_STATES)
    found = connection.execute(
        select(handovers)
        .where(still, handovers.c.child_id.in_([gone, kept]))
        .order_by(handovers.c.asked_at, handovers.c.id)
    ).all()
    givers: set[str] = set()
    for row in found:
        if row.giver_id in givers:
            lapsed: dict[str, Any] = {"state": HandoverState.LAPSED, "answered_at": at}
            key = {"id": row.id}
            for name, value in lapsed.items():
                old, new = getattr(row, name), value
                journal.moved(handovers.c[name], key, _plain(old), _plain(new))
            connection.execute(update(handovers).where(handovers.c.id == row.id).values(**lapsed))
        givers.add(row.giver_id)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
