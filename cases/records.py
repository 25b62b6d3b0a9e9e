"""What a turn leaves behind: audit entries, grants, notices. Committed together, before the answer."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cases.model import ChildId, Grant, Identity, InvolvementId, PractitionerId


class Action(StrEnum):
    """What somebody tried to do, as the audit trail names it (noun:verb)."""

    CIRCLE_SEE = "circle:see"
    FAMILY_SEE = "family:see"
    BOT_USE = "bot:use"
    TRAIL_READ = "trail:read"


class Outcome(StrEnum):
    """How it ended."""

    SHOWN = "shown"
    REASON_ASKED = "reason asked"
    CHOICE_OFFERED = "choice offered"
    NOT_FOUND = "not found"
    REFUSED = "refused"
    PROTECTED = "protected record shown"
    NOT_REGISTERED = "not registered"


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


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything one turn writes."""

    audit: tuple[AuditEntry, ...] = ()
    grants: tuple[Grant, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
