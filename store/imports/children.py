"""Children out of agencies' files: new ones, and what their source changes of known ones."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from uuid import uuid4

from sqlalchemy import BigInteger, Connection, cast, func, select

from cases.importing.faults import Fault
from cases.importing.given import child_from, entity_id
from cases.importing.pass_over import Good
from cases.importing.rows import ChildRow
from cases.importing.supply import fresh, supplied
from cases.linking import pair
from cases.matching import CLOSE
from cases.model import Child
from cases.ports_import import FRESH, Link
from store import files, merged, rows
from store import links as queue
from store.child_rows import insert_children, rewrite_children
from store.imports import sources
from store.imports.scope import Given, Prepared, Scope, given
from store.tables import children

_THESE = rows.ForIds(lambda among: files.CHILDREN.where(among(children.c.id)))
_NUMBER = func.substr(children.c.reference, 3)
_DIGITS = "0123456789"
_LONGEST_NUMBER = 15
_HIGHEST = select(func.max(cast(_NUMBER, BigInteger))).where(
    children.c.reference.like("C-_%"),
    func.ltrim(_NUMBER, _DIGITS) == "",
    func.length(children.c.reference) <= _LONGEST_NUMBER,
)
_LOWEST = 1000
_Entities = list[tuple[Given, str]]


def references(connection: Connection) -> Iterator[str]:
    """References that no child has: C-1001 and so on."""
    highest = max(connection.scalar(_HIGHEST) or 0, _LOWEST)
    return (f"C-{number}" for number in count(highest + 1))


def unknown(connection: Connection, scope: Scope, read: Sequence[Good]) -> list[Child]:
    """The children of these rows that the source gives for the first time, by its ids, without references."""
    there = sources.known(connection, scope, (one.row.source_id for one in read))
    return [
        fresh(row.source_id, "", row)
        for one in read
        if isinstance(row := one.row, ChildRow) and row.source_id not in there
    ]


def prepare(
    connection: Connection,
    scope: Scope,
    read: Sequence[Good],
    links: Mapping[str, Link],
    numbers: Iterator[str],
) -> Prepared:
    """What these rows change. ``links`` is what was found of those given for the first time, by their ids."""
    done = Prepared()
    known = sources.known(connection, scope, (one.row.source_id for one in read))
    news: list[Given] = []
    changed: _Entities = []
    linked: _Entities = []
    for one in given(read, known):
        link = links.get(one.row.source_id, FRESH)
        if one.is_same:
            done.same += 1
        elif one.before is not None:
            changed.append((one, one.before.entity_id))
        elif link.child_id is not None:
            linked.append((one, link.child_id))
        else:
            news.append(one)
    linked, apart = _given_twice(connection, scope, linked, done)
    news += apart
    made = [(one, fresh(_id(scope, one.row), next(numbers), one.row)) for one in news]
    rewritten = _supplied(connection, [*changed, *linked])
    done.added, done.changed, done.linked = len(news), len(changed), len(linked)
    done.writes = [
        lambda at: insert_children(at, [child for _, child in made]),
        lambda at: rewrite_children(at, rewritten),
        lambda at: _doubts(at, scope, [(child, links.get(one.row.source_id, FRESH)) for one, child in made]),
        lambda at: sources.add(at, scope, [*((one, str(child.id)) for one, child in made), *linked]),
        lambda at: sources.change(at, scope, [one for one, _ in changed]),
    ]
    return done


def _doubts(connection: Connection, scope: Scope, made: Sequence[tuple[Child, Link]]) -> None:
    """What a steward has to decide: a new child may be one who is there."""
    pairs = [
        pair(uuid4().hex, child.id, other, CLOSE, scope.at)
        for child, link in made
        for other in merged.resolved(connection, link.doubtful)
    ]
    queue.put(connection, pairs)


def _id(scope: Scope, row: ChildRow) -> str:
    return entity_id("c", scope.agency, scope.source, row.source_id)


def _given_twice(
    connection: Connection, scope: Scope, linked: _Entities, done: Prepared
) -> tuple[_Entities, list[Given]]:
    """Those that may be linked, and those that are children of their own.

    A source knows its own children apart: it does not give the same one under two ids. Where it seems to by a
    number that is one child's alone, the row is wrong.
    """
    rows_of = sources.of_entities(connection, scope.kind, (child for _, child in linked))
    here = (scope.agency, scope.source)
    taken = {row.entity_id for row in rows_of if (row.agency_id, row.source) == here}
    current = _current(connection, [child for _, child in linked])
    kept, apart = [], []
    for one, child in linked:
        if child not in taken:
            taken.add(child)
            kept.append((one, child))
        elif column := _same_number(one.row, current[child]):
            done.faults[one.place] = Fault(column, "", "the number of another child of the same source")
        else:
            apart.append(one)
    return kept, apart


def _same_number(row: ChildRow, child: Child) -> str:
    if row.nhs_number and row.nhs_number == child.nhs_number:
        return "nhs_number"
    return "upn" if row.upn and row.upn == child.upn else ""


def _supplied(connection: Connection, touched: _Entities) -> list[Child]:
    """The children as they are after these rows, those that are then different."""
    current = _current(connection, [child for _, child in touched])
    others = defaultdict(list)
    for row in sources.of_entities(connection, "children", current):
        others[row.entity_id].append((row.agency_id, row.source, row.source_id, row.given))
    after = []
    for one, child in touched:
        before = child_from(one.row.source_id, one.before.given) if one.before else None
        elsewhere = [
            child_from(source_id, text)
            for _, _, source_id, text in others[child]
            if not one.before or (source_id, text) != (one.before.source_id, one.before.given)
        ]
        now = supplied(current[child], before, one.row, elsewhere)
        if now != current[child]:
            after.append(now)
            current[child] = now
    return list({child.id: child for child in after}.values())


def _current(connection: Connection, ids: Sequence[str]) -> dict[str, Child]:
    wanted = sorted(set(ids))
    found = _THESE.gather(connection, wanted) if wanted else ()
    return {child.id: child for child in files.children_from(found)}
