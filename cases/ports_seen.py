"""What acknowledging needs: who was told of what, and who has seen it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.model import PractitionerId
from cases.updates_seen import Telling


class Seens(Protocol):
    """Reads who was told of what in a message. What is in no message yet, nobody was told of."""

    async def in_batch(self, batch: str, practitioner: PractitionerId) -> Sequence[Telling]:
        """What one message told this practitioner, the oldest first; nothing if it is not theirs."""
        ...

    async def of_update(self, update_id: str) -> Sequence[Telling]:
        """All who were told of an update, by practitioner."""
        ...

    async def unseen(self, now: datetime, after: tuple[str, str], most: int) -> Sequence[Telling]:
        """What is to be acknowledged and is not, of which the lead has not heard, by update and practitioner.

        At most so many, those after an update's and a practitioner's id, told ``SOONEST`` ago or more.
        """
        ...
