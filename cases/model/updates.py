"""Something that happened around a child or in a case, of which those concerned are told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model.ids import CaseId, ChildId, PractitionerId


class UpdateKind(StrEnum):
    """What happened."""

    JOINED = "joined"
    LEFT = "left"
    CONFIRMED = "confirmed"
    CONTACT = "contact"
    LEAD_CHANGED = "lead changed"
    CASE_OPENED = "case opened"
    CASE_CLOSED = "case closed"
    CASE_REOPENED = "case reopened"
    HANDOVER_ASKED = "handover asked"
    HANDOVER_ANSWERED = "handover answered"
    AWAY = "away"
    TASK_OVERDUE = "task overdue"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Update:
    """What happened, by ids alone: it is put into words for each reader when it is told.

    It is about a child, a case, or, where somebody is away, neither. ``about_id`` is whose involvement, lead
    or task it is. ``subject`` names what it rests on: an event of the history, a hand-over, a task, or days.
    ``told`` are those who get a message of their own about it.
    """

    id: str
    at: datetime
    kind: UpdateKind
    child_id: ChildId | None = None
    case_id: CaseId | None = None
    actor_id: PractitionerId | None = None
    about_id: PractitionerId | None = None
    subject: str = ""
    told: tuple[PractitionerId, ...] = ()
