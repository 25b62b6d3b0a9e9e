"""A manager's digest: what of their services needs them, in counts. What it counts is in docs/policy.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from cases.model import CaseId, ChildId, PractitionerId, TaskId
from cases.workdays import IsHoliday, is_working_day

_DAY = timedelta(days=1)
WEEK, MOST = timedelta(days=7), timedelta(days=31)
UNSEEN_FOR = 2
"""Working days after which an update that nobody acknowledged counts."""


class Line(StrEnum):
    """What is counted, in the order in which it is read."""

    CHILDREN = "children"
    ABOVE = "above"
    NO_CONTACT = "no_contact"
    UNCONFIRMED = "unconfirmed"
    OVERDUE = "overdue"
    OVERDUE_5 = "overdue_5"
    OVERDUE_10 = "overdue_10"
    OVERDUE_MORE = "overdue_more"
    UNCOVERED = "uncovered"
    NO_LEAD = "no_lead"
    NO_CHANNEL = "no_channel"
    UNSEEN = "unseen"
    WAITING = "waiting"
    STRANGERS = "strangers"
    OVERRIDES = "overrides"
    OPENED = "opened"
    CLOSED = "closed"


LATE = (Line.OVERDUE_5, Line.OVERDUE_10, Line.OVERDUE_MORE)
"""Overdue tasks by age: up to five working days, up to ten, more. OVERDUE is all of them."""

OF_PERIOD = frozenset({Line.OVERRIDES, Line.OPENED, Line.CLOSED})
"""What happened within the period; the other lines say how things stand."""


class Kind(StrEnum):
    """Which digest: of a working day, or of a week."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings: how many children a practitioner is to have at most, and days without a contact."""

    level: int = 20
    contact_days: int = 28


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted from when: ``since`` is when the period began.

    Tasks due before ``week`` are overdue for more than five working days, before ``long`` for more than ten;
    updates of ``unseen_before`` or earlier should have been acknowledged.
    """

    today: date
    since: datetime
    week: date
    long: date
    unseen_before: datetime
    rules: Rules = field(default=Rules())


@dataclass(frozen=True, slots=True)
class Item:
    """One of what a line counts: whose it is, what it is about, and since when."""

    practitioner_id: PractitionerId | None = None
    child_id: ChildId | None = None
    case_id: CaseId | None = None
    task_id: TaskId | None = None
    since: date | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What counts for one manager: the children, how many each practitioner has, and each line's items.

    The items come in any order: putting all managers' in order would take longer than counting them.
    """

    children: frozenset[ChildId]
    caseload: Mapping[PractitionerId, int]
    items: Mapping[Line, tuple[Item, ...]]

    @property
    def figures(self) -> dict[str, int]:
        """The counts by name of line; what is nothing is left out."""
        counts = {str(line): len(self.items.get(line, ())) for line in Line}
        return {
            line: count for line, count in (counts | {Line.CHILDREN: len(self.children)}).items() if count
        }

    def listed(self, line: Line) -> tuple[Item, ...]:
        """A line's items, those first that have waited longest."""
        return tuple(sorted(self.items.get(line, ()), key=_order))


def _order(one: Item) -> tuple[date, int, str, str, str, str]:
    ids = (one.practitioner_id, one.child_id, one.case_id, one.task_id)
    who, child, case, task = (part or "" for part in ids)
    return (one.since or date.min, -one.count, who, child, case, task)


def asked(now: datetime, today: date, since: datetime, rules: Rules, is_holiday: IsHoliday) -> Asked:
    """What is asked at that moment. No period is longer than 31 days."""
    return Asked(
        today=today,
        since=max(since, now - MOST),
        week=_working_days_before(today, 5, is_holiday),
        long=_working_days_before(today, 10, is_holiday),
        unseen_before=now - (today - _working_days_before(today, UNSEEN_FOR, is_holiday)),
        rules=rules,
    )


def _working_days_before(day: date, count: int, is_holiday: IsHoliday) -> date:
    """The earliest day after which so many working days and no more have begun, this one the last of them."""
    while count or not is_working_day(day, is_holiday):
        count -= is_working_day(day, is_holiday)
        day -= _DAY
    return day
