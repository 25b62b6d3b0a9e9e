"""The rows of children: all that is written of a child as such, search keys too, in one place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from cases.matching import child_keys as keys_of
from cases.matching import child_number, pack, traits_of, unpack
from cases.model import Birth, Child
from cases.names import name_keys
from store.bulk import insert_many, insert_tuples
from store.rows import CHUNK
from store.tables import child_keys, child_name_keys, child_names, child_traits, children

Values = Iterator[dict[str, Any]]

# What is written anew when a child changes, in an order in which it may go.
_OF_CHILD = (child_name_keys, child_names)
_GONE = tuple(delete(table).where(table.c.child_id == bindparam("of_child")) for table in _OF_CHILD)
_CHANGED = update(children).where(children.c.id == bindparam("of_child"))
_TRAITS = select(child_traits.c.number, child_traits.c.traits).where(
    child_traits.c.number.in_(bindparam("numbers", expanding=True))
)
_KEY_GONE = delete(child_keys).where(
    child_keys.c.key == bindparam("of_key"), child_keys.c.number == bindparam("of_number")
)
_TRAITS_GONE = delete(child_traits).where(child_traits.c.number == bindparam("of_number"))


def child_values(register: Sequence[Child]) -> Iterable[tuple[Table, Values]]:
    """Each table's rows, tables that others refer to first. What they hold is computed as it is read."""
    yield from record_values(register)
    yield from search_values(register)


def record_values(register: Sequence[Child]) -> Iterable[tuple[Table, Values]]:
    """What children are, and what they are found by when asked for as they are written."""
    yield children, map(_child, register)
    yield child_names, _names(register)
    yield child_name_keys, _keys(register)


def search_values(register: Sequence[Child]) -> Iterable[tuple[Table, Values]]:
    """What children are found by when they are not asked for quite as they are written."""
    yield child_traits, _traits(register)
    yield child_keys, _hashed(register)


def insert_children(connection: Connection, fresh: Sequence[Child]) -> None:
    """Write children who are not there yet, as many as are in memory anyhow."""
    for table, values in record_values(fresh):
        insert_many(connection, table, list(values))
    _insert_search_values(connection, fresh)


def _insert_search_values(connection: Connection, register: Sequence[Child]) -> None:
    """Most of what is written of a child: in the order of the table, which costs least, and not as dicts."""
    traits = [(child_number(child.id), child.id, traits_of(child)) for child in register]
    known = sorted((number, child, pack(of)) for number, child, of in traits)
    insert_tuples(connection, child_traits, ("number", "child_id", "traits"), known)
    keys = sorted((key, number) for number, _, of in traits for key in keys_of(of))
    insert_tuples(connection, child_keys, ("key", "number"), keys)


def rewrite_children(connection: Connection, changed: Sequence[Child]) -> None:
    """Write children who are there as they are now: names, keys and all."""
    if not changed:
        return
    for gone in _GONE:
        connection.execute(gone, [{"of_child": child.id} for child in changed])
    _forget(connection, [child_number(child.id) for child in changed])
    for table, values in record_values(changed):
        if table is children:
            connection.execute(_CHANGED, [{"of_child": row.pop("id")} | row for row in values])
        else:
            insert_many(connection, table, list(values))
    _insert_search_values(connection, changed)


def _child(child: Child) -> dict[str, Any]:
    return {
        "id": child.id,
        "reference": child.reference,
        **_born(child.birth),
        "birth_expected": bool(child.birth and child.birth.expected),
        "area": child.area,
        "nhs_number": child.nhs_number or None,
        "upn": child.upn or None,
        "shielded": child.shielded,
    }


def _born(birth: Birth | None) -> dict[str, int | None]:
    if birth is None:
        return {"birth_year": None, "birth_month": None, "birth_day": None}
    return {"birth_year": birth.year, "birth_month": birth.month, "birth_day": birth.day}


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
        born = _born(child.birth)
        for key in sorted({key for name in child.names for key in name_keys(name)}):
            yield {"key": key, "child_id": child.id, **born}


def _traits(register: Iterable[Child]) -> Values:
    for child in register:
        yield {"number": child_number(child.id), "child_id": child.id, "traits": pack(traits_of(child))}


def _hashed(register: Iterable[Child]) -> Values:
    for child in register:
        number = child_number(child.id)
        for key in sorted(keys_of(traits_of(child))):
            yield {"key": key, "number": number}


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Take away keys, told from the traits that they were made of: an index by child would double them."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        rows = connection.execute(_TRAITS, {"numbers": chunk}).all()
        gone = [
            {"of_key": key, "of_number": row.number} for row in rows for key in keys_of(unpack(row.traits))
        ]
        if gone:
            connection.execute(_KEY_GONE, gone)
        connection.execute(_TRAITS_GONE, [{"of_number": number} for number in chunk])
