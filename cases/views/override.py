"""What is shown around the protected record of a shielded child, and of decisions not to share."""

from dataclasses import dataclass
from datetime import datetime

from cases.model import ApproachKind, Purpose, Verdict


@dataclass(frozen=True, slots=True)
class WarningView:
    """What a warning needs besides the command that it fills in. ``problem`` is one sentence."""

    purposes: tuple[Purpose, ...]
    left: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a governance lead wrote about an override."""

    by: str
    at: datetime
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class ApproachView:
    """What a lead or a governance lead reads of an approach. Ways to reach them are for contact alone.

    ``may_review`` adds the buttons. ``leaderless`` says that the child has no lead who could be asked.
    """

    id: str
    kind: ApproachKind
    reference: str
    name: str
    role: str
    agency: str
    purpose: Purpose
    words: str
    at: datetime
    seen: int = 0
    phone: str = ""
    email: str = ""
    review: ReviewView | None = None
    may_review: bool = False
    leaderless: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EndedView:
    """What the asker is told when a lead has ended what their reason opened.

    ``words`` are "" if they were kept back. ``until`` is when a reason can open it again.
    """

    references: tuple[str, ...]
    until: datetime
    words: str = ""
