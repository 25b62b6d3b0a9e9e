"""What deciding whether two records are one child needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from cases.model import Child, ChildId, Link, Merge, PractitionerId


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one child, as they are now.

    ``with_case`` are those with an open case. ``agencies`` names those whose own systems gave a record, but
    for agencies that have sensitive services alone: their name would say what a child is seen for.
    """

    link: Link
    one: Child
    other: Child
    with_case: frozenset[ChildId] = frozenset()
    agencies: Mapping[ChildId, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merge will move. ``involvements`` are the open ones of today: none of a sensitive service."""

    involvements: int = 0
    channels: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A merge and the two children: the kept one as it is now, the other as it was."""

    merge: Merge
    kept: Child
    gone: Child


class Stewarding(Protocol):
    """Reads the stewards' queue and what became of it."""

    async def waiting(self, most: int) -> Sequence[Pair]:
        """Open pairs, the oldest first; not those who have become one child otherwise."""
        ...

    async def pair(self, link_id: str) -> Pair | None:
        """A pair by its id, answered or not; None if it is not known."""
        ...

    async def outlook(self, kept: ChildId, gone: ChildId, on: date) -> Outlook:
        """What will move if these two are merged on that day."""
        ...

    async def merges(self, most: int) -> Sequence[Known]:
        """The latest merges, undone ones too, the newest first."""
        ...

    async def merge(self, merge_id: str) -> Known | None:
        """A merge by its id."""
        ...

    async def link_of(self, one: ChildId, other: ChildId) -> Link | None:
        """The pair of these two in the queue, answered or not."""
        ...

    async def stewards(self) -> Sequence[PractitionerId]:
        """The active stewards, by id."""
        ...
