"""Finds children by what was said of them: those who fit it exactly, and those who come close."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, bindparam, or_, select, union_all

from cases.matching import LEAST, Asked, Found, ask
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

_IN_CASE = select(case_children.c.child_id).join(cases, cases.c.id == case_children.c.case_id)
# What a query may say, by the name of the parameter that carries it.
_NAMES: dict[str, ColumnElement[bool]] = {
    "name": child_name_keys.c.key == bindparam("name"),
    "prefix": and_(child_name_keys.c.key >= bindparam("prefix"), child_name_keys.c.key < bindparam("beyond")),
}
_CONDITIONS: dict[str, ColumnElement[bool]] = {
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
}
_BIRTH = ("year", "month", "day")


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
        """Those who fit exactly, then those who come close; of both the most probable first."""
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
        weighed = {found.child_id: found.probability for found in near}
        first = [Found(child, exact=True, probability=weighed.get(child, LEAST)) for child in exact]
        known = frozenset(exact)
        return [
            *sorted(first, key=lambda found: -found.probability),
            *(found for found in near if found.child_id not in known),
        ]


def _exact(connection: Connection, wanted: Mapping[str, object]) -> Sequence[ChildId]:
    return list(connection.scalars(_statement(frozenset(wanted)), wanted))


def _wanted(query: Query) -> Mapping[str, object]:
    """What a child has to be to fit exactly; nothing where nothing finds one."""
    handles = _handles(query)
    if not handles or (query.name and not normalise(query.name)):
        return {}
    return handles | _born(query)


@lru_cache
def _statement(said: frozenset[str]) -> Select[tuple[str]]:
    """Children by name and date alone are read from one table, by other parts from two."""
    named = [condition for part, condition in _NAMES.items() if part in said]
    known = [condition for part, condition in _CONDITIONS.items() if part in said]
    born = [part for part in _BIRTH if part in said]
    if not named:
        return select(children.c.id).where(*known, *(_fits(children, part) for part in born))
    keyed = select(child_name_keys.c.child_id).where(*named, *(_fits(child_name_keys, part) for part in born))
    return select(children.c.id).where(children.c.id.in_(keyed), *known) if known else keyed.distinct()


def _fits(table: Table, part: str) -> ColumnElement[bool]:
    """A part of the date that is not known fits any."""
    column = table.c[f"birth_{part}"]
    return or_(column.is_(None), column == bindparam(part))


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
