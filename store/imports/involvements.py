"""Involvements out of agencies' files, with their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from cases.importing.faults import Fault, class_of
from cases.importing.given import entity_id, plain_from
from cases.importing.involved import Wanted, begun, changed, over, wanted
from cases.importing.pass_over import Good
from cases.importing.rows import InvolvementRow
from cases.model import ChildId, Involvement, InvolvementId, PractitionerId, Service, Visibility
from cases.spans import touching
from store import rows
from store.imports import involved, services, sources
from store.imports.scope import Given, Known, Prepared, Scope, given
from store.tables import children, practitioners
from store.tables import services as all_services

_BIRTHS = rows.ForIds(
    lambda among: select(children.c.id, children.c.birth_year, children.c.birth_expected).where(
        among(children.c.id)
    )
)
_PEOPLE = rows.ForIds(
    lambda among: (
        select(practitioners.c.id, practitioners.c.role, practitioners.c.service_id, all_services.c.agency_id)
        .join(all_services, all_services.c.id == practitioners.c.service_id)
        .where(among(practitioners.c.id))
    )
)
_UNKNOWN = "nobody whom this source has given: import {} first"


@dataclass(frozen=True, slots=True)
class _World:
    """What the rows of a chunk speak of."""

    children: Mapping[str, Known]
    born: Mapping[str, Row[Any]]
    whose: Mapping[str, Known]
    people: Mapping[str, Row[Any]]
    places: services.Services


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row whose child, practitioner and service are known."""

    one: Given
    child: ChildId
    whose: PractitionerId
    service: Service
    wanted: Wanted


def prepare(connection: Connection, scope: Scope, read: Sequence[Good]) -> Prepared:
    """What these rows change."""
    done = Prepared()
    known = sources.known(connection, scope, (one.row.source_id for one in read))
    world = _world(connection, scope, read)
    placed = []
    for one in given(read, known):
        if one.is_same:
            done.same += 1
            continue
        put = _placed(one, scope, world)
        if isinstance(put, Fault):
            done.faults[one.place] = put
        else:
            placed.append(put)
    current = involved.current(connection, [one.one.before.entity_id for one in placed if one.one.before])
    there = involved.of_children(connection, sorted({one.child for one in placed if not one.one.before}))
    changes = involved.Changes(scope)
    for mine in there.values():
        # What a row of this chunk has given before is its own: two rows at once would overwrite each other.
        mine[:] = [row for row in mine if row.id not in current]
    for found in placed:
        _change(found, scope, current, there, changes, done)
    done.writes = [changes.write]
    return done


def ends(connection: Connection, scope: Scope, gone: Sequence[Known]) -> involved.Changes:
    """What becomes of involvements that their source does not give any more."""
    changes = involved.Changes(scope)
    current = involved.current(connection, [one.entity_id for one in gone])
    for row in current.values():
        after, told = over(row, scope.today)
        changes.change(row, after, told, "")
    return changes


def _change(
    placed: _Placed,
    scope: Scope,
    current: dict[str, Involvement],
    there: involved.Held,
    changes: involved.Changes,
    done: Prepared,
) -> None:
    one = placed.one
    if one.before is None:
        held = there[placed.child, placed.whose, placed.service.id]
        touched = touching(held, placed.wanted.since, placed.wanted.until)
        if not touched:
            done.added += 1
            made = _made(scope, placed)
            changes.begin(one, made, begun(made, scope.today))
            return
        # What somebody has begun in Teams is the same work: it is not doubled.
        mine = touched[-1]
        held.remove(mine)
        done.linked += 1
        after, told = changed(mine, None, placed.wanted, scope.today)
        changes.adopt(one, mine, after, told)
        return
    row = current[one.before.entity_id]
    if (row.child_id, row.practitioner_id) != (placed.child, placed.whose):
        column = "child" if row.child_id != placed.child else "practitioner"
        done.faults[one.place] = Fault(
            column, "", "another than before: end this one, and give the new one a new id"
        )
        return
    done.changed += 1
    after, told = changed(row, plain_from(one.before.given), placed.wanted, scope.today, one.before.ended)
    changes.give_again(one, row, after, told)


def _made(scope: Scope, placed: _Placed) -> Involvement:
    said = placed.wanted
    return Involvement(
        InvolvementId(entity_id("i", scope.agency, scope.source, placed.one.row.source_id)),
        placed.child,
        placed.whose,
        placed.service.id,
        said.role,
        said.since,
        said.until,
        said.last_contact,
        visibility=said.visibility,
        recording_basis=said.basis,
    )


def _world(connection: Connection, scope: Scope, read: Sequence[Good]) -> _World:
    said = [row for one in read if isinstance(row := one.row, InvolvementRow)]
    about = sources.known(connection, scope, (row.child for row in said), "children")
    whose = sources.known(connection, scope, (row.practitioner for row in said), "practitioners")
    ids = sorted({one.entity_id for one in about.values()})
    people = sorted({one.entity_id for one in whose.values()})
    return _World(
        about,
        {row.id: row for row in _BIRTHS.gather(connection, ids)} if ids else {},
        whose,
        {row.id: row for row in _PEOPLE.gather(connection, people)} if people else {},
        services.of_agency(connection, scope.agency),
    )


def _placed(one: Given, scope: Scope, world: _World) -> _Placed | Fault:
    row: InvolvementRow = one.row
    child, whose = world.children.get(row.child), world.whose.get(row.practitioner)
    if child is None:
        return Fault("child", class_of(row.child), _UNKNOWN.format("children"))
    if whose is None:
        return Fault("practitioner", class_of(row.practitioner), _UNKNOWN.format("practitioners"))
    person = world.people[whose.entity_id]
    if person.agency_id != scope.agency:
        return Fault("practitioner", class_of(row.practitioner), "works for another agency now")
    service = world.places.called(row.service or person.service_id)
    if service is None:
        return Fault("service", class_of(row.service), "no service of this agency")
    return _against_nature(row, service, world.born[child.entity_id]) or _Placed(
        one,
        ChildId(child.entity_id),
        PractitionerId(whose.entity_id),
        service,
        wanted(row, service, person.role),
    )


def _against_nature(row: InvolvementRow, service: Service, born: Row[Any]) -> Fault | None:
    if service.sensitive and row.visibility == Visibility.OPEN:
        return Fault("visibility", class_of(row.visibility), "the service is sensitive: leave it empty")
    if born.birth_year and not born.birth_expected and row.since.year < born.birth_year:
        return Fault("since", class_of(row.since.isoformat()), "before the child was born")
    return None
