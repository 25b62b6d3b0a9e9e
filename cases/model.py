"""What the register holds, as frozen values. Words are those of docs/glossary.md."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

AgencyId = NewType("AgencyId", str)
ServiceId = NewType("ServiceId", str)
PractitionerId = NewType("PractitionerId", str)
ChildId = NewType("ChildId", str)
CaseId = NewType("CaseId", str)
InvolvementId = NewType("InvolvementId", str)
ConversationId = NewType("ConversationId", str)


class Visibility(StrEnum):
    """Whether an involvement is shared under agreements or belongs to a sensitive service."""

    OPEN = "open"
    SENSITIVE = "sensitive"


class DisclosureLevel(StrEnum):
    """How far a sensitive involvement has been disclosed, with consent or a lawful basis on record."""

    NONE = "none"
    EXISTENCE = "existence"
    NAMED = "named"


class Purpose(StrEnum):
    """Why somebody looks. The purposes a data-sharing agreement can name."""

    SAFEGUARDING = "safeguarding"
    EARLY_HELP = "early_help"
    CARE = "care"
    EDUCATION = "education"
    CRIME = "crime"


class Level(StrEnum):
    """How much an agreement shares: that somebody is involved, or also how to reach them."""

    EXISTENCE = "existence"
    CONTACT = "contact"


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"


class ContactKind(StrEnum):
    """How somebody was in contact with a child."""

    VISIT = "visit"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    SCHOOL_OR_CLINIC = "school_or_clinic"


class RecordingBasis(StrEnum):
    """On what ground a sensitive service records that it is involved (docs/policy.md)."""

    CONSENT = "consent"
    SIGNIFICANT_HARM = "significant_harm"


class DisclosureBasis(StrEnum):
    """On what ground a sensitive involvement is made known to others (docs/policy.md)."""

    CONSENT = "consent"
    SIGNIFICANT_HARM = "significant_harm"
    LEGAL_DUTY = "legal_duty"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person in Teams: Entra tenant id and object id. Never a name, never an e-mail address."""

    tenant_id: str
    object_id: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation: council, police force, NHS trust, school, charity.

    An involvement that nobody has confirmed for ``confirm_after_days`` is shown as not confirmed.
    """

    id: AgencyId
    name: str
    kind: str = ""
    confirm_after_days: int = 90


@dataclass(frozen=True, slots=True)
class Service:
    """A team inside an agency."""

    id: ServiceId
    agency_id: AgencyId
    name: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A person who works with children, as others may come to know them."""

    id: PractitionerId
    name: str
    role: str
    service_id: ServiceId
    phone: str = ""
    email: str = ""
    identity: Identity | None = None
    manages: frozenset[ServiceId] = frozenset()
    broker: bool = False
    governance_lead: bool = False
    administrator: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a practitioner is away, both included. ``until`` is None as long as nobody can say."""

    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether they are away on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth, as far as it is known. Month and day may be missing; ``expected`` means unborn."""

    year: int
    month: int | None = None
    day: int | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names a child is known by. ``family`` is empty for a child with one name."""

    given: str
    family: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Child:
    """A child. The first of ``names`` is the one shown; ``area`` is a district, never an address."""

    id: ChildId
    reference: str
    names: tuple[Name, ...]
    birth: Birth | None = None
    area: str = ""
    nhs_number: str = ""
    upn: str = ""
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A parent, carer or other adult around a child."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Relationship:
    """How ``other`` (a child or a person) is related to ``child_id``: "mother", "carer", "sibling"."""

    child_id: ChildId
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What has been disclosed of a sensitive involvement, and on what basis."""

    level: DisclosureLevel = DisclosureLevel.NONE
    basis: str = ""
    named_to: frozenset[PractitionerId] = frozenset()


@dataclass(frozen=True, slots=True)
class Involvement:
    """A practitioner of a service works with a child. ``since`` and ``until`` are days, both included.

    One that was ``cancelled`` before it began never holds; ``since`` is the day on which it was to begin.
    ``recording_basis`` is the ground on which a sensitive service recorded it, "" where none is known.
    """

    id: InvolvementId
    child_id: ChildId
    practitioner_id: PractitionerId
    service_id: ServiceId
    role: str
    since: date
    until: date | None = None
    last_contact: date | None = None
    last_confirmed: date | None = None
    visibility: Visibility = Visibility.OPEN
    disclosure: Disclosure = field(default_factory=Disclosure)
    cancelled: bool = False
    recording_basis: str = ""

    def current(self, on: date) -> bool:
        """Whether the involvement holds on that day."""
        return not self.cancelled and self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Case:
    """The shared piece of work about one child or a sibling group."""

    id: CaseId
    reference: str
    children: tuple[ChildId, ...]
    lead_id: PractitionerId | None = None
    status: CaseStatus = CaseStatus.OPEN
    conversation_id: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A data-sharing agreement: who shares with whom, for which purposes, how much, from when to when."""

    id: str
    agencies: frozenset[AgencyId]
    purposes: frozenset[Purpose]
    level: Level
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody looks: a purpose and, if they like, some words."""

    purpose: Purpose
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """That a lead ended what a grant opened: a decision not to share.

    ``told`` is whether the asker reads why.
    """

    at: datetime
    by: PractitionerId
    words: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A time-limited right to see a circle, got by giving a reason.

    ``ending`` is set when a lead ended it before it was over.
    """

    id: str
    practitioner_id: PractitionerId
    child_id: ChildId
    reason: Reason
    given_at: datetime
    expires_at: datetime
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who asks, as the policy knows them."""

    practitioner: Practitioner
    agency_id: AgencyId
    agreements: tuple[Agreement, ...] = ()

    @property
    def id(self) -> PractitionerId:
        """The viewer's practitioner id."""
        return self.practitioner.id


@dataclass(frozen=True, slots=True)
class Colleague:
    """A practitioner and where they work."""

    practitioner: Practitioner
    service: Service
    agency: Agency


@dataclass(frozen=True, slots=True)
class Member:
    """An involvement together with whose it is: one line of a circle before the policy has spoken."""

    involvement: Involvement
    practitioner: Practitioner
    service: Service
    agency: Agency
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class ChildFile:
    """All that the policy needs about one child to decide what one viewer may see.

    ``circle`` holds every involvement on the day of asking, hidden ones too. ``channel`` holds who the
    register says belongs in the channel of an open case of this child. ``grants`` are the viewer's own.
    ``by_reference`` is true when the child was found by its own reference and nothing else.
    """

    child: Child
    circle: tuple[Member, ...] = ()
    cases: tuple[Case, ...] = ()
    channel: frozenset[PractitionerId] = frozenset()
    grants: tuple[Grant, ...] = ()
    by_reference: bool = False


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


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives together: ids of children and of persons."""

    id: str
    children: frozenset[ChildId] = frozenset()
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Adult:
    """A person as one child's relation: "mother", "foster carer"."""

    child_id: ChildId
    person: Person
    kind: str


@dataclass(frozen=True, slots=True)
class Relatives:
    """Who is around some children, as the register holds it and before any policy has spoken.

    ``children`` are relationships in which ``other`` is a child, said from either side. ``adults`` are those
    of the children asked about and of every child who may be of their family. ``households`` are theirs.
    """

    children: tuple[Relationship, ...] = ()
    adults: tuple[Adult, ...] = ()
    households: tuple[Household, ...] = ()
