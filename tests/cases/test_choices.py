"""When somebody is told: the table of docs/policy.md, row by row, and what holds for every choice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from cases.availability import works
from cases.choices import LONGEST, Choice, Pace, Weight, awake, day_began, is_quiet, known_zone, when
from cases.model import Absence, CaseId, PractitionerId
from cases.profile import USUAL, WEEK, Profile, Weekday

ME, LUMO = PractitionerId("me"), CaseId("lumo")
WHOLE = Profile(ME)
GROUPED = Choice(ME)
AT_ONCE = Choice(ME, Pace.AT_ONCE)
NIGHTS = Choice(ME, Pace.AT_ONCE, quiet_from=time(6), quiet_to=time(20))
AWAY = replace(WHOLE, absence=Absence(date(2026, 11, 23), date(2026, 12, 4)))

ROWS: Mapping[str, tuple[Choice, Profile, Weight, str, dict, str]] = {
    "news, grouped, Monday 10:12": (GROUPED, WHOLE, Weight.NEWS, "2026-11-23 10:12", {}, "Mon 23 Nov 11:00"),
    "news, every 50 minutes, Monday 10:12": (
        replace(GROUPED, every=50), WHOLE, Weight.NEWS, "2026-11-23 10:12", {}, "Mon 23 Nov 10:50",
    ),
    "news, grouped, Monday 17:30": (GROUPED, WHOLE, Weight.NEWS, "2026-11-23 17:30", {}, "Tue 24 Nov 08:00"),
    "news, at once, Monday 10:12": (AT_ONCE, WHOLE, Weight.NEWS, "2026-11-23 10:12", {}, "Mon 23 Nov 10:12"),
    "news, at once, Monday 18:00": (AT_ONCE, WHOLE, Weight.NEWS, "2026-11-23 18:00", {}, "Tue 24 Nov 08:00"),
    "news, at once, Friday 19:00": (AT_ONCE, WHOLE, Weight.NEWS, "2026-11-27 19:00", {}, "Mon 30 Nov 08:00"),
    "news, daily, Monday 08:30": (
        replace(GROUPED, pace=Pace.DAILY), WHOLE, Weight.NEWS, "2026-11-23 08:30", {}, "Mon 23 Nov 08:30",
    ),
    "news, daily, Monday 08:31": (
        replace(GROUPED, pace=Pace.DAILY), WHOLE, Weight.NEWS, "2026-11-23 08:31", {}, "Tue 24 Nov 08:30",
    ),
    "news, daily at 07:00, which is quiet": (
        replace(GROUPED, pace=Pace.DAILY, daily_at=time(7)), WHOLE, Weight.NEWS, "2026-11-23 10:12", {},
        "Tue 24 Nov 08:00",
    ),
    "news, only what needs me": (
        replace(GROUPED, pace=Pace.ONLY_MINE), WHOLE, Weight.NEWS, "2026-11-23 10:12", {}, "never",
    ),
    "news of a muted case": (
        replace(AT_ONCE, muted=frozenset({LUMO})), WHOLE, Weight.NEWS, "2026-11-23 10:12",
        {"cases": frozenset({LUMO})}, "never",
    ),
    "news of a muted case and of another": (
        replace(AT_ONCE, muted=frozenset({LUMO})), WHOLE, Weight.NEWS, "2026-11-23 10:12",
        {"cases": frozenset({LUMO, CaseId("kanu")})}, "Mon 23 Nov 10:12",
    ),
    "needs me, of a muted case": (
        replace(AT_ONCE, muted=frozenset({LUMO})), WHOLE, Weight.MINE, "2026-11-23 10:12",
        {"cases": frozenset({LUMO})}, "Mon 23 Nov 10:12",
    ),
    "needs me, daily": (
        replace(GROUPED, pace=Pace.DAILY), WHOLE, Weight.MINE, "2026-11-23 10:12", {}, "Mon 23 Nov 10:12",
    ),
    "needs me, in quiet hours": (GROUPED, WHOLE, Weight.MINE, "2026-11-23 23:00", {}, "Tue 24 Nov 08:00"),
    "an alarm, on a Sunday at 03:00, while I am away": (
        GROUPED, AWAY, Weight.ALARM, "2026-11-29 03:00", {}, "Sun 29 Nov 03:00",
    ),
    "news, at once, ten messages today": (
        AT_ONCE, WHOLE, Weight.NEWS, "2026-11-23 10:12", {"told_today": 10}, "Mon 23 Nov 11:00",
    ),
    "news, at once, twenty messages today": (
        AT_ONCE, WHOLE, Weight.NEWS, "2026-11-23 10:12", {"told_today": 20}, "Tue 24 Nov 08:30",
    ),
    "news, grouped, ten messages today": (
        GROUPED, WHOLE, Weight.NEWS, "2026-11-23 10:12", {"told_today": 10}, "Tue 24 Nov 08:30",
    ),
    "needs me, twenty messages today": (
        GROUPED, WHOLE, Weight.MINE, "2026-11-23 10:12", {"told_today": 20}, "Tue 24 Nov 08:30",
    ),
    "at once, on a bank holiday": (AT_ONCE, WHOLE, Weight.NEWS, "2026-12-25 10:12", {}, "Tue 29 Dec 08:00"),
    "at once, on a day that I do not work": (
        AT_ONCE, replace(WHOLE, working_days=USUAL - {Weekday.MONDAY}), Weight.NEWS, "2026-11-23 10:12", {},
        "Tue 24 Nov 08:00",
    ),
    "at once, while I am away until 4 December": (
        AT_ONCE, AWAY, Weight.NEWS, "2026-11-23 10:12", {}, "Mon 7 Dec 08:00",
    ),
    "at once, while I am away with no last day": (
        AT_ONCE, replace(WHOLE, absence=Absence(date(2026, 11, 23))), Weight.NEWS, "2026-11-23 10:12", {},
        "Thu 21 Jan 08:00",
    ),
    "at once, no quiet hours, Monday 23:00": (
        replace(AT_ONCE, quiet_from=time(), quiet_to=time()), WHOLE, Weight.NEWS, "2026-11-23 23:00", {},
        "Mon 23 Nov 23:00",
    ),
    "at once, quiet from 12:00 to 13:00, Monday 12:30": (
        replace(AT_ONCE, quiet_from=time(12), quiet_to=time(13)), WHOLE, Weight.NEWS, "2026-11-23 12:30", {},
        "Mon 23 Nov 13:00",
    ),
    "at once, quiet from 06:00 to 20:00, Tuesday 03:00": (
        NIGHTS, WHOLE, Weight.NEWS, "2026-11-24 03:00", {}, "Tue 24 Nov 03:00",
    ),
    "at once, quiet from 06:00 to 20:00, Tuesday 10:12": (
        NIGHTS, WHOLE, Weight.NEWS, "2026-11-24 10:12", {}, "Tue 24 Nov 20:00",
    ),
    "at once, quiet from 06:00 to 20:00, Saturday 03:00": (
        NIGHTS, WHOLE, Weight.NEWS, "2026-11-28 03:00", {}, "Sat 28 Nov 03:00",
    ),
    "at once, quiet from 06:00 to 20:00, Monday 03:00": (
        NIGHTS, WHOLE, Weight.NEWS, "2026-11-23 03:00", {}, "Mon 23 Nov 20:00",
    ),
    "at once, in Kolkata, Monday 18:00 in London": (
        replace(AT_ONCE, zone="Asia/Kolkata"), WHOLE, Weight.NEWS, "2026-11-23 18:00", {}, "Tue 24 Nov 02:30",
    ),
}  # fmt: skip
LONDON = ZoneInfo("Europe/London")
ZONES = (
    *("Europe/London", "Europe/Dublin", "Atlantic/Canary", "Asia/Kolkata", "Pacific/Auckland"),
    *("Atlantic/Azores", "Australia/Lord_Howe", "America/Santiago", "UTC"),
)


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON).astimezone(UTC)


def said(moment: datetime | None) -> str:
    """How the page writes a moment, in British time."""
    if moment is None:
        return "never"
    there = moment.astimezone(LONDON)
    return f"{there:%a} {there.day} {there:%b %H:%M}"


def decided(row: tuple[Choice, Profile, Weight, str, dict, str]) -> str:
    choice, profile, weight, at, further, _ = row
    return said(when(choice, profile, weight, london(at), is_bank_holiday, **further))


@pytest.mark.parametrize("label", ROWS)
def test_somebody_is_told_when_the_table_says(label):
    assert decided(ROWS[label]) == ROWS[label][-1]


# Half of the moments are within two days of a clock change, a leap day or Christmas, where things go wrong.
_EDGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
    datetime(2026, 9, 6, 4, tzinfo=UTC),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
    datetime(2026, 12, 25, tzinfo=UTC),
]
_NEAR = st.builds(
    lambda edge, minutes: edge + timedelta(minutes=minutes), st.sampled_from(_EDGES), st.integers(-2880, 2880)
)
_ANY = st.builds(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes),
    st.integers(0, 3 * 366 * 24 * 60),
)
_CLOCKS = st.times() | st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
choices = st.builds(
    Choice,
    st.just(ME),
    pace=st.sampled_from(Pace),
    every=st.integers(1, 1440) | st.sampled_from([30, 60, 120]),
    daily_at=_CLOCKS,
    quiet_from=_CLOCKS,
    quiet_to=_CLOCKS,
    zone=st.sampled_from(ZONES),
    budget=st.integers(1, 50),
)
_DAYS = st.frozensets(st.sampled_from(WEEK))
_DATES = st.dates(date(2026, 1, 1), date(2029, 1, 1))
_ABSENCES = st.none() | st.builds(
    lambda since, days: Absence(since, None if days is None else since + timedelta(days=days)),
    _DATES | st.sampled_from([one.date() for one in _EDGES]),
    st.none() | st.integers(0, 100),
)
profiles = st.builds(Profile, st.just(ME), working_days=_DAYS, absence=_ABSENCES)
moments = _ANY | _NEAR


def by_the_wall(choice: Choice, moment: datetime) -> tuple[bool, date]:
    """Whether a clock on the wall says that it is quiet, and whose day's work it would be."""
    there = moment.astimezone(ZoneInfo(choice.zone))
    clock, quiet_from, quiet_to = there.time(), choice.quiet_from, choice.quiet_to
    day = there.date()
    if quiet_from <= quiet_to:
        lasts = timedelta(hours=24) - (datetime.combine(day, quiet_to) - datetime.combine(day, quiet_from))
        at_night = quiet_from != quiet_to and lasts <= timedelta(hours=12) and clock < quiet_from
        return quiet_from <= clock < quiet_to, day - timedelta(days=1) if at_night else day
    return clock >= quiet_from or clock < quiet_to, day


