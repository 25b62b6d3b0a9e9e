"""What is needed of the register to keep it in step with a tenant's directory."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from cases.enrolling import Known
from cases.entries import Listed
from cases.model import Identity, ServiceId


class Entries(Protocol):
    """Reads what the register says of people, and what it last heard of them."""

    async def page(self, tenant: str, after: str, most: int, *, unheard: bool = False) -> Sequence[Listed]:
        """At most so many active practitioners of a tenant behind that object id, by object id.

        ``unheard``: of them, those of whom the directory has never been asked.
        """
        ...

    async def known(self, people: Sequence[Identity]) -> Mapping[Identity, Known]:
        """The practitioners with these identities, those who have left too."""
        ...

    async def of_service(self, service: ServiceId, tenant: str) -> Sequence[Known]:
        """The active practitioners of a service who are of that tenant, by id."""
        ...
