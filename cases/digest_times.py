"""When a manager's digest is due: once on each of their working days, and for the week on its first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.availability import works
from cases.choices import Choice, awake
from cases.digest import WEEK, Kind
from cases.profile import Profile
from cases.workdays import IsHoliday

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Digests of these kinds are to be made, and the message of the first of them sent from ``at`` on."""

    kinds: tuple[Kind, ...]
    at: datetime


def period(kind: Kind, day: date) -> str:
    """The name of the day's period, or of its week's, as the weeks of ISO 8601 are numbered."""
    return day.isoformat() if kind is Kind.DAY else f"{day:%G-W%V}"


def day_in(zone: str, now: datetime, at: time) -> date | None:
    """The day whose digests may be made in that time zone by now; None while it is too early there."""
    there = now.astimezone(ZoneInfo(zone))
    return there.date() if there.time() >= at else None


def due(
    choice: Choice, profile: Profile, day: date, now: datetime, made: frozenset[Kind], is_holiday: IsHoliday
) -> Due | None:
    """What is to be made for somebody on that day; ``made`` are those of its periods that there are.

    The week's comes on the first day of it on which they are told anything, and stands for that day's. What
    would have to wait for another day is left to that day's.
    """
    if Kind.DAY in made or not works(profile, day, is_holiday):
        return None
    at = awake(choice, profile, now, is_holiday)
    if at.astimezone(ZoneInfo(choice.zone)).date() != day:
        return None
    return Due((Kind.DAY,) if Kind.WEEK in made else (Kind.WEEK, Kind.DAY), at)


def began(kind: Kind, now: datetime, last: datetime | None) -> datetime:
    """When the period began: seven days ago, or with the last of that kind; a day ago if there is none."""
    if kind is Kind.WEEK:
        return now - WEEK
    return last or now - _DAY
