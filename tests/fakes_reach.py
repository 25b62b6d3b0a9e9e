"""Who cannot be reached, from what a FakeContacts knows. Passes the real one's contract tests."""

from collections.abc import Sequence

from cases.model import AgencyId
from cases.ports_reach import Managing, OutOfReach
from store.seed import RegisterSeed
from tests.fakes import FakeContacts


class FakeReach:
    """Reads a seed and who is marked unreachable."""

    def __init__(self, seed: RegisterSeed, contacts: FakeContacts) -> None:
        self._seed, self.contacts = seed, contacts
        self._agencies = {one.id: one.agency_id for one in seed.services}

    async def out_of_reach(self, agency: AgencyId | None = None) -> Sequence[OutOfReach]:
        found = []
        for one in sorted(self._seed.practitioners, key=lambda one: (one.name, one.id)):
            chat = self.contacts.chats.get(one.identity)
            whose = self._agencies[one.service_id]
            if chat and chat.unreachable and one.active and agency in (None, whose):
                never = not chat.conversation_id
                found.append(OutOfReach(one.id, one.name, one.service_id, whose, never=never))
        return found

    async def managing(self, agency: AgencyId | None = None) -> Sequence[Managing]:
        return [
            Managing(one.id, service, self._agencies[service])
            for one in sorted(self._seed.practitioners, key=lambda one: one.id)
            for service in sorted(one.manages)
            if one.active and agency in (None, self._agencies[service])
        ]
