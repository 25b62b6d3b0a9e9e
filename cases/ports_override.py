"""What the protected record and its overrides need to know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.model import Approach, Colleague, PractitionerId


class Approaches(Protocol):
    """Reads what people have asked of shielded children's records."""

    async def approach(self, approach_id: str) -> Approach | None:
        """One of them, with its review if there is one; None if unknown."""
        ...

    async def of(self, practitioner: PractitionerId, since: datetime) -> Sequence[Approach]:
        """Those of one person from a moment on, in order of time."""
        ...

    async def unreviewed(self) -> Sequence[Approach]:
        """The overrides, refused ones too, that nobody has reviewed; the oldest first."""
        ...

    async def governance_leads(self) -> Sequence[Colleague]:
        """The active governance leads of all agencies, by id."""
        ...
