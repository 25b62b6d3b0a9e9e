"""Reads who is around some children: relationships, the adults in them, households. Four statements."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select

from cases.model import Adult, ChildId, Household, Name, Person, Relationship, Relatives
from store import rows
from store.tables import household_members, persons, relationships

_shared = relationships.alias("shared")

_BETWEEN_CHILDREN = rows.ForIds(
    lambda among: select(
        relationships.c.child_id, relationships.c.other_child_id, relationships.c.kind
    ).where(
        relationships.c.other_child_id.is_not(None),
        relationships.c.ended_on.is_(None),
        or_(among(relationships.c.child_id), among(relationships.c.other_child_id)),
    )
)
_HOUSEHOLDS = rows.ForIds(
    lambda among: select(
        household_members.c.household_id, household_members.c.child_id, household_members.c.person_id
    ).where(
        household_members.c.household_id.in_(
            select(household_members.c.household_id).where(among(household_members.c.child_id))
        )
    )
)
_WITH_THE_SAME_ADULT = rows.ForIds(
    lambda among: (
        select(_shared.c.child_id)
        .distinct()
        .join(relationships, relationships.c.other_person_id == _shared.c.other_person_id)
        .where(
            among(relationships.c.child_id), relationships.c.ended_on.is_(None), _shared.c.ended_on.is_(None)
        )
    )
)
_ADULTS = rows.ForIds(
    lambda among: (
        select(relationships.c.child_id, relationships.c.kind, persons)
        .join(persons, persons.c.id == relationships.c.other_person_id)
        .where(among(relationships.c.child_id), relationships.c.ended_on.is_(None))
    )
)


def read(connection: Connection, children: Sequence[ChildId]) -> Relatives:
    """All that cases.kin needs to know of these children's families."""
    pairs = {
        (row.child_id, row.other_child_id, row.kind) for row in _BETWEEN_CHILDREN.gather(connection, children)
    }
    homes = tuple(_households(connection, children))
    around = {*children, *(child for home in homes for child in home.children)}
    around |= {child for one, other, _ in pairs for child in (one, other)}
    around |= {row.child_id for row in _WITH_THE_SAME_ADULT.gather(connection, children)}
    return Relatives(
        children=tuple(Relationship(ChildId(one), other, kind) for one, other, kind in sorted(pairs)),
        adults=tuple(
            Adult(ChildId(row.child_id), Person(row.id, Name(row.given, row.family)), row.kind)
            for row in _ADULTS.gather(connection, sorted(around))
        ),
        households=homes,
    )


def _households(connection: Connection, children: Sequence[ChildId]) -> Iterable[Household]:
    members = {tuple(row) for row in _HOUSEHOLDS.gather(connection, children)}
    for home in sorted({row[0] for row in members}):
        yield Household(
            home,
            frozenset(ChildId(child) for at, child, _ in members if at == home and child is not None),
            frozenset(person for at, _, person in members if at == home and person is not None),
        )
