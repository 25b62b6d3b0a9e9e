"""What a turn leaves behind: audit entries, grants, notices, changes. All written before it is answered."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.model import Case, CaseId, ChildId, Grant, Identity, Involvement, InvolvementId, PractitionerId


class Action(StrEnum):
    """What somebody tried to do, as the audit trail names it (noun:verb)."""

    CIRCLE_SEE = "circle:see"
    FAMILY_SEE = "family:see"
    BOT_USE = "bot:use"
    PICTURE_SEE = "picture:see"
    TRAIL_READ = "trail:read"
    INVOLVEMENT_CHANGE = "involvement:change"


class Outcome(StrEnum):
    """How it ended."""

    SHOWN = "shown"
    REASON_ASKED = "reason asked"
    CHOICE_OFFERED = "choice offered"
    NOT_FOUND = "not found"
    REFUSED = "refused"
    PROTECTED = "protected record shown"
    NOT_REGISTERED = "not registered"
    CHANGED = "changed"
    FORM_SHOWN = "form shown"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail: who, whose, what, why, on what basis, with what outcome.

    ``asked`` is what the person typed, kept because an inquiry asks who searched for this name.
    ``basis`` is the right that was used, for instance "involved" or "grant:safeguarding".
    """

    at: datetime
    identity: Identity
    practitioner_id: PractitionerId | None
    action: Action
    outcome: Outcome
    child_id: ChildId | None = None
    basis: str = ""
    reason: str = ""
    asked: str = ""
    shown: tuple[InvolvementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something one practitioner has to be told, by background work. Ids only."""

    to: PractitionerId
    kind: str
    subject: str


class EventKind(StrEnum):
    """What happened to an involvement."""

    JOINED = "joined"
    LEFT = "left"
    DATES_CHANGED = "dates changed"
    ROLE_CHANGED = "role changed"
    CONTACT = "contact"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to which involvement, when: the register's history, only ever added to.

    ``on`` is the day it is about: the first day, the last day, the day of a contact. ``detail`` is the role,
    the kind of contact, or the dates as they are now; ``previous`` the same as it was before. ``basis`` is
    the ground on which a sensitive service recorded a new involvement. ``grant_id`` names the grant that the
    child was found by, if it was given in the same turn.
    """

    id: str
    at: datetime
    kind: EventKind
    child_id: ChildId
    involvement_id: InvolvementId
    practitioner_id: PractitionerId
    actor_id: PractitionerId
    on: date
    detail: str = ""
    previous: str = ""
    basis: str = ""
    grant_id: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A change to one practitioner's involvements with one child.

    ``before`` is all of them, past and future ones too, as they were when the change was decided; if they are
    not so any more when it is written, it is not written. ``after`` holds those that are new or different.
    """

    child_id: ChildId
    practitioner_id: PractitionerId
    before: tuple[Involvement, ...]
    after: tuple[Involvement, ...]


class CaseEventKind(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    CLOSED = "closed"
    LEAD_CHANGED = "lead changed"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Who did what to which case, when. ``lead_id`` is the lead from then on, ``previous_id`` the one before.

    ``actor_id`` is None where nobody of the register did it, for instance an import.
    """

    id: str
    at: datetime
    kind: CaseEventKind
    case_id: CaseId
    actor_id: PractitionerId | None
    on: date
    lead_id: PractitionerId | None = None
    previous_id: PractitionerId | None = None


@dataclass(frozen=True, slots=True)
class CaseRewrite:
    """A case's lead or status changes. Not written if the case is not ``before`` any more."""

    before: Case
    after: Case


AnyRewrite = Rewrite | CaseRewrite
"""What is written only if all is still as it was when that was decided: each kind has a writer."""


class OutdatedError(Exception):
    """What a change rests on has changed in the meantime. Nothing was written: read again, decide again."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything one turn writes."""

    audit: tuple[AuditEntry, ...] = ()
    grants: tuple[Grant, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    rewrites: tuple[AnyRewrite, ...] = ()
    events: tuple[Event, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
