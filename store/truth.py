"""Reads the whole register back as values: for the demo and the tests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Select, Table, func, select

from cases.model import ChildId, Household, Name, Person, Relationship
from store import agreements, casework, files, involvements, rows, tables
from store.database import Database
from store.profiles import PROFILES
from store.seed import RegisterSeed

T = TypeVar("T")

_RELATIONSHIPS = (
    select(
        tables.relationships.c.child_id,
        func.coalesce(tables.relationships.c.other_child_id, tables.relationships.c.other_person_id).label(
            "other"
        ),
        tables.relationships.c.kind,
    )
    .where(tables.relationships.c.ended_on.is_(None))
    .order_by(tables.relationships.c.id)
)


async def everything(database: Database) -> RegisterSeed:
    """The whole register: relationships in the order in which they were written, all else by id."""
    return await database.read(_everything)


def _everything(connection: Connection) -> RegisterSeed:
    manages = _sets(connection, tables.service_managers, "practitioner_id", "service_id")
    named_to = _sets(connection, tables.involvement_named_to, "involvement_id", "practitioner_id")
    people = connection.execute(_all(tables.practitioners))
    held = connection.execute(_all(tables.involvements))
    return RegisterSeed(
        agencies=_by_id(rows.agency(row) for row in connection.execute(_all(tables.agencies))),
        services=_by_id(rows.service(row) for row in connection.execute(_all(tables.services))),
        practitioners=_by_id(rows.practitioner(row, manages[row.practitioners_id]) for row in people),
        children=_by_id(files.children_from(connection.execute(files.CHILDREN))),
        persons=_by_id(
            Person(row.id, Name(row.given, row.family)) for row in connection.execute(select(tables.persons))
        ),
        relationships=tuple(
            Relationship(ChildId(row.child_id), row.other, row.kind)
            for row in connection.execute(_RELATIONSHIPS)
        ),
        cases=_by_id(files.cases_from(connection.execute(files.CASES))),
        involvements=_by_id(rows.involvement(row, named_to[row.involvements_id]) for row in held),
        agreements=agreements.everyone(connection),
        households=_households(connection),
        case_events=tuple(
            casework.event_from(row)
            for row in connection.execute(select(tables.case_events).order_by(tables.case_events.c.number))
        ),
        events=tuple(
            involvements.event_from(row)
            for row in connection.execute(select(tables.events).order_by(tables.events.c.number))
        ),
        profiles=_by_id(rows.profile(row) for row in connection.execute(PROFILES)),
    )


def _households(connection: Connection) -> tuple[Household, ...]:
    children = _sets(connection, tables.household_members, "household_id", "child_id")
    persons = _sets(connection, tables.household_members, "household_id", "person_id")
    return _by_id(
        Household(
            row.id,
            frozenset(ChildId(child) for child in children[row.id] - {None}),
            frozenset(person for person in persons[row.id] - {None}),
        )
        for row in connection.execute(select(tables.households))
    )


def _all(table: Table) -> Select[Any]:
    return select(table).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)


def _by_id(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(values, key=attrgetter("id")))


def _sets(connection: Connection, table: Table, owner: str, member: str) -> Mapping[str, set[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(table.c[owner], table.c[member])):
        sets[row[0]].add(row[1])
    return sets
