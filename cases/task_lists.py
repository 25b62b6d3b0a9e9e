"""How lists of tasks are arranged."""

from datetime import date, timedelta
from enum import StrEnum


class When(StrEnum):
    """When a task is due, as seen from one day."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"
    NO_DAY = "no day"


def when(due: date | None, today: date) -> When:
    """A week ends with its Sunday."""
    if due is None:
        return When.NO_DAY
    if due <= today:
        return When.TODAY if due == today else When.OVERDUE
    return When.THIS_WEEK if due <= today + timedelta(days=6 - today.weekday()) else When.LATER
