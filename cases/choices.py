"""When somebody wants to hear of what happened, and when not. docs/policy.md has the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from functools import lru_cache
from zoneinfo import ZoneInfo

from cases.availability import works
from cases.local import LOCAL
from cases.model import CaseId, PractitionerId
from cases.profile import Profile
from cases.workdays import IsHoliday

LONGEST = 60
"""Days that anything is kept for somebody, however long they are away."""

_DAY = timedelta(days=1)
_A_NIGHT = timedelta(hours=12)
_MIDNIGHT = time()


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
    """One practitioner's. ``every`` is in minutes, ``budget`` in messages a day.

    The quiet hours go from ``quiet_from`` to the next ``quiet_to``, over midnight where that is the earlier
    time of the two; there are none where both are the same. All times are those of the time zone ``zone``.
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
    """The moment from which somebody is told, in UTC; None if they do not want to hear of it.

    ``cases`` are those that it belongs to, ``told_today`` how many messages they have had since
    ``day_began``. An alarm comes at once, whatever they chose. Beyond the budget what would have come at once
    is grouped; and all comes daily once there have been twice as many, or as many where it was grouped.
    """
    if weight is Weight.ALARM:
        return now.astimezone(UTC)
    if weight is Weight.NEWS and (choice.pace is Pace.ONLY_MINE or (cases and cases <= choice.muted)):
        return None
    at_once = weight is Weight.MINE or choice.pace is Pace.AT_ONCE
    if at_once and told_today < choice.budget:
        return awake(choice, profile, now, is_holiday)
    most = choice.budget * (2 if at_once else 1)
    if told_today < most and (at_once or choice.pace is not Pace.DAILY):
        return awake(choice, profile, _slot(choice, now), is_holiday)
    return _daily(choice, profile, now, is_holiday)


def awake(choice: Choice, profile: Profile, moment: datetime, is_holiday: IsHoliday) -> datetime:
    """The first moment from then on at which they work and it is not quiet, in UTC.

    Where there is none within sixty days, because they are away for as long as anybody knows, it is in the
    waking hours of the last of these days: nothing is kept for ever.
    """
    moment = moment.astimezone(UTC)
    first = moment.astimezone(zone_of(choice)).date()
    kept = moment
    for ahead in range(-1, LONGEST):
        day = first + _DAY * ahead
        at_work = works(profile, day, is_holiday)
        for begins, ends in _waking(choice, day):
            soonest = max(moment, begins)
            if soonest >= ends:
                continue
            if at_work:
                return soonest
            kept = soonest
    return kept


def is_quiet(choice: Choice, profile: Profile, moment: datetime, is_holiday: IsHoliday) -> bool:
    """Whether somebody is to be left alone then: in their quiet hours, or when they are not at work."""
    day = moment.astimezone(zone_of(choice)).date()
    return not any(
        begins <= moment < ends
        for one in (day - _DAY, day)
        if works(profile, one, is_holiday)
        for begins, ends in _waking(choice, one)
    )


def day_began(choice: Choice, now: datetime) -> datetime:
    """When the day began that it is for them, in UTC: messages are counted from then."""
    return _instants(choice, now.astimezone(zone_of(choice)).date(), _MIDNIGHT)[0]


def zone_of(choice: Choice) -> ZoneInfo:
    """Their time zone; that of the register, should theirs be known no longer."""
    return known_zone(choice.zone) or LOCAL


@lru_cache(maxsize=1024)
def known_zone(name: str) -> ZoneInfo | None:
    """The time zone of that name, for instance "Europe/Dublin"; None if there is none."""
    if not name.replace("_", "a").replace("/", "a").replace("-", "a").replace("+", "a").isalnum():
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _daily(choice: Choice, profile: Profile, now: datetime, is_holiday: IsHoliday) -> datetime:
    """The next time that it is their hour; the first waking moment after it where that is a quiet one."""
    now = now.astimezone(UTC)
    today = now.astimezone(zone_of(choice)).date()
    hours = (_instants(choice, today + _DAY * ahead, choice.daily_at)[0] for ahead in range(LONGEST))
    coming = [hour for hour in hours if hour >= now]
    for hour in coming:
        if not is_quiet(choice, profile, hour, is_holiday):
            return hour
    return awake(choice, profile, now if not coming else coming[0], is_holiday)


def _slot(choice: Choice, now: datetime) -> datetime:
    """The end of the span of so many minutes, counted from midnight, in which it is now.

    Minutes are counted as they pass, so that no hour that a clock skips or doubles is one too few or many.
    The last span of a day ends with the day.
    """
    span, began = timedelta(minutes=choice.every), day_began(choice, now)
    ends = began + span * ((now - began) // span + 1)
    over = _instants(choice, now.astimezone(zone_of(choice)).date() + _DAY, _MIDNIGHT)[0]
    return min(ends, over) if over > now else ends


def _waking(choice: Choice, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The spans of a day in which it is not quiet, in UTC; a night's work belongs to the day it begins on."""
    quiet_from, quiet_to, after = choice.quiet_from, choice.quiet_to, day + _DAY
    if quiet_to < quiet_from:
        spans = [(day, quiet_to, day, quiet_from)]
    elif quiet_from == quiet_to:
        spans = [(day, _MIDNIGHT, after, _MIDNIGHT)]
    elif datetime.combine(after, quiet_from) - datetime.combine(day, quiet_to) <= _A_NIGHT:
        spans = [(day, quiet_to, after, quiet_from)]
    else:
        spans = [(day, _MIDNIGHT, day, quiet_from), (day, quiet_to, after, _MIDNIGHT)]
    for first, begins, last, ends in spans:
        # Of a time that the clock shows twice or not at all, the reading that leaves people in peace; but a
        # day ends where the next begins, or an hour would be quiet where there are no quiet hours.
        beginnings, endings = _instants(choice, first, begins), _instants(choice, last, ends)
        yield (
            beginnings[0] if begins == _MIDNIGHT else max(beginnings),
            endings[0] if ends == _MIDNIGHT else min(endings),
        )


def _instants(choice: Choice, day: date, clock: time) -> tuple[datetime, datetime]:
    """When the clock shows that time on that day, in UTC: two readings if it shows it twice or not at all.

    The first is the first time it does, or as late as the time that was skipped would have been.
    """
    there = datetime.combine(day, clock.replace(fold=0), tzinfo=zone_of(choice))
    return there.astimezone(UTC), there.replace(fold=1).astimezone(UTC)
