"""Whether somebody can be reached today, and when next. docs/policy.md has the table of cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.model import Absence
from cases.profile import USUAL, Profile, weekday
from cases.workdays import IsHoliday

_DAY = timedelta(days=1)
_DAYS_IN_A_WEEK = 7


class Presence(StrEnum):
    """How it stands today."""

    AT_WORK = "at work"
    OUT_OF_OFFICE = "out of office"
    AWAY = "away"
    NOT_A_WORKING_DAY = "not a working day"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Availability:
    """``until`` is the last day away; ``back`` the next working day, as far as both are known.

    ``coming`` are days away that have been announced and have not begun.
    """

    presence: Presence
    until: date | None = None
    back: date | None = None
    coming: Absence | None = None


def availability(profile: Profile, today: date) -> Availability:
    """How it stands with somebody today: being away counts before the working days do."""
    absence = profile.absence
    if absence and absence.holds(today):
        if absence.until is None:
            return Availability(Presence.OUT_OF_OFFICE)
        return Availability(Presence.AWAY, absence.until, _next(profile, absence.until))
    coming = absence if absence and absence.since > today else None
    if not profile.working_days:
        return Availability(Presence.NOT_SAID, coming=coming)
    if weekday(today) in profile.working_days:
        return Availability(Presence.AT_WORK, coming=coming)
    return Availability(Presence.NOT_A_WORKING_DAY, back=_next(profile, today), coming=coming)


def works(profile: Profile, day: date, is_holiday: IsHoliday) -> bool:
    """Whether somebody is at work on that day; Monday to Friday where they have not said."""
    away = profile.absence is not None and profile.absence.holds(day)
    return not away and weekday(day) in (profile.working_days or USUAL) and not is_holiday(day)


def _next(profile: Profile, after: date) -> date | None:
    """The first working day after a day that is not away; None when that is not known."""
    if not profile.working_days:
        return None
    absence = profile.absence
    day = _working(profile, after)
    if absence is None or not absence.holds(day):
        return day
    return None if absence.until is None else _working(profile, absence.until)


def _working(profile: Profile, after: date) -> date:
    days = (after + _DAY * step for step in range(1, _DAYS_IN_A_WEEK + 1))
    return next(day for day in days if weekday(day) in profile.working_days)
