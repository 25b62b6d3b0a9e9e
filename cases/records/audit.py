"""What the audit trail says of a turn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model import (
    ChildId,
    Identity,
    InvolvementId,
    PractitionerId,
)


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
    PRACTITIONER_ADD = "practitioner:add"
    PRACTITIONER_REFRESH = "practitioner:refresh"
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
    CHANNEL_JOIN = "channel:join"
    CHANNEL_LEAVE = "channel:leave"
    CHANNEL_STRANGER = "channel:stranger"
    CASE_SEE = "case:see"
    CASE_CLOSE = "case:close"
    CASE_REOPEN = "case:reopen"
    CASE_CHANGE = "case:change"
    CASE_OPEN = "case:open"
    TASK_SEE = "task:see"
    TASK_GIVE = "task:give"
    TASK_CHANGE = "task:change"
    CALENDAR_LINK = "calendar:link"
    CASE_WEEK = "case:week"
    ACCESS_REVIEW = "access:review"
    UPDATE_READ = "update:read"
    UPDATES_CHOOSE = "updates:choose"
    UPDATES_MUTE = "updates:mute"
    UPDATES_ACKNOWLEDGE = "updates:acknowledge"
    UPDATES_SEE = "updates:see"
    DIGEST_SEE = "digest:see"
    REGISTER_IMPORT = "register:import"
    DUPLICATES_SEE = "duplicates:see"
    DUPLICATES_JUDGE = "duplicates:judge"
    CHILD_MERGE = "child:merge"
    CHILD_UNMERGE = "child:unmerge"
    CHILD_FIND = "child:find"


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
