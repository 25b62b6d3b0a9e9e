"""Who cannot be reached in Teams, and who answers for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cases.model import AgencyId, PractitionerId, ServiceId


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A practitioner to whom the bot cannot write. ``never`` says that they have never had it."""

    practitioner_id: PractitionerId
    name: str
    service_id: ServiceId
    agency_id: AgencyId
    never: bool


@dataclass(frozen=True, slots=True)
class Managing:
    """That a practitioner manages a service of an agency."""

    practitioner_id: PractitionerId
    service_id: ServiceId
    agency_id: AgencyId


class Reach(Protocol):
    """Reads who is out of reach, over all services."""

    async def out_of_reach(self, agency: AgencyId | None = None) -> Sequence[OutOfReach]:
        """Active practitioners who could not be written to, of one agency if it is named; by name and id."""
        ...

    async def managing(self, agency: AgencyId | None = None) -> Sequence[Managing]:
        """Which active practitioners manage which services, of one agency if it is named; by id."""
        ...
