"""A practitioner's profile, and the forms for it."""

from dataclasses import dataclass
from datetime import date

from cases.availability import Availability
from cases.face import Face
from cases.model import PractitionerId
from cases.profile import Weekday


@dataclass(frozen=True, slots=True)
class ProfileChild:
    """A child in whose circle the viewer may see this practitioner by name. ``both``: both are in it."""

    name: str
    reference: str
    both: bool


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One practitioner, as one viewer may see them.

    ``reachable`` is False when the agreement shares existence only: all below it, but for the children, is
    then empty. ``own`` is the viewer's own profile; ``may_say_away`` is whether they manage this person.
    """

    practitioner_id: PractitionerId
    name: str
    role: str
    service: str
    agency: str
    today: date
    own: bool = False
    may_say_away: bool = False
    reachable: bool = False
    phone: str = ""
    email: str = ""
    manager: str = ""
    face: Face | None = None
    working_days: frozenset[Weekday] = frozenset()
    languages: tuple[str, ...] = ()
    availability: Availability | None = None
    children: tuple[ProfileChild, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """The form for one's own profile: what is filled in, and one sentence about what is wrong with it."""

    name: str
    role: str
    phone: str
    email: str
    working_days: str
    languages: str
    away_from: str
    away_until: str
    seen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AwayForm:
    """The form for somebody whom the viewer manages: when they are away."""

    practitioner_id: PractitionerId
    name: str
    away_from: str
    away_until: str
    seen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AwayNotice:
    """What somebody is told whose manager has said when they are away, or that they are back."""

    by: str
    availability: Availability
    today: date


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Whose profiles a child's circle leads to: id, name and role, in the circle's order."""

    reference: str
    people: tuple[tuple[PractitionerId, str, str], ...]
