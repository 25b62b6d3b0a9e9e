"""What being put in touch needs: the requests, and who passes them on."""

from collections.abc import Collection, Sequence
from typing import Protocol

from cases.introduction import Introduction
from cases.model import PractitionerId, ServiceId


class Introductions(Protocol):
    """Reads requests to be put in touch. The ledger writes them."""

    async def one(self, introduction: str) -> Introduction | None:
        """A request by its id."""
        ...

    async def of(self, asker: PractitionerId) -> Sequence[Introduction]:
        """All that somebody asked for, the newest first."""
        ...

    async def awaited(self) -> Sequence[Introduction]:
        """All in which an answer is awaited from anybody, those that have waited longest first."""
        ...

    async def brokers(self) -> Sequence[PractitionerId]:
        """The active brokers, in order."""
        ...

    async def managers(self, services: Collection[ServiceId]) -> Sequence[PractitionerId]:
        """The active managers of any of these services, in order."""
        ...
