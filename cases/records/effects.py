"""All that one turn writes."""

from dataclasses import dataclass, field

from cases.model import (
    Grant,
    PractitionerId,
)
from cases.records.audit import AuditEntry
from cases.records.history import CaseEvent, Event
from cases.records.rewrites import AnyRewrite


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
    rewrites: tuple[AnyRewrite, ...] = ()
    events: tuple[Event, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
