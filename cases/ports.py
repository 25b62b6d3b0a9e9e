"""What the domain needs from the outside, in its own words. Each port has one real class and one fake."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.matching import Found
from cases.model import (
    ChildFile,
    ChildId,
    Colleague,
    ConversationId,
    Grant,
    Identity,
    Involvement,
    PractitionerId,
    Relatives,
    Viewer,
)
from cases.query import Query
from cases.records import Effects, Event


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class ChildSearch(Protocol):
    """Finds children by what is known of them."""

    async def exactly(self, query: Query) -> Sequence[ChildId]:
        """Ids of all children who fit every part as typed, shielded ones too, in no meaningful order."""
        ...

    async def find(self, query: Query) -> Sequence[Found]:
        """Those, and after them the children who only come close, the most probable first.

        Each is judged by itself: whoever else is in the register changes nothing of it, but for how rare
        names are, which is known coarsely.
        """
        ...


class Register(Protocol):
    """Reads the register."""

    async def viewer(self, identity: Identity, now: datetime) -> Viewer | None:
        """The practitioner with this identity and their agency's agreements; None if unknown or left."""
        ...

    async def files(
        self, children: Sequence[ChildId], viewer: PractitionerId, now: datetime
    ) -> Sequence[ChildFile]:
        """One file for each known id: today's involvements and open cases, and this viewer's live grants."""
        ...

    async def colleague(self, practitioner: PractitionerId) -> Colleague | None:
        """A practitioner with their service and agency, active or not; None if unknown."""
        ...

    async def grant(self, grant_id: str) -> Grant | None:
        """A grant by its id."""
        ...

    async def same_look(self, grant_id: str) -> Sequence[Grant]:
        """All grants that were given by the look which gave this one, itself too, by id; empty if unknown."""
        ...

    async def relatives(self, children: Sequence[ChildId]) -> Relatives:
        """Who is around these children, hidden ones too, in no meaningful order; empty for unknown ids."""
        ...

    async def held(self, practitioner: PractitionerId, children: Sequence[ChildId]) -> Sequence[Involvement]:
        """All of a practitioner's involvements with these children, past and future ones too, by id."""
        ...

    async def colleagues(self, name: str) -> Sequence[Colleague]:
        """The active practitioners who are called so in full, by id; however many, in whatever service."""
        ...

    async def event(self, event_id: str) -> Event | None:
        """What happened to an involvement, by the event's id."""
        ...


class Ledger(Protocol):
    """Writes what a turn leaves behind."""

    async def commit(self, effects: Effects, once: str | None) -> bool:
        """Write all of it, or none, in one transaction.

        ``once`` names the inbound activity. Returns False, and writes nothing, when that activity has been
        committed before: the turn is a redelivery and must not be answered again. Raises
        cases.records.OutdatedError, and writes nothing, when a rewrite rests on what is no longer so.
        """
        ...

    async def release(self, once: str) -> None:
        """The answer to this activity did not get out: when it is delivered again, answer it again.

        What was committed stays: the trail may say too much, never too little.
        """
        ...


class Roster(Protocol):
    """Who is in a Teams conversation."""

    async def members(self, conversation: ConversationId) -> frozenset[Identity] | None:
        """Everybody in it except the bot; None when that cannot be known now."""
        ...
