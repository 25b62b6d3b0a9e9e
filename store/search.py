"""Finds children by exact and prefix look-up on normalised names, by date of birth and by identifiers."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select, union_all

from cases.model import CaseStatus, ChildId
from cases.names import normalise
from cases.query import Query
from store.database import Database
from store.tables import case_children, cases, child_name_keys, children

SHORTEST_PREFIX = 2
"""Letters that a name must have before it also finds longer ones."""

# Shorter ones may find very many children.
_LONG_PREFIX = 6

# Sorts after every other character in the byte order of the keys.
_LAST = "\U0010ffff"

_KEYED = select(child_name_keys.c.child_id)
_IN_CASE = select(case_children.c.child_id).join(cases, cases.c.id == case_children.c.case_id)
# What a query may say, by the name of the parameter that carries it.
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "name": children.c.id.in_(_KEYED.where(child_name_keys.c.key == bindparam("name"))),
    "prefix": children.c.id.in_(
        _KEYED.where(
            child_name_keys.c.key >= bindparam("prefix"), child_name_keys.c.key < bindparam("beyond")
        )
    ),
    "nhs_number": children.c.nhs_number == bindparam("nhs_number"),
    # A union, as an OR would make PostgreSQL read every child.
    "reference": children.c.id.in_(
        union_all(
            select(children.c.id).where(children.c.reference == bindparam("reference")),
            _IN_CASE.where(cases.c.reference == bindparam("reference")),
        )
    ),
    "conversation": children.c.id.in_(
        _IN_CASE.where(
            cases.c.conversation_id == bindparam("conversation"), cases.c.status == CaseStatus.OPEN
        )
    ),
    **{
        part: or_(children.c[f"birth_{part}"].is_(None), children.c[f"birth_{part}"] == bindparam(part))
        for part in ("year", "month", "day")
    },
}


class SqlChildSearch:
    """Children looked up in a database (cases.ports.ChildSearch).

    Everybody who fits is found, those called exactly so and those with longer names alike. To prefer the
    exact ones, or to stop at some number, is for after the policy: here, a hidden child would change what is
    seen of the others. A date of birth alone finds nobody.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, query: Query) -> Sequence[ChildId]:
        """Ids of all children who fit every part of the query, shielded ones too, in no useful order."""
        handles = _handles(query)
        if not handles or (query.name and not normalise(query.name)):
            return ()
        wanted = handles | _born(query)
        statement = _statement(tuple(name for name in wanted if name in _CONDITIONS))

        def find(connection: Connection) -> list[ChildId]:
            return list(connection.scalars(statement, wanted))

        prefix = str(handles.get("prefix", ""))
        run = self._database.read if 0 < len(prefix) < _LONG_PREFIX else self._database.look_up
        return await run(find)


@lru_cache
def _statement(conditions: tuple[str, ...]) -> Select[tuple[str]]:
    return select(children.c.id).where(*(_CONDITIONS[name] for name in conditions))


def _handles(query: Query) -> dict[str, object]:
    """The parts that can find a child, as parameters; none if there is nothing to go by."""
    handles: dict[str, object] = {}
    key = normalise(query.name)
    if len(key) >= SHORTEST_PREFIX:
        handles |= {"prefix": key, "beyond": key + _LAST}
    elif key:
        handles["name"] = key
    if query.nhs_number:
        handles["nhs_number"] = query.nhs_number
    if query.reference:
        handles["reference"] = query.reference
    if query.conversation_id is not None:
        handles["conversation"] = query.conversation_id
    return handles


def _born(query: Query) -> dict[str, object]:
    if query.born is None:
        return {}
    parts = {"year": query.born.year, "month": query.born.month, "day": query.born.day}
    return {part: value for part, value in parts.items() if value is not None}