def ever_works(profile: Profile, now: datetime) -> bool:
    days = (now.date() + timedelta(days=ahead) for ahead in range(1, LONGEST - 1))
    return any(works(profile, day, is_bank_holiday) for day in days)


@given(choices, profiles, moments, st.sampled_from(Weight), st.integers(0, 120))
def test_whatever_is_chosen_a_moment_comes_and_it_is_a_decent_one(choice, profile, now, weight, told_today):
    at = when(choice, profile, weight, now, is_bank_holiday, told_today=told_today)
    if at is None:
        assert (weight, choice.pace) == (Weight.NEWS, Pace.ONLY_MINE)
        return
    assert at.tzinfo is UTC
    assert now <= at <= now + timedelta(days=LONGEST + 1, hours=1)
    if weight is Weight.ALARM:
        assert at == now
        return
    quiet, day = by_the_wall(choice, at)
    assert not quiet
    event(f"works at some time: {ever_works(profile, now)}")
    if ever_works(profile, now):
        assert works(profile, day, is_bank_holiday)


@given(choices, profiles, moments)
def test_a_moment_that_is_given_is_not_quiet_and_one_before_it_is(choice, profile, now):
    at = awake(choice, profile, now, is_bank_holiday)
    if ever_works(profile, now):
        assert not is_quiet(choice, profile, at, is_bank_holiday)
        assert awake(choice, profile, at, is_bank_holiday) == at
    assert at == now or is_quiet(choice, profile, now, is_bank_holiday)
    assert at == now or is_quiet(choice, profile, now + (at - now) / 2, is_bank_holiday)


