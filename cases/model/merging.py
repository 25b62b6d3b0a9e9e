"""Children who may be, or were found to be, one and the same."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model.ids import ChildId, PractitionerId


class LinkState(StrEnum):
    """Where a pair in the stewards' queue stands."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class LinkAnswer(StrEnum):
    """What a steward said of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_SURE = "not sure"


@dataclass(frozen=True, slots=True)
class Answered:
    """One steward's answer to a pair."""

    at: datetime
    by: PractitionerId
    answer: LinkAnswer
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two children who may be one, for a steward to decide. ``one`` sorts before ``other``.

    ``probability`` is that of their being one child, as it was when the pair was found.
    """

    id: str
    one: ChildId
    other: ChildId
    probability: float
    at: datetime
    state: LinkState = LinkState.OPEN
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two children are one: all that was the ``gone`` child's is the ``kept`` child's since then."""

    id: str
    kept: ChildId
    gone: ChildId
    at: datetime
    by: PractitionerId
    reason: str = ""
    undone_at: datetime | None = None
    undone_by: PractitionerId | None = None
    undone_reason: str = ""
