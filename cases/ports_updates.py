"""What telling people of updates needs: what happened, and who is to hear of it when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cases.choices import Choice
from cases.model import CaseId, ChildId, PractitionerId, Update


@dataclass(frozen=True, slots=True)
class Item:
    """That somebody is to be told of an update, from ``due_at`` on."""

    update_id: str
    practitioner_id: PractitionerId
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to become of updates that are due to somebody, by the choice that they have now.

    Those ``told`` go into a message, those in ``later`` are due at another moment, those ``dropped`` never.
    """

    choice: Choice
    told: list[str] = field(default_factory=list)
    later: dict[str, datetime] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment, up to another that does not belong to it."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """The children of a case, and who works with them."""

    children: tuple[ChildId, ...] = ()
    people: tuple[PractitionerId, ...] = ()


class Updates(Protocol):
    """Keeps who is to be told of what. Updates themselves are written with the turn that they are of."""

    async def of(self, ids: Sequence[str]) -> Sequence[Update]:
        """Those of these updates that there are, the oldest first."""
        ...

    async def plan(self, items: Sequence[Item]) -> None:
        """Write who is to be told when. Whoever is to be told of that update already stays as they are.

        When somebody makes another choice, all that waits for them is due: to be judged by that one.
        """
        ...

    async def due(self, now: datetime, most: int) -> Sequence[PractitionerId]:
        """At most so many practitioners who have something due that is in no message yet, by id."""
        ...

    async def waiting(self, practitioner: PractitionerId, now: datetime) -> Sequence[Update]:
        """What is due to somebody and in no message yet, the oldest first."""
        ...

    async def gather(self, practitioner: PractitionerId, now: datetime, batch: str, judged: Judged) -> int:
        """Do with what is due to somebody as was judged: all of it, or nothing if they have chosen otherwise.

        The message is a notice "updates" whose subject is ``batch``. Says of how many it tells; with 0 there
        is none. Two replicas at once make one message.
        """
        ...

    async def in_batch(self, batch: str) -> Sequence[Update]:
        """The updates that one message tells of, the oldest first."""
        ...

    async def in_case(self, case: CaseId, span: Span, circle: Around) -> Sequence[Update]:
        """What happened in a case within a span of time, the oldest first.

        That is what is about the case, one of its children, or the absence of one of its people.
        """
        ...

    async def gathered(self, practitioner: PractitionerId, since: datetime) -> int:
        """How many messages of updates were made for somebody since a moment."""
        ...


class Choices(Protocol):
    """Reads how people want to hear of updates."""

    async def of(self, practitioner: PractitionerId) -> Choice:
        """Their choice; the usual one if they have made none."""
        ...

    async def made(self, practitioner: PractitionerId) -> Choice | None:
        """Their choice of how often and when; None if they have made none, whatever they have muted."""
        ...
