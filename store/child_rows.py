"""The rows of children: all that is written of a child as such, search keys too, in one place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, update

from cases.model import Child
from cases.names import name_keys
from store.bulk import insert_many
from store.tables import child_name_keys, child_names, children

Values = Iterator[dict[str, Any]]

# What is written anew when a child changes, in an order in which it may go.
_OF_CHILD = (child_name_keys, child_names)
_GONE = tuple(delete(table).where(table.c.child_id == bindparam("of_child")) for table in _OF_CHILD)
_CHANGED = update(children).where(children.c.id == bindparam("of_child"))


def child_values(register: Sequence[Child]) -> Iterable[tuple[Table, Values]]:
    """Each table's rows, tables that others refer to first. What they hold is computed as it is read."""
    yield children, map(_child, register)
    yield child_names, _names(register)
    yield child_name_keys, _keys(register)


def insert_children(connection: Connection, fresh: Sequence[Child]) -> None:
    """Write children who are not there yet, as many as are in memory anyhow."""
    for table, values in child_values(fresh):
        insert_many(connection, table, list(values))


def rewrite_children(connection: Connection, changed: Sequence[Child]) -> None:
    """Write children who are there as they are now: names, keys and all."""
    if not changed:
        return
    for gone in _GONE:
        connection.execute(gone, [{"of_child": child.id} for child in changed])
    for table, values in child_values(changed):
        if table is children:
            connection.execute(_CHANGED, [{"of_child": row.pop("id")} | row for row in values])
        else:
            insert_many(connection, table, list(values))


def _child(child: Child) -> dict[str, Any]:
    birth = child.birth
    return {
        "id": child.id,
        "reference": child.reference,
        "birth_year": birth.year if birth else None,
        "birth_month": birth.month if birth else None,
        "birth_day": birth.day if birth else None,
        "birth_expected": bool(birth and birth.expected),
        "area": child.area,
        "nhs_number": child.nhs_number or None,
        "upn": child.upn or None,
        "shielded": child.shielded,
    }


def _names(register: Iterable[Child]) -> Values:
    for child in register:
        for position, name in enumerate(child.names):
            yield {
                "child_id": child.id,
                "position": position,
                "given": name.given,
                "family": name.family,
            }


def _keys(register: Iterable[Child]) -> Values:
    for child in register:
        for key in sorted({key for name in child.names for key in name_keys(name)}):
            yield {"key": key, "child_id": child.id}
