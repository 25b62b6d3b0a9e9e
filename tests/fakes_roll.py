"""The port ``Roll`` in memory, over the people that a fake upkeep keeps."""

from collections.abc import Iterator, Sequence
from datetime import date

from cases.model import Identity
from cases.ports_leavers import OnRoll
from tests.fakes_upkeep import FakePeople


class FakeRoll:
    """Reads who is there and who has left."""

    def __init__(self, people: FakePeople) -> None:
        self._people = people

    async def count(self, tenant: str) -> int:
        return len(list(self._rows(tenant)))

    async def active(self, tenant: str, after: str, most: int) -> Sequence[OnRoll]:
        return [row for row in self._rows(tenant) if row.identity.object_id > after][:most]

    async def among(self, identities: Sequence[Identity]) -> Sequence[OnRoll]:
        tenants = sorted({one.tenant_id for one in identities})
        return [row for tenant in tenants for row in self._rows(tenant) if row.identity in identities]

    async def left(self, tenant: str, since: date, after: str, most: int) -> Sequence[OnRoll]:
        people = self._people
        return [
            row
            for row in self._rows(tenant, active=False)
            if row.practitioner_id in people.by_directory
            and people.left_on[row.practitioner_id] >= since
            and row.identity.object_id > after
        ][:most]

    def _rows(self, tenant: str, *, active: bool = True) -> Iterator[OnRoll]:
        found = [
            OnRoll(one.id, one.identity)
            for one in self._people.known.values()
            if one.identity and one.identity.tenant_id == tenant and one.active is active
        ]
        yield from sorted(found, key=lambda row: row.identity.object_id)
