"""The port ``Directory`` in memory, held to the same contract as Graph (tests/graph)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cases.model import Identity
from cases.ports_directory import Entry, People, Person, Presence
from cases.ports_tenant import NotThereError, RefusedError, TenantError, Why


class FakeDirectory:
    """The people of one tenant. ``failing`` are raised by the next calls, one each."""

    def __init__(self, home: str, people: Sequence[Person] = ()) -> None:
        self.home = home
        self.people = {one.identity: one for one in people}
        self.said: dict[Identity, Entry] = {}
        self.groups: dict[str, set[Identity]] = {}
        self.may_read_groups = True
        self.asked: list[Identity] = []
        self.photos: dict[Identity, bytes] = {}
        self.presences: dict[Identity, Presence] = {}
        self.failing: list[TenantError] = []
        self.page_size = 100

    async def person(self, identity: Identity) -> Person | None:
        """See ``Directory``."""
        self._call()
        return self._here(identity)

    async def photo(self, identity: Identity) -> bytes | None:
        """See ``Directory``."""
        self._call()
        return self.photos.get(identity) if self._here(identity) else None

    async def disabled(self, page: str = "") -> People:
        """See ``Directory``."""
        self._call()
        start = int(page or 0)
        found = [one.identity for one in self.people.values() if not one.enabled and self._here(one.identity)]
        further = start + self.page_size
        return People(tuple(found[start:further]), str(further) if further < len(found) else "")

    async def accounts(self, people: Sequence[Identity]) -> Mapping[Identity, bool]:
        """See ``Directory``."""
        self._call()
        return {one: found.enabled for one in people if (found := self._here(one)) is not None}

    async def entries(self, people: Sequence[Identity]) -> Sequence[Entry]:
        """See ``Directory``."""
        self._call()
        self.asked += people
        return [self._entry(found) for one in set(people) if (found := self._here(one)) is not None]

    async def members(self, group: str) -> Sequence[Entry]:
        """See ``Directory``."""
        self._call()
        if not self.may_read_groups:
            raise RefusedError(Why.NOT_PERMITTED, "Grant it.")
        if group not in self.groups:
            raise NotThereError("There is no such group.")
        there = [found for one in self.groups[group] if (found := self._here(one)) is not None]
        return [replace(self._entry(one), manager=None) for one in there]

    def _entry(self, person: Person) -> Entry:
        said = self.said.get(person.identity) or Entry(person.identity, "Somebody")
        return replace(said, enabled=person.enabled, guest=person.guest, manager=person.manager)

    async def presence(self, people: Sequence[Identity]) -> Mapping[Identity, Presence]:
        """See ``Directory``."""
        self._call()
        return {one: self.presences.get(one, Presence.UNKNOWN) for one in people}

    def _here(self, identity: Identity) -> Person | None:
        return self.people.get(identity) if identity.tenant_id == self.home else None

    def _call(self) -> None:
        if self.failing:
            raise self.failing.pop(0)
