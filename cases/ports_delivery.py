"""What telling people something needs: where they are reached, and what is still to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Protocol

from cases.model import ConversationId, Identity, PractitionerId
from cases.records import Notice

QUIET = "Quiet"
"""Why a notice waits that is kept for a decent hour: a word of its own, by which it is found again."""


@dataclass(frozen=True, slots=True)
class PersonalChat:
    """Where the bot reaches one person. ``conversation_id`` is "" while they have no chat yet."""

    identity: Identity
    conversation_id: ConversationId
    service_url: str
    unreachable: bool = False


class DeliveryState(StrEnum):
    """What has become of a notice. ``UNREACHABLE`` waits for its recipient, until it has waited too long."""

    WAITING = "waiting"
    SENDING = "sending"
    UNREACHABLE = "unreachable"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PutOff(Enum):
    """Why a notice is not delivered now.

    ``TRIED`` counts as an attempt; ``MAYBE`` as one that may have arrived. ``CROWDED`` counts as none, and so
    does ``UNSEEN``: whether it has arrived could not be seen. Later notices to the same person wait for these
    four, and not for the others. ``UNTIMELY`` is kept for a decent hour.
    """

    TRIED = auto()
    MAYBE = auto()
    CROWDED = auto()
    UNSEEN = auto()
    UNTIMELY = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Doubt:
    """It may have arrived: it left first at ``since`` and last at ``left``. ``looks`` in vain, since then."""

    since: datetime
    left: datetime
    looks: int = 0


@dataclass(frozen=True, slots=True)
class PendingNotice:
    """A notice that has not been delivered yet, how often that was tried, and since when it is there.

    ``mark`` is what its message bears, "" before it first leaves.
    """

    id: int
    notice: Notice
    attempts: int = field(default=0, compare=False)
    since: datetime | None = field(default=None, compare=False)
    mark: str = field(default="", compare=False)
    doubt: Doubt | None = field(default=None, compare=False)


FOUND = "Found"
"""In place of an error: whoever sent it is gone, and it was found where it had to be."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a notice ended, and when. ``activity_id`` is the message's; ``error`` says why, in one word."""

    state: DeliveryState
    at: datetime
    activity_id: str = ""
    error: str = ""


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
    """The notices and what becomes of them: kept until done and a while after, whatever happens."""

    async def due(self, now: datetime, limit: int) -> Sequence[PendingNotice]:
        """At most ``limit`` notices that may be tried now, those that have waited longest first."""
        ...

    async def take(self, now: datetime, until: datetime, by: str, most: int) -> Sequence[PendingNotice]:
        """At most so many of those that may be tried now, for ``by`` alone until a moment.

        A person's come in their order, a few at once, and none while an earlier one is in somebody's hands or
        has been tried in vain.
        """
        ...

    async def sending(self, notice_id: int, at: datetime, by: str, mark: str = "") -> bool:
        """It is about to leave, bearing that mark. False if somebody else has taken it, or it has ended.

        If it is in doubt whether it has arrived already, it counts as one that may arrive twice.
        """
        ...

    async def sure(self, notice_id: int, by: str) -> None:
        """It was looked for and is not there."""
        ...

    async def done(self, notice_id: int, by: str = "", ended: Ended | None = None) -> bool:
        """It needs nothing more: sent when it was due, unless ``ended`` says otherwise.

        The same again does nothing. False if ``by`` had it, and somebody else has taken it. Whoever comes
        late with the id of a message that did arrive is heard all the same, as long as nobody else has begun
        to send it; and true if somebody has found it where it arrived.
        """
        ...

    async def later(
        self, notice_id: int, not_before: datetime, error_class: str, by: str = "", why: PutOff = PutOff.TRIED
    ) -> None:
        """Not delivered, and not to be tried before that moment. ``error_class`` says why, in one word.

        Nothing happens if ``by`` had it, and somebody else has taken it.
        """
        ...

    async def give_back(self, by: str, now: datetime) -> None:
        """Whatever ``by`` has taken and not begun to send is anybody's."""
        ...

    async def waiting(self) -> int:
        """How many are not delivered yet, due or not, to people who can be reached."""
        ...

    async def failed(self) -> int:
        """How many were given up."""
        ...

    async def forget(self, before: datetime) -> int:
        """Forget those that ended before a moment, but not those that failed; says how many."""
        ...
