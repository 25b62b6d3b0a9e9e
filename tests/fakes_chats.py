"""People's chats with the bot, in memory. Passes the contract of tests/graph/test_contract_chats.py."""

from dataclasses import dataclass, field
from datetime import datetime

from cases.model import Identity
from cases.ports_tenant import NotThereError, RefusedError, Why


@dataclass
class FakeChats:
    """What was posted to whom: message, mark, when. ``failing`` is raised by the next calls."""

    known: set[Identity] = field(default_factory=set)
    messages: list[tuple[Identity, str, str, datetime]] = field(default_factory=list)
    permitted: bool = True
    failing: list[Exception] = field(default_factory=list)
    asked: list[tuple[Identity, datetime]] = field(default_factory=list)

    async def posted(self, person: Identity, marker: str, since: datetime) -> str | None:
        self.asked.append((person, since))
        if self.failing:
            raise self.failing.pop(0)
        if person not in self.known:
            raise NotThereError
        if not self.permitted:
            raise RefusedError(Why.NOT_PERMITTED, "The app lacks a permission.")
        ours = [one for one in self.messages if one[0] == person and one[2] == marker and one[3] > since]
        return max(ours, key=lambda one: one[3])[1] if ours else None
