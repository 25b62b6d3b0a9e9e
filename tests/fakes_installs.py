"""Who has the app, in memory. Passes the contract of tests/graph/test_contract_installs.py."""

from collections.abc import Iterable

from cases.model import ConversationId, Identity
from cases.ports_tenant import NotThereError, RefusedError, Why
from sandbox.chat_ids import graph_chat_id
from tests.sandbox.local import BOT_ID


class FakeInstalls:
    """The people of one tenant: some without the app, some with it."""

    def __init__(self, without: Iterable[Identity], having: Iterable[Identity] = ()) -> None:
        self.without = set(without)
        self.known = {*self.without, *having}
        self.blocked: set[Identity] = set()
        self.permitted = True
        self.failing: list[Exception] = []
        self.asked: list[Identity] = []

    def withhold(self) -> None:
        self.permitted = False

    async def give(self, person: Identity) -> ConversationId:
        self.asked.append(person)
        if self.failing:
            raise self.failing.pop(0)
        if person not in self.known:
            raise NotThereError
        if not self.permitted:
            raise RefusedError(Why.NOT_PERMITTED, "The app lacks a permission.")
        if person in self.without and person in self.blocked:
            raise RefusedError(Why.APP_BLOCKED, "A policy keeps the app from them.")
        self.without.discard(person)
        return ConversationId(graph_chat_id(person.object_id, BOT_ID))
