"""What telling people something needs: where they are reached, and what is still to be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cases.model import ConversationId, Identity, PractitionerId
from cases.records import Notice


@dataclass(frozen=True, slots=True)
class PersonalChat:
    """Where the bot reaches one person. ``conversation_id`` is "" while they have no chat yet."""

    identity: Identity
    conversation_id: ConversationId
    service_url: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class PendingNotice:
    """A notice that has not been delivered yet."""

    id: int
    notice: Notice


class Contacts(Protocol):
    """Remembers where people are reached."""

    async def remember(self, identity: Identity, conversation_id: ConversationId, service_url: str) -> None:
        """This is the person's chat with the bot, and they can be reached."""
        ...

    async def of(self, practitioner_id: PractitionerId) -> PersonalChat | None:
        """Where a practitioner is reached; None when they are unknown or have no Teams identity."""
        ...

    async def chat(self, identity: Identity) -> PersonalChat | None:
        """Where the person with this identity is reached, registered or not; None when nothing is known."""
        ...

    async def unreachable(self, identity: Identity, at: datetime) -> None:
        """They have blocked or removed the bot; so it stays until the next ``remember``."""
        ...


class Notices(Protocol):
    """The notices still to be delivered: kept until done, whatever happens to the process."""

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""
        ...

    async def take(self, now: datetime, until: datetime, by: str) -> PendingNotice | None:
        """The one that has waited longest, for ``by`` alone until a moment; None if none may be tried now."""
        ...

    async def done(self, notice_id: int, by: str = "") -> bool:
        """Delivered; the same again does nothing. False if ``by`` had it, and somebody else has taken it."""
        ...

    async def later(self, notice_id: int, not_before: datetime, error_class: str, by: str = "") -> None:
        """Not delivered, and not to be tried before that moment. ``error_class`` says why, in one word.

        Nothing happens if ``by`` had it, and somebody else has taken it.
        """
        ...

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not."""
        ...
