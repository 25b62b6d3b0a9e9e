"""What keeping the register true needs: who holds what, who is to be asked, who answers for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.model import AgencyId, Case, Colleague, Member, PractitionerId, ServiceId


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has left with something still theirs. ``left_on`` is None where nobody said when."""

    practitioner_id: PractitionerId
    left_on: date | None


class Upkeep(Protocol):
    """Reads who holds what, over all children."""

    async def held_by(self, practitioner: PractitionerId, today: date) -> Sequence[Member]:
        """All of a practitioner's involvements that are not over, those to come too, by id."""
        ...

    async def to_ask(self, today: date, most: int) -> Sequence[PractitionerId]:
        """At most so many active practitioners with something due whom nobody has asked for a week, by id."""
        ...

    async def asked_on(self, practitioner: PractitionerId) -> date | None:
        """When a practitioner was last asked; None if never."""
        ...

    async def staff(self, services: Sequence[ServiceId]) -> Sequence[Colleague]:
        """The active practitioners of these services, by name and id."""
        ...

    async def managers(self, agency: AgencyId) -> Sequence[Colleague]:
        """The active practitioners who manage any service of that agency, by id."""
        ...

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        """The open cases that a practitioner leads, by id."""
        ...

    async def leavers(self, today: date) -> Sequence[Leaver]:
        """Who has left and still has an involvement that is not over, or leads an open case; by id."""
        ...
