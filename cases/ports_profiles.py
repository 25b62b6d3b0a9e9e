"""What the domain needs to know of practitioners themselves."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from cases.model import ChildId, PractitionerId
from cases.profile import Profile


class Profiles(Protocol):
    """Reads what practitioners say of themselves."""

    async def of(self, practitioner: PractitionerId) -> Profile:
        """Their profile; an empty one if they have said nothing, or nobody has that id."""
        ...

    async def manager(self, practitioner: PractitionerId) -> PractitionerId | None:
        """Who manages them, as the directory last said, where that is an active practitioner."""
        ...

    async def works_with(self, practitioner: PractitionerId, on: date) -> Sequence[ChildId]:
        """The children with whom they have an involvement on that day, hidden ones too, by id, once each."""
        ...
