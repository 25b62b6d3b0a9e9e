"""What handing over needs from the outside: what was asked, and whom one may ask."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from cases.handover import Handover
from cases.model import ChildId, Colleague, PractitionerId


class Handovers(Protocol):
    """Reads hand-overs; they are written by the ledger."""

    async def handover(self, handover_id: str) -> Handover | None:
        """A hand-over by its id."""
        ...

    async def open_of(self, giver: PractitionerId, child: ChildId) -> Handover | None:
        """The hand-over of this practitioner's work with this child that can still change, if any."""
        ...

    async def unanswered(self, most: int) -> Sequence[Handover]:
        """Those asked for, and neither answered nor reminded of; the oldest first."""
        ...

    async def to_begin(self, on: date, most: int) -> Sequence[Handover]:
        """Those accepted whose first day is that day or earlier; the earliest first."""
        ...

    async def receivers(self, giver: Colleague, called: str, most: int) -> Sequence[Colleague]:
        """Active colleagues of the giver's agency, of the own service first, then by name and id.

        None of a sensitive service but the giver's own. ``called``, if any: those called so in full, or else
        those whose name begins with these words.
        """
        ...
