"""What is written of children who may be, or are, one and the same."""

from dataclasses import dataclass
from datetime import datetime

from cases.model import Child, Link, Merge, PractitionerId


@dataclass(frozen=True, slots=True)
class ChildMerge:
    """Two children become one: ``after`` is the kept child from then on, and all of ``gone``'s is its own.

    Not written if either is not as it was, or has been merged already.
    """

    merge: Merge
    kept: Child
    gone: Child
    after: Child


@dataclass(frozen=True, slots=True)
class ChildUnmerge:
    """A merge is undone. Not written if that has happened, or its kept child was merged into another."""

    merge: Merge
    by: PractitionerId
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NewLinks:
    """Pairs for the stewards' queue. A pair that was ever in it is left as it is."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LinkRewrite:
    """A pair is answered. Not written if it is not ``before`` any more."""

    before: Link
    after: Link
