"""When somebody wants to hear of what happened, and when not. docs/policy.md has the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, StrEnum, auto
from zoneinfo import ZoneInfo

from cases.availability import works
from cases.model import CaseId, PractitionerId
from cases.profile import Profile
from cases.workdays import IsHoliday

_DAY = timedelta(days=1)
_AHEAD = 60
"""Days: further ahead nobody's next hour is looked for."""


class Pace(StrEnum):
    """How often somebody wants to hear."""

    AT_ONCE = "at once"
    GROUPED = "grouped"
    DAILY = "daily"
    ONLY_MINE = "only what needs me"


class Weight(Enum):
    """What it is to one reader: an alarm about somebody's safety, something that needs them, or news."""

    ALARM = auto()
    MINE = auto()
    NEWS = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One practitioner's. ``every`` is in minutes, ``budget`` in messages a day; beyond it all is grouped.

    The quiet hours go from ``quiet_from`` over midnight to ``quiet_to``, in the time zone ``zone``.
    """

    practitioner_id: PractitionerId
    pace: Pace = Pace.GROUPED
    every: int = 60
    daily_at: time = time(8, 30)
    quiet_from: time = time(18)
    quiet_to: time = time(8)
    zone: str = "Europe/London"
    budget: int = 10
    muted: frozenset[CaseId] = frozenset()

    @property
    def id(self) -> PractitionerId:
        """Whose it is."""
        return self.practitioner_id


def when(
    choice: Choice,
    profile: Profile,
    weight: Weight,
    now: datetime,
    is_holiday: IsHoliday,
    *,
    told_today: int = 0,
    cases: frozenset[CaseId] = frozenset(),
) -> datetime | None:
    """The moment from which somebody is told; None if they do not want to hear of it.

    ``cases`` are those that it belongs to, ``told_today`` how many messages they have had on that day. An
    alarm comes at once, whatever they chose.
    """
    if weight is Weight.ALARM:
        return now
    if weight is Weight.NEWS and (choice.pace is Pace.ONLY_MINE or (cases and cases <= choice.muted)):
        return None
    at_once = weight is Weight.MINE or choice.pace is Pace.AT_ONCE
    if at_once and told_today < choice.budget:
        return awake(choice, profile, now, is_holiday)
    if choice.pace is Pace.DAILY:
        return _daily(choice, profile, now, is_holiday)
    return awake(choice, profile, _slot(choice, now), is_holiday)


def awake(choice: Choice, profile: Profile, moment: datetime, is_holiday: IsHoliday) -> datetime:
    """The first moment from then on at which they work and it is not quiet."""

    def hours(day: datetime) -> tuple[datetime, datetime]:
        return _at(day, choice.quiet_to), _at(day, choice.quiet_from)

    return _first(choice, profile, moment, is_holiday, hours)


def _daily(choice: Choice, profile: Profile, now: datetime, is_holiday: IsHoliday) -> datetime:
    def hours(day: datetime) -> tuple[datetime, datetime]:
        return _at(day, choice.daily_at), _at(day, choice.daily_at)

    return _first(choice, profile, now, is_holiday, hours)


def _first(
    choice: Choice,
    profile: Profile,
    moment: datetime,
    is_holiday: IsHoliday,
    hours: Callable[[datetime], tuple[datetime, datetime]],
) -> datetime:
    """The first moment from then on within the hours of a day on which they work."""
    there = moment.astimezone(ZoneInfo(choice.zone))
    for ahead in range(_AHEAD):
        day = there + _DAY * ahead
        begins, ends = hours(day)
        if not works(profile, day.date(), is_holiday) or ends < there:
            continue
        if begins <= there < ends:
            return moment
        if begins >= there:
            return begins
    return there + _DAY * _AHEAD


def _slot(choice: Choice, now: datetime) -> datetime:
    """The end of the span of so many minutes, counted from midnight, in which it is now."""
    there = now.astimezone(ZoneInfo(choice.zone))
    passed = there.hour * 60 + there.minute
    minutes = (passed // choice.every + 1) * choice.every
    return there.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, tzinfo=day.tzinfo)
