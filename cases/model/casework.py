"""Who works with a child, as what, and how far that is known."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.model.agencies import Absence, Agency, Practitioner, Service
from cases.model.children import Child
from cases.model.ids import CaseId, ChildId, ConversationId, InvolvementId, PractitionerId, ServiceId
from cases.model.looking import Grant


class Visibility(StrEnum):
    """Whether an involvement is shared under agreements or belongs to a sensitive service."""

    OPEN = "open"
    SENSITIVE = "sensitive"


class DisclosureLevel(StrEnum):
    """How far a sensitive involvement has been disclosed, with consent or a lawful basis on record."""

    NONE = "none"
    EXISTENCE = "existence"
    NAMED = "named"


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"


class CaseKind(StrEnum):
    """What kind of work a case is. The steps of English practice (Working Together to Safeguard Children)."""

    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    LOOKED_AFTER = "looked_after"
    CARE_LEAVER = "care_leaver"


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
    """The shared piece of work about one child or a sibling group.

    ``conversation_id`` is its channel in Teams, once it has been seen that the right people are in it.
    ``kind`` is None where nobody said.
    """

    id: CaseId
    reference: str
    children: tuple[ChildId, ...]
    lead_id: PractitionerId | None = None
    status: CaseStatus = CaseStatus.OPEN
    conversation_id: ConversationId | None = None
    kind: CaseKind | None = None


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
    ``close`` is set when the child only comes close to what was asked: how probable it is that it is meant.
    """

    child: Child
    circle: tuple[Member, ...] = ()
    cases: tuple[Case, ...] = ()
    channel: frozenset[PractitionerId] = frozenset()
    grants: tuple[Grant, ...] = ()
    by_reference: bool = False
    close: float | None = None