@given(choices, moments, st.integers(0, 120))
def test_beyond_the_budget_things_are_grouped_and_then_daily(choice, now, told_today):
    def at(weight: Weight, pace: Pace, told: int) -> datetime | None:
        return when(replace(choice, pace=pace), WHOLE, weight, now, is_bank_holiday, told_today=told)

    budget = choice.budget
    mine = at(Weight.MINE, choice.pace, told_today)
    if told_today < budget:
        assert mine == at(Weight.NEWS, Pace.AT_ONCE, 0) == awake(choice, WHOLE, now, is_bank_holiday)
    elif told_today < 2 * budget:
        assert mine == at(Weight.NEWS, Pace.GROUPED, 0)
    else:
        assert mine == at(Weight.NEWS, Pace.DAILY, 0)
    assert at(Weight.NEWS, Pace.AT_ONCE, told_today) == mine
    grouped = at(Weight.NEWS, Pace.GROUPED, told_today)
    assert grouped == at(Weight.NEWS, Pace.GROUPED if told_today < budget else Pace.DAILY, 0)


SPRING_AT_MIDNIGHT = datetime(2026, 9, 6, 3, 58, tzinfo=UTC)
"""In Santiago two minutes before the clock goes from midnight to one."""


@example(Choice(PractitionerId("me"), every=1, zone="America/Santiago"), SPRING_AT_MIDNIGHT)
@given(choices, moments)
def test_grouped_messages_of_a_day_are_no_more_than_its_spans(choice, now):
    """Two updates in one span of so many minutes make one message, and no span is longer than chosen."""
    grouped = replace(choice, pace=Pace.GROUPED, quiet_from=time(), quiet_to=time())
    every_day = replace(WHOLE, working_days=frozenset(WEEK))
    at = when(grouped, every_day, Weight.NEWS, now, lambda _: False)
    assert at is not None
    assert timedelta() < at - now <= timedelta(minutes=grouped.every)
    later = now + (at - now) / 2
    assert when(grouped, every_day, Weight.NEWS, later, lambda _: False) == at


