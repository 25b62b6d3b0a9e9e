"""Finds children by what was said of them: those who fit it exactly, and those who come close."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select, union_all

from cases.matching import Asked, Found, ask
from cases.matching.nicknames import Forms
from cases.model import CaseStatus, ChildId
from cases.names import normalise
from cases.query import Query
from store.database import Database
from store.likely import Names, likely
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
    "upn": children.c.upn == bindparam("upn"),
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

    Everybody who fits exactly is found, those called just so and those with longer names alike. To prefer the
    exact ones, or to stop at some number, is for after the policy: here, a hidden child would change what is
    seen of the others. A date of birth alone finds nobody.
    """

    def __init__(self, database: Database, forms: Forms | None = None) -> None:
        self._database = database
        self._forms = forms or Forms()
        self._names = Names()

    async def exactly(self, query: Query) -> Sequence[ChildId]:
        """Ids of all children who fit every part of the query, shielded ones too, in no useful order."""
        wanted = _wanted(query)
        if not wanted:
            return ()
        prefix = str(wanted.get("prefix", ""))
        run = self._database.read if 0 < len(prefix) < _LONG_PREFIX else self._database.look_up
        return await run(lambda connection: _exact(connection, wanted))

    async def find(self, query: Query) -> Sequence[Found]:
        """Those who fit exactly, in no useful order; then those who come close, the most probable first."""
        wanted, asked = _wanted(query), ask(query, self._forms)
        # Said of a place or a case, it is that child or none; a part that says nothing fits nobody.
        near = None if query.reference or query.conversation_id or asked.empty else asked
        if not wanted and near is None:
            return ()
        return await self._database.read(lambda connection: self._both(connection, wanted, near))

    def _both(
        self, connection: Connection, wanted: Mapping[str, object], asked: Asked | None
    ) -> Sequence[Found]:
        exact = _exact(connection, wanted) if wanted else ()
        near = likely(connection, asked, self._names) if asked else ()
        known = frozenset(exact)
        return [*map(Found, exact), *(found for found in near if found.child_id not in known)]


def _exact(connection: Connection, wanted: Mapping[str, object]) -> Sequence[ChildId]:
    statement = _statement(tuple(name for name in wanted if name in _CONDITIONS))
    return list(connection.scalars(statement, wanted))


def _wanted(query: Query) -> Mapping[str, object]:
    """What a child has to be to fit exactly; nothing where nothing finds one."""
    handles = _handles(query)
    if not handles or (query.name and not normalise(query.name)):
        return {}
    return handles | _born(query)


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
    if query.upn:
        handles["upn"] = query.upn
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
