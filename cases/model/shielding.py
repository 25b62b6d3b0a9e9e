"""What is asked of the record of a shielded child."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model.ids import ChildId, PractitionerId
from cases.model.looking import Reason


class ApproachKind(StrEnum):
    """What somebody wanted of a shielded child's record."""

    CONTACT = "contact"
    OVERRIDE = "override"
    REFUSED = "override refused"


class Verdict(StrEnum):
    """What a governance lead made of an override."""

    RIGHT = "looks right"
    INVESTIGATE = "investigate"


@dataclass(frozen=True, slots=True)
class Review:
    """A governance lead's word on an override."""

    by: PractitionerId
    at: datetime
    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True)
class Approach:
    """Something asked of a shielded child's record: that the lead get in touch, or one view past the shield.

    ``seen`` is how many lines the circle had as it was shown; a further service counts once.
    """

    id: str
    kind: ApproachKind
    practitioner_id: PractitionerId
    child_id: ChildId
    reason: Reason
    at: datetime
    seen: int = 0
    review: Review | None = None
