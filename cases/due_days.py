"""Which day is meant by "next Tuesday", "in 10 working days", "end of the month"."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from cases.days import NonsenseError, take_day
from cases.due_words import DAY, MONTHS, NUMBERS, WEEKDAYS
from cases.workdays import IsHoliday, after_working_days

UNKNOWN = "I cannot tell which day that is: please choose it."
_FRIDAY, _DECEMBER, _LEAP_DAY = 4, 12, 29
_IS_DAY = re.compile(rf"(?:{DAY})", re.IGNORECASE)


def day_said(words: str, there: datetime, is_holiday: IsHoliday) -> date:
    """The day, seen from a moment there. Raises NonsenseError if it is none, or the calendar lacks it."""
    found, today = _IS_DAY.fullmatch(words), there.date()
    if found is None:
        raise NonsenseError(UNKNOWN)
    part = {name: value.lower() for name, value in found.groupdict().items() if value}
    if "near" in part:
        return today + timedelta(
            days=2 if "day" in part["near"].replace("today", "") else "tomorrow" in part["near"]
        )
    if unit := part.get("unit") or part.get("hence"):
        return _in(" ".join((part.get("number") or part["many"]).split()), unit, there, is_holiday)
    if "end" in part:
        return _end(part["end"], today)
    if "weekday" in part:
        ahead = _coming(part["weekday"], today, strictly=part.get("which") == "next")
        return ahead + timedelta(weeks="later" in part)
    if after := part.get("after"):
        near = {"today": today, "tomorrow": today + timedelta(days=1)}
        return timedelta(weeks=1) + (near.get(after) or _coming(after, today))
    return _on(part, today)


def _in(many: str, unit: str, there: datetime, is_holiday: IsHoliday) -> date:
    number, unit = NUMBERS.get(many) or int(many), " ".join(unit.split())
    if unit == "working day":
        return after_working_days(there, number, is_holiday).date()
    if unit in ("day", "week", "fortnight"):
        return there.date() + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return months_on(there.date(), number * (12 if unit == "year" else 1))


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise NonsenseError("That is too far ahead: please check the date.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end(of: str, today: date) -> date:
    if of.endswith("day"):
        return today
    if of.endswith("week"):
        return today + timedelta(days=(_FRIDAY - today.weekday()) % 7 + (7 if of.startswith("next") else 0))
    if of.endswith("year"):
        return date(today.year + of.startswith("next"), _DECEMBER, 31)
    if of.endswith("month"):
        first = months_on(today.replace(day=1), 1 if of.startswith("next") else 0)
    else:
        month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(of[:3]))
        first = date(today.year + (month < today.month), month, 1)
    return date(first.year, first.month, monthrange(first.year, first.month)[1])


def _coming(weekday: str, today: date, *, strictly: bool = False) -> date:
    gap = (WEEKDAYS.index(weekday) - today.weekday()) % 7
    return today + timedelta(days=gap or (7 if strictly else 0))


def _on(part: dict[str, str], today: date) -> date:
    if number := part.get("number_of_day"):
        return _day_of_month(int(number), today)
    if "leap" in part:
        year = int(part.get("leap_year") or today.year + (today > _last_of_february(today.year)))
        if _last_of_february(year).day < _LEAP_DAY:
            raise NonsenseError(f"{year} has no 29 February: please check the date.")
        return _last_of_february(year)
    day, rest = take_day(f"x on {part['written']}", today, ahead=True)
    if day is None or rest != "x":
        raise NonsenseError(UNKNOWN)
    return day


def _last_of_february(year: int) -> date:
    return date(year, 2, monthrange(year, 2)[1])


def _day_of_month(number: int, today: date) -> date:
    for months in range(3):
        first = months_on(today.replace(day=1), months)
        if (
            number <= monthrange(first.year, first.month)[1]
            and (found := first.replace(day=max(number, 1))) >= today
        ):
            return found
    raise NonsenseError(UNKNOWN)
