"""What is read of the audit trail."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import PractitionerId


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the audit trail. ``action`` and ``basis`` are the trail's own words; "" is not known."""

    at: datetime
    who: str
    agency: str
    child_reference: str
    action: str
    outcome: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class TrailView:
    """A page of the trail, newest first, for a governance lead. ``about`` is a reference or a person's name.

    ``older`` says where the next page begins; "" when there is none.
    """

    about: str
    lines: tuple[TrailLine, ...]
    older: str = ""


@dataclass(frozen=True, slots=True)
class AgencyLook:
    """On that day somebody of that agency was shown the circle. "" stands for a further service."""

    on: date
    agency: str


@dataclass(frozen=True, slots=True)
class AgencyLooksView:
    """Who has looked at a child, for the child's lead: agencies and days, the newest first."""

    reference: str
    looks: tuple[AgencyLook, ...]
    older: str = ""


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of several practitioners of one name."""

    practitioner_id: PractitionerId
    role: str
    agency: str
