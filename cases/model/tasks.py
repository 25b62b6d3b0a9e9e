"""A task: something that somebody on a case is to do."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from cases.model.ids import CaseId, PractitionerId, TaskId


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """How pressing a task is."""

    NORMAL = "normal"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a task's checklist."""

    words: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something that the owner is to do for a case.

    ``due`` is a day of the people's own calendar, ``due_at`` a time on it; without a time it is due by its
    end. ``said`` is what was last said with it: why it was declined or cancelled, or what came of it.
    ``version`` counts its changes: what was decided on an older one is not written. ``snoozed`` is the day
    until which its owner asked not to be reminded. ``source`` is a link to the message that it was made from,
    and ``template`` names the template. ``at`` is its last change.
    """

    id: TaskId
    case_id: CaseId
    title: str
    owner_id: PractitionerId
    asked_by: PractitionerId
    asked_at: datetime
    at: datetime
    details: str = ""
    due: date | None = None
    due_at: time | None = None
    priority: Priority = Priority.NORMAL
    checklist: tuple[Item, ...] = ()
    state: TaskState = TaskState.OPEN
    said: str = ""
    version: int = 1
    snoozed: date | None = None
    source: str = ""
    template: str = ""
