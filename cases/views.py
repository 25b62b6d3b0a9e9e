"""What a person may see, after the policy has spoken. Cards are made from these and from nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Birth, ChildId, PractitionerId, Purpose, Reason
from cases.query import Query
from cases.records import EventKind


@dataclass(frozen=True, slots=True)
class CircleMember:
    """One practitioner in a circle.

    ``reachable`` is False when the agreement shares existence only: the last contact and the ways to reach
    them are then left out. ``practitioner_id`` tells whether two circles show the same person.
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


@dataclass(frozen=True, slots=True)
class CircleView:
    """The answer to "who is working with this child?", for one viewer. The lead comes first.

    ``further_service`` stands for one or many sensitive involvements whose existence is disclosed.
    ``grant_until`` is set when the view rests on a reason given.
    """

    child_name: str
    birth: Birth | None
    reference: str
    members: tuple[CircleMember, ...]
    further_service: bool
    today: date
    grant_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several children alike: born year and area, never more."""

    child_id: ChildId
    born_year: int | None
    area: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Several children could be meant. ``reason`` is the one already given, if any."""

    candidates: tuple[Candidate, ...]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class ReasonView:
    """The bot asks why before it says whether the child is known at all."""

    query: Query
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class ProtectedView:
    """A shielded child's record, to everybody but the lead."""

    reference: str


@dataclass(frozen=True, slots=True)
class LookNotice:
    """What a lead is told when somebody got a grant by giving a reason."""

    reference: str
    viewer_name: str
    viewer_role: str
    viewer_agency: str
    purpose: Purpose
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FamilyAdult:
    """A parent, a carer or another adult around a child. ``relation`` is in the register's words."""

    relation: str
    name: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One practitioner in one child's circle. ``also_with`` names the children shown with them as well."""

    person: CircleMember
    also_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyChild:
    """One child of a family: the adults around the child, and the circle as a viewer may see it."""

    name: str
    birth: Birth | None
    reference: str
    adults: tuple[FamilyAdult, ...]
    members: tuple[FamilyMember, ...]
    further_service: bool
    grant_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The answer to "who is working with this family?": the children asked about first, then by age.

    ``may_ask`` is whether a reason can still open more; it says nothing of whether there is more.
    """

    children: tuple[FamilyChild, ...]
    today: date
    may_ask: bool


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


@dataclass(frozen=True, slots=True)
class InvolvementForm:
    """What a form about an involvement needs besides the command that it fills in.

    ``whose`` is the other practitioner's name, "" when it is the viewer's own involvement. ``rows`` (the
    viewer's involvements with the child) and ``people`` (who is called so) map ids to words, and are there to
    choose from when there are several. ``role`` is their role so far. ``problem`` is one sentence.
    """

    child_name: str
    birth: Birth | None
    reference: str
    today: date
    whose: str = ""
    role: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    sensitive: bool = False
    seen: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InvolvementNotice:
    """What somebody is told of an involvement that began or ended.

    ``yours`` when it is their own, begun or ended by somebody else; ``by`` is then that person, or "".
    ``reason`` is the one that the child was found by, if any. ``may_end`` names whose involvement the reader
    may end.
    """

    kind: EventKind
    reference: str
    name: str
    role: str
    agency: str
    on: date
    at: datetime
    yours: bool = False
    by: str = ""
    reason: Reason | None = None
    may_end: PractitionerId | None = None
