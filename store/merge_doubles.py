"""Where two records of one child say the same: which row stands, before the rest is moved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, select, update

from cases.handover import OPEN_STATES, HandoverState
from store.merge_journal import Journal, plain
from store.tables import case_children, handovers, household_members, relationships


def doubles(connection: Connection, journal: Journal, gone: str, kept: str, at: datetime) -> None:
    """Take out, or bring to an end, what would be there twice."""
    _doubled_cases(connection, journal, gone, kept)
    _doubled_homes(connection, journal, gone, kept)
    _doubled_relations(connection, journal, gone, kept)
    _doubled_handovers(connection, journal, gone, kept, at)


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
        journal.moved(relationships.c.ended_on, {"id": stands["id"]}, plain(stands["ended_on"]), None)
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
                journal.moved(handovers.c[name], key, plain(old), plain(new))
            connection.execute(update(handovers).where(handovers.c.id == row.id).values(**lapsed))
        givers.add(row.giver_id)
