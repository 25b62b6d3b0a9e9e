"""What reading the audit trail needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cases.model import ChildId, Identity, InvolvementId, PractitionerId


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """An entry of the trail as it was written. ``number`` is its own and rises with time.

    The words are plain text: an old entry may have an action or an outcome that no longer exists.
    """

    number: int
    at: datetime
    identity: Identity
    practitioner_id: PractitionerId | None
    action: str
    outcome: str
    child_id: ChildId | None
    basis: str
    reason: str
    asked: str
    shown: tuple[InvolvementId, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the trail: entries below a number, from a moment on, before another, of one outcome."""

    below: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    outcome: str = ""


class Trail(Protocol):
    """Reads the audit trail. Whoever asks has been judged already, and their asking is recorded."""

    async def about(self, child: ChildId, part: Part, most: int) -> Sequence[TrailEntry]:
        """The newest entries about a child, newest first."""
        ...

    async def by(self, practitioner: PractitionerId, part: Part, most: int) -> Sequence[TrailEntry]:
        """The newest entries of what a practitioner did, newest first."""
        ...

    async def practitioners(self, called: str) -> Sequence[PractitionerId]:
        """Those with this id, or else with this name however it is written; active or not, in order."""
        ...
