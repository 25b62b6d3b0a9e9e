"""Reads who cannot be reached in Teams, and who manages what."""

from collections.abc import Sequence

from sqlalchemy import and_, select

from cases.model import AgencyId, PractitionerId, ServiceId
from cases.ports_reach import Managing, OutOfReach
from store.database import Database
from store.tables import conversation_references, practitioners, service_managers, services

_GONE = (
    select(
        practitioners.c.id,
        practitioners.c.name,
        practitioners.c.service_id,
        services.c.agency_id,
        conversation_references.c.conversation_id,
    )
    .select_from(conversation_references)
    .join(
        practitioners,
        and_(
            practitioners.c.tenant_id == conversation_references.c.tenant_id,
            practitioners.c.object_id == conversation_references.c.object_id,
        ),
    )
    .join(services, services.c.id == practitioners.c.service_id)
    .where(conversation_references.c.unreachable_since.is_not(None), practitioners.c.active)
    .order_by(practitioners.c.name, practitioners.c.id)
)
_MANAGING = (
    select(service_managers.c.practitioner_id, service_managers.c.service_id, services.c.agency_id)
    .join(practitioners, practitioners.c.id == service_managers.c.practitioner_id)
    .join(services, services.c.id == service_managers.c.service_id)
    .where(practitioners.c.active)
    .order_by(service_managers.c.practitioner_id, service_managers.c.service_id)
)


class SqlReach:
    """Reach in a database (cases.ports_reach.Reach)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def out_of_reach(self, agency: AgencyId | None = None) -> Sequence[OutOfReach]:
        """See ``Reach``."""
        query = _GONE if agency is None else _GONE.where(services.c.agency_id == agency)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            OutOfReach(
                PractitionerId(row.id),
                row.name,
                ServiceId(row.service_id),
                AgencyId(row.agency_id),
                never=not row.conversation_id,
            )
            for row in rows
        ]

    async def managing(self, agency: AgencyId | None = None) -> Sequence[Managing]:
        """See ``Reach``."""
        query = _MANAGING if agency is None else _MANAGING.where(services.c.agency_id == agency)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            Managing(PractitionerId(row.practitioner_id), ServiceId(row.service_id), AgencyId(row.agency_id))
            for row in rows
        ]
