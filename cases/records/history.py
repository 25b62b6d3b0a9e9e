"""What happened to involvements and to cases: the histories, only ever added to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model import (
    CaseId,
    ChildId,
    InvolvementId,
    PractitionerId,
    TaskId,
)


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
    it was before, or the last contact before this one. ``basis`` is the ground on which a sensitive service
    recorded an involvement, or disclosed it. ``grant_id`` names the grant that the child was found by, if it
    was given in the same turn.
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


class CaseEventKind(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"
    LEAD_CHANGED = "lead changed"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Who did what to which case, when. ``lead_id`` is the lead from then on, ``previous_id`` the one before.

    ``actor_id`` is None where nobody of the register did it, for instance an import. ``detail`` says why a
    case was closed.
    """

    id: str
    at: datetime
    kind: CaseEventKind
    case_id: CaseId
    actor_id: PractitionerId | None
    on: date
    lead_id: PractitionerId | None = None
    previous_id: PractitionerId | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """Who did what to which task, when. ``step`` is a cases.task.Step, or "given" for its beginning.

    ``actor_id`` is None where nobody did it. ``words`` is what was said with it, and ``previous`` what it
    took the place of: the owner or the day before.
    """

    id: str
    at: datetime
    task_id: TaskId
    actor_id: PractitionerId | None
    step: str
    words: str = ""
    previous: str = ""
