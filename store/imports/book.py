"""The imports' way into the register: look, link, write, end; a chunk at a time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from cases.importing.kinds import Kind
from cases.importing.rows import AnyRow
from cases.model import AgencyId, Child
from cases.ports_import import Link
from store.database import Database
from store.effects import Turn
from store.imports import children, runs, sources
from store.imports.runs import Run
from store.imports.scope import Known, Prepared, Scope
from store.tables import agencies


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

    async def unknown(self, scope: Scope, rows: Sequence[AnyRow]) -> list[Child]:
        """The children of these rows that the source gives for the first time, by its ids."""
        return await self._database.read(lambda connection: children.unknown(connection, scope, rows))

    async def look(
        self, scope: Scope, rows: Sequence[AnyRow], links: Mapping[str, Link], turns: Sequence[Turn] = ()
    ) -> Prepared:
        """What these rows would change. Writes nothing."""
        return await self._database.read(
            lambda connection: self._prepared(connection, scope, rows, links, turns)
        )

    async def write(
        self, scope: Scope, rows: Sequence[AnyRow], links: Mapping[str, Link], turns: Sequence[Turn] = ()
    ) -> Prepared:
        """Write what these rows change, all or nothing; the first chunk also says that the run begins."""

        def write(connection: Connection) -> Prepared:
            prepared = self._prepared(connection, scope, rows, links, turns)
            if prepared.added or prepared.changed or prepared.linked:
                self._begin(connection, scope)
                prepared.write(connection)
            return prepared

        prepared = await self._database.write(write)
        self._begun = self._begun or bool(prepared.added or prepared.changed or prepared.linked)
        return prepared

    async def finish(self, scope: Scope, counts: str) -> None:
        """Write that the run has come to its end, if it wrote anything."""
        if self._begun:
            await self._database.write(lambda connection: runs.finish(connection, scope, self._run, counts))

    async def live(self, scope: Scope, after: str, most: int) -> list[Known]:
        """A page of what this source gives and has not ended, by id."""
        return await self._database.read(lambda connection: sources.live(connection, scope, after, most))

    async def end(self, scope: Scope, gone: Sequence[Known]) -> int:
        """End what the source gives no more, all of these or none; how many."""

        def write(connection: Connection) -> None:
            self._begin(connection, scope)
            sources.end(connection, scope, gone)

        await self._database.write(write)
        self._begun = True
        return len(gone)

    def _begin(self, connection: Connection, scope: Scope) -> None:
        if not self._begun:
            runs.begin(connection, scope, self._run)

    def _prepared(
        self,
        connection: Connection,
        scope: Scope,
        rows: Sequence[AnyRow],
        links: Mapping[str, Link],
        turns: Sequence[Turn],
    ) -> Prepared:
        if self._references is None:
            self._references = children.references(connection)
        return children.prepare(connection, scope, rows, links, self._references)
