"""Adults around children, and how children are related, out of agencies' files."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from cases.importing.faults import Fault, class_of
from cases.importing.given import entity_id, given_by, hash_of, plain_from
from cases.importing.pass_over import Good
from cases.importing.rows import PeopleRow
from cases.model import Name
from store import rows
from store.bulk import insert_many
from store.imports import sources
from store.imports.scope import Given, Known, Prepared, Scope, given
from store.tables import persons, relationships

PERSONS = "persons"
"""The kind of a source's rows for the adults themselves, of whom several rows of a file may speak."""

_OF_CHILDREN = rows.ForIds(lambda among: select(relationships).where(among(relationships.c.child_id)))
_NAMED = update(persons).where(
    persons.c.id == bindparam("whose"),
    persons.c.given == bindparam("was_given"),
    persons.c.family == bindparam("was"),
)
_AGAIN = update(relationships).where(relationships.c.id == bindparam("which")).values(ended_on=None)
_ENDED = (
    update(relationships).where(relationships.c.id == bindparam("which")).values(ended_on=bindparam("last"))
)
_Relation = tuple[str, str, str]


def prepare(connection: Connection, scope: Scope, read: Sequence[Good]) -> Prepared:
    """What these rows change. They speak of children whom the same source has given."""
    done = Prepared()
    known = sources.known(connection, scope, (one.row.source_id for one in read))
    said = [row for one in read if isinstance(row := one.row, PeopleRow)]
    asked = {row.child for row in said} | {row.other_child for row in said if row.other_child}
    children = sources.known(connection, scope, asked, "children")
    adults = sources.known(connection, scope, (row.person for row in said if row.person), PERSONS)
    news: list[Given] = []
    changed: list[Given] = []
    for one in given(read, known):
        missing = _missing(one.row, children)
        if one.is_same:
            done.same += 1
        elif missing:
            done.faults[one.place] = missing
        else:
            (changed if one.before else news).append(one)
    kept = []
    for one in (*news, *changed):
        relation = _relation(scope, one.row, children, adults)
        if relation[0] == relation[1]:
            done.faults[one.place] = Fault("other_child", "", "both are the same child of the register")
        else:
            kept.append((one, relation))
    done.added = sum(one.before is None for one, _ in kept)
    done.changed = len(kept) - done.added
    done.writes = [
        lambda at: _write_adults(at, scope, [one.row for one, _ in kept if one.row.person], adults),
        lambda at: _write_relations(at, scope, kept),
    ]
    return done


def end(connection: Connection, scope: Scope, gone: Sequence[Known]) -> None:
    """End what no source gives any more."""
    still = sources.given_elsewhere(connection, scope, gone)
    over = [{"which": int(one.entity_id), "last": scope.today} for one in gone if one.entity_id not in still]
    if over:
        connection.execute(_ENDED, over)


def _missing(row: PeopleRow, children: Mapping[str, Known]) -> Fault | None:
    for column, child in (("child", row.child), ("other_child", row.other_child)):
        if child and child not in children:
            return Fault(
                column, class_of(child), "no child whom this source has given: import children first"
            )
    return None


def _relation(
    scope: Scope, row: PeopleRow, children: Mapping[str, Known], adults: Mapping[str, Known]
) -> _Relation:
    child = children[row.child].entity_id
    if row.other_child:
        return child, children[row.other_child].entity_id, row.relationship
    known = adults.get(row.person)
    adult = known.entity_id if known else entity_id("a", scope.agency, scope.source, row.person)
    return child, adult, row.relationship


def _write_adults(
    connection: Connection, scope: Scope, read: Sequence[PeopleRow], known: Mapping[str, Known]
) -> None:
    once = {row.person: PeopleRow(row.person, "", "", "", row.name, "") for row in read}
    news, renamed = [], []
    for place, (person, row) in enumerate(once.items()):
        text = given_by(row)
        one = Given(place, row, text, hash_of(text), known.get(person))
        if one.before is None:
            news.append((one, entity_id("a", scope.agency, scope.source, person)))
        elif not one.is_same:
            renamed.append(one)
    if news:
        insert_many(
            connection,
            persons,
            [
                {"id": adult, "given": one.row.name.given, "family": one.row.name.family}
                for one, adult in news
            ],
        )
    for one in renamed:
        was = Name(*plain_from(one.before.given)["name"]) if one.before else Name("")
        connection.execute(
            _NAMED.values(given=one.row.name.given, family=one.row.name.family),
            {"whose": one.before.entity_id if one.before else "", "was_given": was.given, "was": was.family},
        )
    sources.add(connection, scope, news, PERSONS)
    sources.change(connection, scope, renamed, PERSONS)


def _write_relations(connection: Connection, scope: Scope, kept: Sequence[tuple[Given, _Relation]]) -> None:
    children = sorted({relation[0] for _, relation in kept})
    there = _there(connection, children)
    news = {relation: one for one, relation in kept if relation not in there}
    if news:
        insert_many(
            connection,
            relationships,
            [_row(relation, of_child=bool(one.row.other_child)) for relation, one in news.items()],
        )
        there |= _there(connection, children)
    if again := [{"which": there[relation].id} for _, relation in kept if there[relation].ended_on]:
        connection.execute(_AGAIN, again)
    fresh = [(one, str(there[relation].id)) for one, relation in kept if one.before is None]
    sources.add(connection, scope, fresh)
    sources.change(connection, scope, [one for one, _ in kept if one.before])


def _there(connection: Connection, children: Sequence[str]) -> dict[_Relation, Row[Any]]:
    found = _OF_CHILDREN.gather(connection, children) if children else ()
    return {(row.child_id, row.other_child_id or row.other_person_id, row.kind): row for row in found}


def _row(relation: _Relation, *, of_child: bool) -> dict[str, Any]:
    child, other, kind = relation
    return {
        "child_id": child,
        "other_child_id": other if of_child else None,
        "other_person_id": None if of_child else other,
        "kind": kind,
    }
