"""What a steward sees of two records that may be one child: nothing of who works with them."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Birth


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records. Numbers show their last digits alone; ``agencies`` sent it."""

    reference: str
    names: tuple[str, ...]
    birth: Birth | None
    area: str
    nhs_number: str
    upn: str
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two records side by side. ``differs`` and ``same`` name facts (fields of ``Side``) that both have.

    ``waiting`` counts the pairs for this steward, this one too; ``notes`` are what other stewards said.
    """

    link_id: str
    one: Side
    other: Side
    differs: frozenset[str]
    same: frozenset[str]
    waiting: int
    today: date
    notes: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class MergeView:
    """What will follow when two records become one. ``choose`` are the facts in which one must be right."""

    link_id: str
    kept: Side
    gone: Side
    choose: tuple[str, ...]
    involvements: int
    channels: int
    shielded: bool
    today: date
    words: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A merge: which record is which now, who did it, and whether that holds."""

    merge_id: str
    kept: str
    gone: str
    at: datetime
    by: str
    reason: str
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class MergedView:
    """The latest merges, newest first."""

    lines: tuple[MergedLine, ...]