@given(choices, moments)
def test_the_day_that_messages_are_counted_on_has_begun_and_is_today(choice, now):
    began = day_began(choice, now)
    zone = ZoneInfo(choice.zone)
    assert began <= now < began + timedelta(hours=26)
    assert began.astimezone(zone).date() == now.astimezone(zone).date()


@pytest.mark.parametrize(
    ("now", "every", "expected"),
    [
        ("2026-03-29T00:50:00+00:00", 30, "2026-03-29T01:00:00+00:00"),  # 01:00 becomes 02:00
        ("2026-10-25T00:20:00+00:00", 30, "2026-10-25T00:30:00+00:00"),  # 01:20, the first of two
        ("2026-10-25T01:20:00+00:00", 30, "2026-10-25T01:30:00+00:00"),  # 01:20, the second
        ("2028-02-29T23:50:00+00:00", 50, "2028-03-01T00:00:00+00:00"),  # the last span ends with the day
    ],
)
def test_spans_are_as_long_as_chosen_on_days_with_a_clock_change(now, every, expected):
    choice = Choice(ME, every=every, quiet_from=time(), quiet_to=time())
    every_day = replace(WHOLE, working_days=frozenset(WEEK))
    at = when(choice, every_day, Weight.NEWS, datetime.fromisoformat(now), lambda _: False)
    assert at == datetime.fromisoformat(expected)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
@pytest.mark.parametrize("zone", ZONES)
def test_a_daily_message_comes_once_on_every_day(day, zone):
    """At 01:30, which the clock skips on one of these days and shows twice on another."""
    choice = Choice(ME, Pace.DAILY, daily_at=time(1, 30), quiet_from=time(), quiet_to=time(), zone=zone)
    every_day = replace(WHOLE, working_days=frozenset(WEEK))
    now = datetime.combine(day - timedelta(days=1), time(), tzinfo=UTC)
    found = set()
    for minutes in range(0, 3 * 24 * 60, 10):
        at = now + timedelta(minutes=minutes)
        found.add(when(choice, every_day, Weight.NEWS, at, lambda _: False))
    days = [one.astimezone(ZoneInfo(zone)).date() for one in found if one]
    assert len(days) == len(set(days)) >= 3


@pytest.mark.parametrize(
    "name",
    ["", "Europe", "../etc/passwd", "/etc/localtime", "Mars/Phobos", "Europe/London\x00", "é/è", "a" * 900],
)
def test_what_is_no_time_zone_is_none(name):
    assert known_zone(name) is None


def test_somebody_whose_zone_is_known_no_longer_is_told_by_british_time():
    lost = replace(AT_ONCE, zone="Mars/Phobos")
    assert (
        said(when(lost, WHOLE, Weight.NEWS, london("2026-11-23 18:00"), is_bank_holiday))
        == "Tue 24 Nov 08:00"
    )
