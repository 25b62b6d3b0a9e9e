"""An agency's services, as files name them: by id, or by name."""

from dataclasses import dataclass

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, select

from cases.model import Service
from cases.names import normalise
from store import rows
from store.tables import services

_SERVICES = select(services).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one agency."""

    by_id: dict[str, Service]
    by_name: dict[str, Service]

    def called(self, written: str) -> Service | None:
        """The one with this id or this name; None if the agency has none such."""
        return self.by_id.get(written) or self.by_name.get(normalise(written))


def of_agency(connection: Connection, agency: str) -> Services:
    """All services of an agency. A name that two of them have is no name."""
    found = [rows.service(row) for row in connection.execute(_SERVICES.where(services.c.agency_id == agency))]
    names = [normalise(service.name) for service in found]
    return Services(
        {service.id: service for service in found},
        {name: service for name, service in zip(names, found, strict=True) if names.count(name) == 1},
    )
