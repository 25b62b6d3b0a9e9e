"""Reads the children to whom one person may have a standing right: from their own side, not the register's.

So that the time it takes grows with what they may see, and with nothing else.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, exists, func, not_, or_, select, union

from cases.local import local_day
from cases.matching import unpack
from cases.matching.keys import child_number
from cases.model import CaseStatus, ChildId, Practitioner
from cases.typeahead import OwnChild, Typed
from store.database import Database
from store.likely import Names, likely
from store.tables import (
    case_children,
    cases,
    child_name_keys,
    children,
    grants,
    involvements,
)

FEW = 500
"""So many children are compared one by one; of more, only those who begin so or share a key."""

_CURRENT = (
    not_(involvements.c.cancelled),
    involvements.c.since <= bindparam("on"),
    or_(involvements.c.until.is_(None), involvements.c.until >= bindparam("on")),
)
_MINE = select(involvements.c.child_id).where(involvements.c.practitioner_id == bindparam("me"), *_CURRENT)
_OF_SERVICES = (involvements.c.service_id.in_(bindparam("services", expanding=True)), *_CURRENT)
_MANAGED = select(involvements.c.child_id).where(*_OF_SERVICES)
_IN_CASES = (
    select(case_children.c.child_id)
    .join(cases, cases.c.id == case_children.c.case_id)
    .where(
        cases.c.status == CaseStatus.OPEN,
        cases.c.conversation_id.is_not(None),
        case_children.c.case_id.in_(
            union(
                select(cases.c.id).where(cases.c.lead_id == bindparam("me")),
                select(case_children.c.case_id).where(case_children.c.child_id.in_(_MINE)),
            )
        ),
    )
)
_GRANTED = select(grants.c.child_id).where(
    grants.c.practitioner_id == bindparam("me"),
    grants.c.given_at <= bindparam("now"),
    grants.c.expires_at > bindparam("now"),
)
_FOUND = select(children.c.id, children.c.reference).where(not_(children.c.shielded))
_ALL_MINE = _FOUND.where(children.c.id.in_(_MINE))
_FURTHER = _FOUND.where(children.c.id.in_(union(_IN_CASES, _GRANTED)))
# Only whether they are few needs to be known: nothing is put into an order, so that reading may stop.
_SERVICES = (
    select(children.c.id, children.c.reference)
    .distinct()
    .join(involvements, involvements.c.child_id == children.c.id)
    .where(not_(children.c.shielded), *_OF_SERVICES)
    .limit(FEW + 1)
)
_NAMED = (
    select(children.c.id, children.c.reference, func.min(child_name_keys.c.key).label("key"))
    .join(child_name_keys, child_name_keys.c.child_id == children.c.id)
    .where(
        not_(children.c.shielded),
        children.c.id.in_(_MANAGED),
        or_(child_name_keys.c.key.like(bindparam("first")), child_name_keys.c.key.like(bindparam("later"))),
    )
    .group_by(children.c.id, children.c.reference)
)
_NUMBERED = _FOUND.where(
    children.c.id.in_(_MANAGED),
    or_(children.c.nhs_number.like(bindparam("number")), children.c.reference.like(bindparam("number"))),
)
_BORN = _FOUND.where(children.c.id.in_(_MANAGED), children.c.birth_year == bindparam("year"))
_NEAR = _FOUND.where(
    children.c.id.in_(bindparam("near", expanding=True)),
    exists().where(involvements.c.child_id == children.c.id, *_OF_SERVICES),
)
_TRAITS = "SELECT child_id, traits FROM child_traits WHERE number IN ({numbers})"

_References = dict[ChildId, str]


class SqlOwnChildren:
    """The children around a person, in a database (cases.ports_typeahead.OwnChildren)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names = Names()

    async def around(self, person: Practitioner, typed: Typed, now: datetime) -> Sequence[OwnChild]:
        """Children to whom they may have a standing right, shielded ones never, in no meaningful order."""
        asked: dict[str, object] = {"me": person.id, "on": local_day(now), "now": now}

        def read(connection: Connection) -> Sequence[OwnChild]:
            mine = _found(connection, _ALL_MINE, asked)
            found = dict(mine)
            if not typed.short:
                found |= _found(connection, _FURTHER, asked)
                if person.manages:
                    managed: dict[str, object] = asked | {"services": sorted(person.manages)}
                    found |= self._managed(connection, typed, managed)
            return _with_traits(connection, found, mine)

        return await self._database.read(read)

    def _managed(self, connection: Connection, typed: Typed, asked: dict[str, object]) -> _References:
        """Those whom the services that somebody manages work with, or of many those who may fit."""
        found = _found(connection, _SERVICES, asked)
        if len(found) <= FEW:
            return found
        found = {}
        said = typed.asked
        if said.words:
            longest = max(said.words, key=len)
            rows = connection.execute(_NAMED, asked | {"first": f"{longest}%", "later": f"% {longest}%"})
            first = sorted(rows, key=lambda row: (row.key, row.id))[:FEW]
            found = {ChildId(row.id): row.reference for row in first}
        elif said.born:
            found = _found(connection, _BORN, asked | {"year": said.born.year})
        if typed.begun:
            found |= _found(connection, _NUMBERED, asked | {"number": f"{_as_kept(typed)}%"})
        near = [] if said.empty else likely(connection, said, self._names)
        if near:
            found |= _found(connection, _NEAR, asked | {"near": [one.child_id for one in near]})
        return found


def _as_kept(typed: Typed) -> str:
    """The beginning of a number as it is written in the register."""
    begun = typed.begun
    return f"C-{begun[1:]}" if begun[:1] == "C" and begun[1:].isdigit() else begun


def _found(
    connection: Connection, statement: Select[tuple[str, str]], asked: dict[str, object]
) -> _References:
    rows = connection.execute(statement, asked).all()
    # Of more than can be compared, those of the first ids: the same ones each time.
    return {ChildId(row.id): row.reference for row in sorted(rows)[: FEW + 1]}


def _with_traits(connection: Connection, found: _References, mine: _References) -> Sequence[OwnChild]:
    if not found:
        return ()
    numbers = ", ".join(str(child_number(one)) for one in found)
    rows = connection.exec_driver_sql(_TRAITS.format(numbers=numbers))
    return [
        OwnChild(ChildId(child), found[ChildId(child)], unpack(traits), ChildId(child) in mine)
        for child, traits in rows
        if child in found
    ]
