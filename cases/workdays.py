"""Working days: Monday to Friday, and no bank holiday. Which days those are, the caller knows."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from cases.local import LOCAL

IsHoliday = Callable[[date], bool]
"""Whether a day is a bank holiday."""

_DAY, _SATURDAY = timedelta(days=1), 5


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether people are at work on that day."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def after_working_days(since: datetime, days: int, is_holiday: IsHoliday) -> datetime:
    """The moment that many working days later, at the same time of day.

    What happens on a day off counts from the beginning of the next working day. ``since`` is aware.
    """
    local = since.astimezone(LOCAL)
    day, at = local.date(), local.time()
    if not is_working_day(day, is_holiday):
        day, at = _next(day, is_holiday), time()
    for _ in range(days):
        day = _next(day, is_holiday)
    return datetime.combine(day, at, tzinfo=LOCAL)


def _next(day: date, is_holiday: IsHoliday) -> date:
    day += _DAY
    while not is_working_day(day, is_holiday):
        day += _DAY
    return day
