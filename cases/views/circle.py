"""The answers to "who is working with this child?"."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Absence, Birth, ChildId, DisclosureLevel, PractitionerId, Purpose, Reason
from cases.query import Query


@dataclass(frozen=True, slots=True)
class Insight:
    """What those who know of a sensitive involvement anyway are told of it: how much of it others see.

    ``named_to`` is to how many it is named, ``recording_basis`` the ground on which it was recorded.
    """

    level: DisclosureLevel
    named_to: int
    recording_basis: str


@dataclass(frozen=True, slots=True)
class CircleMember:
    """One practitioner in a circle.

    ``reachable`` is False when the agreement shares existence only: the last contact and the ways to reach
    them are then left out. ``practitioner_id`` tells whether two circles show the same person.
    ``unconfirmed_since`` is set when nobody has confirmed the involvement for too long. ``has_left`` is said
    of whoever works for their service no more; there are then no ways to reach them. ``away`` is set when
    they are reachable, and away today.
    """

    name: str
    role: str
    agency: str
    service: str
    since: date
    last_contact: date | None
    phone: str
    email: str
    is_lead: bool
    is_viewer: bool
    reachable: bool = True
    practitioner_id: PractitionerId | None = None
    until: date | None = None
    unconfirmed_since: date | None = None
    has_left: bool = False
    away: Absence | None = None
    insight: Insight | None = None


@dataclass(frozen=True, slots=True)
class CircleView:
    """The answer to "who is working with this child?", for one viewer. The lead comes first.

    ``further_service`` stands for one or many sensitive involvements whose existence is disclosed.
    ``grant_until`` is set when the view rests on a reason given. ``may_disclose`` is whether the viewer may
    say what others see of one of these involvements, ``may_open_case`` whether they may open a case: there
    is none.
    """

    child_name: str
    birth: Birth | None
    reference: str
    members: tuple[CircleMember, ...]
    further_service: bool
    today: date
    grant_until: datetime | None = None
    may_disclose: bool = False
    may_open_case: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several children alike: born year and area.

    ``name`` is said where it is not what was asked for, so that nobody opens a circle to see whose it is.
    """

    child_id: ChildId
    born_year: int | None
    area: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One of these children could be meant. ``reason`` is the one already given, if any.

    ``by_area`` is whether the area tells them apart best, and not the year of birth.
    """

    candidates: tuple[Candidate, ...]
    reason: Reason | None
    by_area: bool = False


@dataclass(frozen=True, slots=True)
class ReasonView:
    """The bot asks why before it says whether the child is known at all."""

    query: Query
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class ProtectedView:
    """A shielded child's record, to everybody but the lead.

    ``reason`` is the one already given. ``may_override`` is whether this viewer may see past the shield.
    """

    reference: str
    reason: Reason
    may_override: bool = False


@dataclass(frozen=True, slots=True)
class LookNotice:
    """What a lead is told when somebody got a grant by giving a reason.

    ``references`` are the children whom that one look was for, as far as the reader leads for them.
    ``grant_id`` names it for ending it; "" when that can be done no more.
    """

    references: tuple[str, ...]
    viewer_name: str
    viewer_role: str
    viewer_agency: str
    purpose: Purpose
    words: str
    at: datetime
    grant_id: str = ""
