"""The imports' way into the register: look, link, write, end; a chunk at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from cases.importing.kinds import Kind
from cases.importing.pass_over import Good
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
            return Scope(AgencyId(agency), source, kind, run, at, today, first)

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
        return await self._database.read(lambda connection: self._prepared(connection, scope, rows, links))

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
            prepared = self._prepared(connection, scope, rows, links)
            if prepared.is_work:
                self._begin(connection, scope)
                prepared.write(connection)
                _move(connection, scope, moved)
            return prepared

        prepared = await self._written(change)
        self._begun = self._begun or prepared.is_work
        return prepared

    async def end(self, scope: Scope, gone: Sequence[Known], moved: Sequence[Effects] = ()) -> int:
        """End what the source gives no more, all of these or none; how many."""

        def change(connection: Connection) -> None:
            self._begin(connection, scope)
            if scope.kind is Kind.INVOLVEMENTS:
                involvements.ends(connection, scope, gone).write(connection)
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
        self, connection: Connection, scope: Scope, rows: Sequence[Good], links: Mapping[str, Link]
    ) -> Prepared:
        match scope.kind:
            case Kind.PRACTITIONERS:
                return practitioners.prepare(connection, scope, rows)
            case Kind.PEOPLE:
                return people.prepare(connection, scope, rows)
            case Kind.INVOLVEMENTS:
                return involvements.prepare(connection, scope, rows)
        if self._references is None:
            self._references = children.references(connection)
        return children.prepare(connection, scope, rows, links, self._references)


def _move(connection: Connection, scope: Scope, moved: Sequence[Effects]) -> None:
    """Write that people have left, or are back; of whom that is so already, nothing is written."""
    if moved:
        write(connection, [Turn(effects, None) for effects in moved], scope.at)
