"""Reads the audit trail: about a child, or of a practitioner."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from cases.model import ChildId, Identity, InvolvementId, PractitionerId
from cases.names import normalise
from cases.ports_audit import Part, TrailEntry
from store import merged
from store.database import Database
from store.tables import audit, children, practitioners
from store.tables.columns import storable


class SqlTrail:
    """The trail in a database (cases.ports_audit.Trail)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def about(self, child: ChildId, part: Part, most: int) -> Sequence[TrailEntry]:
        """The newest entries about a child, and about all who were merged into it, newest first."""
        parts = await self._database.read(lambda connection: merged.parts(connection, [child]))
        return await self._newest(audit.c.child_id.in_(parts), part, most)

    async def by(self, practitioner: PractitionerId, part: Part, most: int) -> Sequence[TrailEntry]:
        """The newest entries of what a practitioner did, newest first."""
        return await self._newest(audit.c.practitioner_id == practitioner, part, most)

    async def practitioners(self, called: str) -> Sequence[PractitionerId]:
        """Those with this id, or else with this name however it is written."""
        name = normalise(called)

        def find(connection: Connection) -> list[PractitionerId]:
            known = connection.execute(select(practitioners.c.id, practitioners.c.name)).all()
            exact = [row.id for row in known if row.id == called]
            return exact or sorted(row.id for row in known if name and normalise(row.name) == name)

        return await self._database.read(find)

    async def children(self, known_as: str) -> Sequence[ChildId]:
        """The ids of the child with this id or reference, shielded or not; of one merged, who it is now."""
        asked = storable(known_as)
        these = select(func.coalesce(children.c.merged_into, children.c.id)).where(
            or_(children.c.id == asked, func.lower(children.c.reference) == asked.lower())
        )
        return await self._database.read(lambda connection: list(connection.scalars(these)))

    async def _newest(self, about: ColumnElement[bool], part: Part, most: int) -> Sequence[TrailEntry]:
        statement = select(audit).where(about).order_by(audit.c.id.desc()).limit(most)
        if part.below is not None:
            statement = statement.where(audit.c.id < part.below)
        if part.since is not None:
            statement = statement.where(audit.c.at >= part.since)
        if part.before is not None:
            statement = statement.where(audit.c.at < part.before)
        if part.outcome:
            statement = statement.where(audit.c.outcome == part.outcome)
        return await self._database.read(
            lambda connection: [_entry(row) for row in connection.execute(statement)]
        )


def _entry(row: Row[Any]) -> TrailEntry:
    return TrailEntry(
        number=row.id,
        at=row.at,
        identity=Identity(row.tenant_id, row.object_id),
        practitioner_id=None if row.practitioner_id is None else PractitionerId(row.practitioner_id),
        action=row.action,
        outcome=row.outcome,
        child_id=None if row.child_id is None else ChildId(row.child_id),
        basis=row.basis,
        reason=row.reason,
        asked=row.asked,
        shown=tuple(map(InvolvementId, row.shown)),
    )
