"""When what is sent once a week or once a month falls due for somebody. docs/policy.md has the table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.availability import works
from cases.choices import Choice
from cases.profile import Profile
from cases.workdays import IsHoliday

BEGINS, FIRST_ENDS, ENDS = time(8), time(10), time(18)
"""From when on it is sent; before when to somebody for the first time; and before when at all."""

_DAY = timedelta(days=1)
_QUARTER = 15  # minutes

Name = Callable[[date], str]
"""What the week or month is called in which a day lies."""


def week_name(day: date) -> str:
    """For instance "2026-W48": ISO 8601, so a week begins with its Monday."""
    return f"{day:%G-W%V}"


def month_name(day: date) -> str:
    """For instance "2026-11"."""
    return f"{day:%Y-%m}"


def monday(day: date) -> date:
    """The first day of the week in which a day lies."""
    return day - _DAY * day.weekday()


def month_before(day: date) -> date:
    """The first day of the month before the one in which a day lies."""
    return (day.replace(day=1) - _DAY).replace(day=1)


def month_after(first: date) -> date:
    """The first day of the month after the one that begins on that day."""
    return (first + _DAY * 31).replace(day=1)


def quarter(now: datetime) -> str:
    """What the quarter of an hour is called in which a moment lies, everywhere alike."""
    there = now.astimezone(UTC)
    return there.replace(minute=there.minute - there.minute % _QUARTER, second=0, microsecond=0).isoformat()


def names_now(now: datetime, name: Name) -> Sequence[str]:
    """What it may be called at that moment, somewhere on earth."""
    return tuple(dict.fromkeys(name((now + timedelta(hours=hours)).date()) for hours in (-12, 14)))


def due(
    choice: Choice, profile: Profile, now: datetime, is_holiday: IsHoliday, name: Name, *, before: bool
) -> str:
    """The week or month of which somebody is to be told at that moment; "" if it is not the time.

    That is from 08:00, where they are, on the first day on which they work in it. ``before`` is whether they
    were told of an earlier one: what was missed is then caught up with until 18:00, and on the next days on
    which they work. Whoever begins later than 10:00 of that first day is told from the next one on.
    """
    there = now.astimezone(ZoneInfo(choice.zone))
    today = there.date()
    if not (BEGINS <= there.time() < ENDS) or not works(profile, today, is_holiday):
        return ""
    begins = there.time() < FIRST_ENDS and _is_first(profile, today, is_holiday, name)
    return name(today) if before or begins else ""


def _is_first(profile: Profile, today: date, is_holiday: IsHoliday, name: Name) -> bool:
    day = today - _DAY
    while name(day) == name(today):
        if works(profile, day, is_holiday):
            return False
        day -= _DAY
    return True


@dataclass(frozen=True, slots=True)
class Week:
    """The days of which is told, both included, and the day on which."""

    since: date
    until: date
    today: date


def week_before(today: date) -> Week:
    """The whole week before the one in which it is."""
    first = monday(today) - _DAY * 7
    return Week(first, first + _DAY * 6, today)


def week_so_far(today: date) -> Week:
    """The whole week before, and this one until today: for whoever asks."""
    return Week(week_before(today).since, today, today)
