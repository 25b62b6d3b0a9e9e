"""The bank holidays of England, from a calendar that is kept up to date by others."""

from datetime import date
from functools import cache

import holidays


@cache
def _of(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Whether nobody is expected to be at work on that day, although it may be a weekday."""
    return day in _of(day.year)


def holiday_name(day: date) -> str:
    """What the bank holiday on that day is called, for instance "Boxing Day"; "" for any other day."""
    return _of(day.year).get(day, "")
