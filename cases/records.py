"""What a turn leaves behind: audit entries, grants, notices, changes. All written before it is answered."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.handover import Handover
from cases.introduction import Introduction
from cases.model import (
    Approach,
    Case,
    CaseId,
    ChildId,
    Ending,
    Grant,
    Identity,
    Involvement,
    InvolvementId,
    PractitionerId,
    Review,
)
from cases.profile import Profile


class Action(StrEnum):
    """What somebody tried to do, as the audit trail names it (noun:verb)."""

    CIRCLE_SEE = "circle:see"
    FAMILY_SEE = "family:see"
    BOT_USE = "bot:use"
    PICTURE_SEE = "picture:see"
    TRAIL_READ = "trail:read"
    INVOLVEMENT_CHANGE = "involvement:change"
    INVOLVEMENT_DUE = "involvement:due"
    PRACTITIONER_LEAVE = "practitioner:leave"
    LEAVER_SWEEP = "leaver:sweep"
    CASE_LEAD = "case:lead"
    HANDOVER = "involvement:hand_over"
    TIMELINE_SEE = "timeline:see"
    PRACTITIONER_SEE = "practitioner:see"
    PRACTITIONER_CHANGE = "practitioner:change"
    DISCLOSURE_CHANGE = "disclosure:change"
    INTRODUCTION_SEE = "introduction:see"
    INTRODUCTION_ASK = "introduction:ask"
    INTRODUCTION_PASS = "introduction:pass"  # noqa: S105 - no password
    INTRODUCTION_ACCEPT = "introduction:accept"
    INTRODUCTION_DECLINE = "introduction:decline"
    INTRODUCTION_CONTACT = "introduction:contact"
    INTRODUCTION_WITHDRAW = "introduction:withdraw"
    INTRODUCTION_END = "introduction:end"
    SHIELDING_OVERRIDE = "shielding:override"
    OVERRIDE_REVIEW = "override:review"
    LEAD_ASK = "lead:ask"
    GRANT_END = "grant:end"
    REASON_GIVE = "reason:give"


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
    LISTED = "listed"
    NOT_SHARED = "not shared"
    NO_REASON = "no reason given"
    PASSED_ON = "passed on"
    REVIEWED = "reviewed"


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


_NO_BLANKS = re.compile(r"\S{1,200}")


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done in the background, once for each ``key``: a job's name and ids, nothing else.

    ``not_before`` is a moment of the product's clock; None is at once. A key that was there before is the
    same piece of work, whatever became of it.
    """

    name: str
    key: str
    ids: tuple[str, ...] = ()
    not_before: datetime | None = None

    def __post_init__(self) -> None:
        if not all(_NO_BLANKS.fullmatch(part) for part in (self.name, self.key, *self.ids)):
            raise ValueError("A piece of work takes ids of at most 200 letters without blanks, not words.")


class EventKind(StrEnum):
    """What happened to an involvement."""

    JOINED = "joined"
    LEFT = "left"
    DATES_CHANGED = "dates changed"
    ROLE_CHANGED = "role changed"
    CONTACT = "contact"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DISCLOSED = "disclosed"
    DISCLOSURE_WITHDRAWN = "disclosure withdrawn"


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to which involvement, when: the register's history, only ever added to.

    ``on`` is the day it is about: the first day, the last day, the day of a contact. ``detail`` is the role,
    the kind of contact, the dates as they are now, or what is disclosed and to whom; ``previous`` the same as
    it was before. ``basis`` is the ground on which a sensitive service recorded an involvement, or disclosed
    it. ``grant_id`` names the grant that the
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked what they have not confirmed. Not written if the last time was not ``before``."""

    practitioner_id: PractitionerId
    before: date | None
    on: date


@dataclass(frozen=True, slots=True)
class Presence:
    """A practitioner leaves on that day, or is back. Not written if that is so already."""

    practitioner_id: PractitionerId
    active: bool
    on: date


@dataclass(frozen=True, slots=True)
class HandoverRewrite:
    """A hand-over is asked for, answered or done. Not written if it is not ``before`` any more.

    ``before`` is None for a new one. There is at most one open hand-over of a practitioner's work with a
    child; ``replaces`` names the open one that the same turn puts an end to.
    """

    before: Handover | None
    after: Handover
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRewrite:
    """What a practitioner says of themself changes. Not written if the profile is not ``before`` any more."""

    before: Profile
    after: Profile


@dataclass(frozen=True, slots=True)
class IntroductionRewrite:
    """A request to be put in touch begins (``before`` is None) or moves.

    Not written if it is not ``before`` any more, or if the asker has one open for this child already.
    """

    before: Introduction | None
    after: Introduction


@dataclass(frozen=True, slots=True)
class GrantEnd:
    """A grant ends. Not written if it has been ended already."""

    grant_id: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class NewApproach:
    """Somebody asks something of a shielded child's record.

    Not written if this person's approaches from ``since`` on are not ``before`` (ids) any more.
    """

    approach: Approach
    since: datetime
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewReview:
    """An override is reviewed. Not written if it has been reviewed already."""

    approach_id: str
    review: Review


AnyRewrite = (
    Rewrite
    | CaseRewrite
    | Asked
    | Presence
    | HandoverRewrite
    | ProfileRewrite
    | IntroductionRewrite
    | GrantEnd
    | NewApproach
    | NewReview
)
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
    work: tuple[Work, ...] = ()
