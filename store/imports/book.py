"""The imports' way into the register: look, link, write, end; a chunk at a time."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import TypeVar

from sqlalchemy import Connection, select

from cases.importing.kinds import Kind
from cases.importing.pass_over import Good
from cases.importing.seen import Seen
from cases.model import AgencyId, Child
from cases.ports_import import Link
from cases.records import Effects, OutdatedError
from store.database import Database
from store.effects import Turn, write
from store.imports import children, involvements, people, practitioners, runs, sources
from store.imports.practitioners import Move
from store.imports.runs import Run
from store.imports.scope import Known, Prepared, Scope
from store.tables import agencies

T = TypeVar("T")

_TRIES = 5


class Imports:
    """Imports into a database, for one run."""

    def __init__(self, database: Database, run: Run) -> None:
        self._database = database
        self._run = run
        self._begun = False
        self._references: Iterator[str] | None = None

    async def scope(
        self, agency: str, source: str, kind: Kind, run: str, at: datetime, today: date
    ) -> Scope | None:
        """Whose import it is; None if there is no such agency."""

        def read(connection: Connection) -> Scope | None:
            if connection.scalar(select(agencies.c.id).where(agencies.c.id == agency)) is None:
                return None
            first = runs.is_first(connection, agency, source, kind)
            empty = sources.is_empty(connection, agency, source, kind)
            return Scope(AgencyId(agency), source, kind, run, at, today, first, empty)

        return await self._database.read(read)

    async def unknown(self, scope: Scope, rows: Sequence[Good]) -> list[Child]:
        """The children of these rows that the source gives for the first time, by its ids."""
        return await self._database.read(lambda connection: children.unknown(connection, scope, rows))

    async def moves(self, scope: Scope, rows: Sequence[Good]) -> list[Move]:
        """Of whom these rows say that they have left, or are back."""
        return await self._database.read(lambda connection: practitioners.moves(connection, scope, rows))

    async def leavers(self, scope: Scope, gone: Sequence[Known]) -> list[Move]:
        """Who leaves because no source gives them any more."""
        return await self._database.read(lambda connection: practitioners.leavers(connection, scope, gone))

    async def look(self, scope: Scope, rows: Sequence[Good], links: Mapping[str, Link]) -> Prepared:
        """What these rows would change. Writes nothing."""
        nameless = repeat("")
        return await self._database.read(
            lambda connection: _prepared(connection, scope, rows, links, nameless)
        )

    async def write(
        self,
        scope: Scope,
        rows: Sequence[Good],
        links: Mapping[str, Link],
        moved: Sequence[Effects] = (),
    ) -> Prepared:
        """Write what these rows change, all or nothing; the first chunk also says that the run begins.

        ``moved`` is what follows from those of them that say who has left.
        """

        def change(connection: Connection) -> Prepared:
            if self._references is None and scope.kind is Kind.CHILDREN:
                self._references = children.references(connection)
            numbers = self._references or repeat("")
            prepared = _prepared(connection, scope, rows, links, numbers)
            if prepared.is_work:
                self._begin(connection, scope)
                prepared.write(connection)
                _move(connection, scope, moved)
            return prepared

        prepared = await self._written(change)
        self._begun = self._begun or prepared.is_work
        return prepared

    async def given_still(self, scope: Scope, present: Seen) -> frozenset[str]:
        """The involvements that other rows, or another source's, give as well."""
        return await self._database.read(lambda connection: sources.given_still(connection, scope, present))

    async def end(
        self,
        scope: Scope,
        gone: Sequence[Known],
        moved: Sequence[Effects] = (),
        still: Container[str] = (),
    ) -> int:
        """End what the source gives no more, all of these or none; how many. ``still`` go on all the same."""

        def change(connection: Connection) -> None:
            self._begin(connection, scope)
            if scope.kind is Kind.INVOLVEMENTS:
                over = [one for one in gone if one.entity_id not in still]
                involvements.ends(connection, scope, over).write(connection)
            elif scope.kind is Kind.PEOPLE:
                people.end(connection, scope, gone)
            sources.end(connection, scope, gone)
            _move(connection, scope, moved)

        await self._written(change)
        self._begun = True
        return len(gone)

    async def finish(self, scope: Scope, counts: str) -> None:
        """Write that the run has come to its end, if it wrote anything."""
        if self._begun:
            await self._database.write(lambda connection: runs.finish(connection, scope, self._run, counts))

    async def live(self, scope: Scope, after: str, most: int) -> list[Known]:
        """A page of what this source gives and has not ended, by id."""
        return await self._database.read(lambda connection: sources.live(connection, scope, after, most))

    async def _written(self, change: Callable[[Connection], T]) -> T:
        """Write it; again if somebody else has changed the same meanwhile."""
        for _ in range(_TRIES - 1):
            try:
                return await self._database.write(change)
            except OutdatedError:
                continue
        return await self._database.write(change)

    def _begin(self, connection: Connection, scope: Scope) -> None:
        if not self._begun:
            runs.begin(connection, scope, self._run)


def _prepared(
    connection: Connection,
    scope: Scope,
    rows: Sequence[Good],
    links: Mapping[str, Link],
    numbers: Iterator[str],
) -> Prepared:
    match scope.kind:
        case Kind.PRACTITIONERS:
            return practitioners.prepare(connection, scope, rows)
        case Kind.PEOPLE:
            return people.prepare(connection, scope, rows)
        case Kind.INVOLVEMENTS:
            return involvements.prepare(connection, scope, rows)
    return children.prepare(connection, scope, rows, links, numbers)


def _move(connection: Connection, scope: Scope, moved: Sequence[Effects]) -> None:
    """Write that people have left, or are back; of whom that is so already, nothing is written."""
    if moved:
        write(connection, [Turn(effects, None) for effects in moved], scope.at)
