"""All that one turn writes."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from cases.model import (
    Grant,
    PractitionerId,
    Update,
)
from cases.records.audit import AuditEntry
from cases.records.history import CaseEvent, Event, TaskEvent
from cases.records.rewrites import AnyRewrite


@dataclass(frozen=True, slots=True)
class Notice:
    """Something one practitioner has to be told, by background work. Ids only.

    ``not_before`` is a moment of the product's clock; None is at once.
    """

    to: PractitionerId
    kind: str
    subject: str
    not_before: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything one turn writes. ``updates`` are those that nothing else in it tells (cases/updates.py)."""

    audit: tuple[AuditEntry, ...] = ()
    grants: tuple[Grant, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    rewrites: tuple[AnyRewrite, ...] = ()
    events: tuple[Event, ...] = ()
    case_events: tuple[CaseEvent, ...] = ()
    work: tuple[Work, ...] = ()
    task_events: tuple[TaskEvent, ...] = ()
    updates: tuple[Update, ...] = ()
