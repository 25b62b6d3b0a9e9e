"""What looking after cases and their channels needs: all that is known of one, and a book to keep."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from cases.model import (
    Agreement,
    Case,
    CaseId,
    ChannelOrder,
    ChannelRecord,
    ChildFile,
    ChildId,
    Colleague,
    ConversationId,
    Identity,
    InvolvementId,
    Member,
    PractitionerId,
    Seat,
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that decides what a case's channel is to be, on one day.

    ``circle`` are the involvements with any of its children that hold on that day, hidden ones too.
    ``shielded`` is whether any of them is. ``agreements`` are those that any agency of the circle or of the
    lead is party to. ``left`` are the involvements of which somebody said on that very day that it is their
    last. ``order`` is None for a case that nobody asked a channel for.
    """

    case: Case
    circle: tuple[Member, ...] = ()
    lead: Colleague | None = None
    shielded: bool = False
    agreements: frozenset[Agreement] = frozenset()
    order: ChannelOrder | None = None
    record: ChannelRecord | None = None
    seats: tuple[Seat, ...] = field(default=())
    left: frozenset[InvolvementId] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseAround:
    """What decides who may see a case's tasks, at one moment.

    ``files`` are those of its children, without anybody's grants. ``people`` are those of the practitioners
    who were asked for that are known.
    """

    case: Case
    lead: Colleague | None
    files: tuple[ChildFile, ...]
    people: Mapping[PractitionerId, Colleague]


@dataclass(frozen=True, slots=True)
class CaseTeam:
    """A team of ours in Teams. ``case_id`` is set for one that was made for that case alone.

    ``operation`` is what Teams called the making of it, "" once it is ready.
    """

    team_id: str
    name: str
    made_at: datetime
    ready: bool = False
    full: bool = False
    operation: str = ""
    case_id: CaseId | None = None


class Casework(Protocol):
    """Reads cases, closed ones too."""

    async def case_file(self, case: CaseId, on: date) -> CaseFile | None:
        """All about one case; None if it is not known."""
        ...

    async def around(
        self, case: CaseId, people: Collection[PractitionerId], now: datetime
    ) -> CaseAround | None:
        """What its tasks are judged by, and these people; None if it is not known."""
        ...

    async def channel(self, case: CaseId) -> tuple[ChannelRecord | None, Sequence[Seat]]:
        """What has become of its channel, and whoever has a seat there."""
        ...

    async def by_reference(self, reference: str) -> Case | None:
        """The case of that reference, open or closed."""
        ...

    async def at(self, conversation: ConversationId) -> CaseId | None:
        """The case whose channel this is in Teams, whatever has become of it."""
        ...

    async def open_cases(self, children: Collection[ChildId]) -> Sequence[Case]:
        """The open cases of any of these children, by id."""
        ...

    async def led_by(self, practitioner: PractitionerId) -> Sequence[Case]:
        """The cases that a practitioner leads, closed ones too, by id."""
        ...

    async def ordered(self, after: str, most: int) -> Sequence[CaseId]:
        """Cases that a channel was asked for, by id, those after an id; at most so many."""
        ...

    async def ordered_files(self, after: str, most: int, on: date) -> Sequence[CaseFile]:
        """The same cases whole, as they are on one day: a few statements, however many."""
        ...

    async def files_of(self, cases: Collection[CaseId], on: date) -> Sequence[CaseFile]:
        """Those of these cases that a channel was asked for, whole, by id: a few statements."""
        ...


class ChannelBook(Protocol):
    """Where the background work keeps what it has done in Teams. Each call is a transaction."""

    async def claim(self, case: CaseId, work: str, now: datetime, until: datetime) -> bool:
        """Be the one who tends this case until a moment, or leave word that there is more to do.

        True when nobody else is, or their time is over. False leaves word with whoever is.
        """
        ...

    async def release(self, case: CaseId, work: str) -> bool:
        """Stop tending. False, and still the one who tends, if word was left meanwhile: go round again."""
        ...

    async def keep(self, record: ChannelRecord) -> None:
        """How far the channel has come. Its ``conversation_id`` on the case follows: set while it is OPEN."""
        ...

    async def seat(self, *seats: Seat) -> None:
        """How far these people have come."""
        ...

    async def teams(self) -> Sequence[CaseTeam]:
        """All teams of ours, the oldest first."""
        ...

    async def keep_team(self, team: CaseTeam, instead_of: str = "") -> None:
        """How far a team has come; it takes the place of what was intended under that id."""
        ...

    async def channels_in(self, team: str) -> Sequence[ConversationId]:
        """The channels that we have made in a team, lost ones too."""
        ...

    async def seated(self, identity: Identity) -> Sequence[CaseId]:
        """The cases in whose channels somebody has a seat that is not OUT."""
        ...

    async def closed_by(self, case: CaseId) -> str:
        """The id of the event by which a case was closed last, "" if it never was."""
        ...
