"""The answer to "what has happened with this child?"."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model import Birth


class Happened(StrEnum):
    """The kinds of entries, in the order in which they come on one day."""

    OPENED = "opened"
    REOPENED = "reopened"
    LEAD_CHANGED = "lead changed"
    JOINED = "joined"
    ROLE_CHANGED = "role changed"
    CONFIRMED = "confirmed"
    CONTACT = "contact"
    TASK_GIVEN = "task given"
    TASK_DONE = "task done"
    TASK_CANCELLED = "task cancelled"
    LEFT = "left"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, or is to happen, on a day.

    ``name`` and ``agency`` are of whom it is about: whose involvement, the case's lead from then on, or
    a task's owner; "" where nobody may be named. ``detail`` is the role, the kind of a contact
    (cases.model.ContactKind), why a case was closed (cases.case_ends.CaseEnd), or a task's title.
    ``by`` is who recorded it, if that was somebody else and may be named.
    """

    on: date
    kind: Happened
    name: str = ""
    agency: str = ""
    detail: str = ""
    by: str = ""


Span = tuple[date, date | None]
"""From the first day to the last; None while it goes on."""


@dataclass(frozen=True, slots=True)
class ChartLane:
    """One practitioner, as named on the timeline: when they were there, and the days of contact."""

    label: str
    agency: str
    spans: tuple[Span, ...]
    contacts: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartView:
    """A timeline as a chart, agency by agency in the order in which it is drawn, between two days."""

    lanes: tuple[ChartLane, ...]
    first: date
    last: date
    today: date


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A page of what has happened with a child, the newest first; what lies ahead of today is on top.

    ``since`` and ``until`` are the days asked for. ``earlier`` says where the next page begins, "" when there
    is none; ``first`` whether this is the first page.
    """

    child_name: str
    birth: Birth | None
    reference: str
    entries: tuple[TimelineEntry, ...]
    today: date
    since: date | None = None
    until: date | None = None
    earlier: str = ""
    first: bool = True
    grant_until: datetime | None = None
