"""What is needed of the register to compare it with a tenant's directory: ids, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.model import Identity, PractitionerId


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A practitioner and their Teams identity."""

    practitioner_id: PractitionerId
    identity: Identity


class Roll(Protocol):
    """The practitioners of a tenant. A page goes on after an object id, "" for the first."""

    async def count(self, tenant: str) -> int:
        """How many active practitioners the tenant has."""
        ...

    async def active(self, tenant: str, after: str, most: int) -> Sequence[OnRoll]:
        """At most so many active practitioners behind that object id, by object id."""
        ...

    async def among(self, identities: Sequence[Identity]) -> Sequence[OnRoll]:
        """The active practitioners among these identities, by object id."""
        ...

    async def left(self, tenant: str, since: date, after: str, most: int) -> Sequence[OnRoll]:
        """Who has left by the directory's word alone, on that day or later: as ``active``."""
        ...
