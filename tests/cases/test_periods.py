"""When somebody is told of a week or a month. The table stands in docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from cases.choices import Choice
from cases.model import Absence, PractitionerId
from cases.periods import due, month_after, month_before, month_name, names_now, quarter, week_name
from cases.profile import Profile, Weekday

ME = PractitionerId("me")
USUAL = Profile(ME)
PART_TIME = Profile(ME, frozenset({Weekday.WEDNESDAY, Weekday.THURSDAY}))
AWAY = Profile(ME, absence=Absence(date(2026, 11, 23), date(2026, 11, 24)))
WEEKENDS = Profile(ME, frozenset({Weekday.SATURDAY}))


def at(day: str, clock: str, offset: str = "+00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}{offset}")


WEEKS = [
    ("Monday 23 November 2026, 07:59", USUAL, at("2026-11-23", "07:59"), False, ""),
    ("Monday 23 November 2026, 08:00", USUAL, at("2026-11-23", "08:00"), False, "2026-W48"),
    ("Monday 23 November 2026, 10:00, a lead since then", USUAL, at("2026-11-23", "10:00"), False, ""),
    ("Monday 23 November 2026, 10:00, told of an earlier week", USUAL, at("2026-11-23", "10:00"), True, "2026-W48"),
    ("Monday 23 November 2026, 18:00", USUAL, at("2026-11-23", "18:00"), False, ""),
    ("Tuesday after, told of an earlier week", USUAL, at("2026-11-24", "08:00"), True, "2026-W48"),
    ("Tuesday after, a lead since then", USUAL, at("2026-11-24", "08:00"), False, ""),
    ("Sunday before", USUAL, at("2026-11-22", "12:00"), True, ""),
    ("Monday, works Wednesdays and Thursdays", PART_TIME, at("2026-11-23", "09:00"), True, ""),
    ("Wednesday, works Wednesdays and Thursdays", PART_TIME, at("2026-11-25", "09:00"), False, "2026-W48"),
    ("Monday, away until Tuesday", AWAY, at("2026-11-23", "09:00"), True, ""),
    ("Wednesday, away until Tuesday", AWAY, at("2026-11-25", "08:00"), False, "2026-W48"),
    ("Saturday, works Saturdays", WEEKENDS, at("2026-11-28", "08:00"), False, "2026-W48"),
    ("Easter Monday 2026", USUAL, at("2026-04-06", "09:00", "+01:00"), True, ""),
    ("the Tuesday after Easter 2026", USUAL, at("2026-04-07", "08:00", "+01:00"), False, "2026-W15"),
    ("Monday 30 March 2026, 07:59, the clocks just gone forward", USUAL, at("2026-03-30", "06:59"), False, ""),
    ("Monday 30 March 2026, 08:00, the clocks just gone forward", USUAL, at("2026-03-30", "07:00"), False, "2026-W14"),
    ("Monday 26 October 2026, 07:00, the clocks just gone back", USUAL, at("2026-10-26", "07:00"), False, ""),
    ("Monday 26 October 2026, 08:00, the clocks just gone back", USUAL, at("2026-10-26", "08:00"), False, "2026-W44"),
    ("Monday 4 January 2027", USUAL, at("2027-01-04", "08:00"), False, "2027-W01"),
]  # fmt: skip

MONTHS = [
    ("Tuesday 1 December 2026, 08:00", USUAL, at("2026-12-01", "08:00"), False, "2026-12"),
    ("Sunday 1 November 2026", USUAL, at("2026-11-01", "09:00"), True, ""),
    ("Monday 2 November 2026", USUAL, at("2026-11-02", "08:00"), False, "2026-11"),
    ("Monday 4 January 2027", USUAL, at("2027-01-04", "08:00"), False, "2027-01"),
    ("Tuesday 29 February 2028, told in February", USUAL, at("2028-02-29", "08:00"), True, "2028-02"),
    ("Wednesday 1 March 2028", USUAL, at("2028-03-01", "08:00"), False, "2028-03"),
    ("Tuesday 3 November 2026, told of an earlier month", USUAL, at("2026-11-03", "09:00"), True, "2026-11"),
    ("Tuesday 3 November 2026, a governance lead since then", USUAL, at("2026-11-03", "09:00"), False, ""),
]


def said(rows, name) -> dict[str, str]:
    return {
        label: due(Choice(ME), profile, now, is_bank_holiday, name, before=before) or "nothing"
        for label, profile, now, before, _ in rows
    }


@pytest.mark.parametrize(("rows", "name"), [(WEEKS, week_name), (MONTHS, month_name)])
def test_somebody_is_told_on_the_first_morning_on_which_they_work(rows, name):
    assert said(rows, name) == {row[0]: row[-1] or "nothing" for row in rows}


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Europe/London", at("2026-11-23", "08:00")),
        ("Europe/Warsaw", at("2026-11-23", "07:00")),
        ("Pacific/Auckland", at("2026-11-22", "19:00")),
        ("America/Los_Angeles", at("2026-11-23", "16:00")),
        ("Asia/Kathmandu", at("2026-11-23", "02:15")),
    ],
)
def test_the_morning_is_that_of_where_they_are(zone, now):
    assert due(Choice(ME, zone=zone), USUAL, now, is_bank_holiday, week_name, before=False) == "2026-W48"
    early = now.replace(minute=now.minute + 14) - (now.replace(minute=15) - now.replace(minute=0))
    assert early < now
    assert not due(Choice(ME, zone=zone), USUAL, early, is_bank_holiday, week_name, before=False)
    assert "2026-W48" in names_now(now, week_name)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/London", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata"]),
    st.booleans(),
)
def test_whenever_somebody_is_told_the_week_is_one_that_was_looked_for(now, zone, before):
    found = due(Choice(ME, zone=zone), USUAL, now, is_bank_holiday, week_name, before=before)
    assert not found or found in names_now(now, week_name)


@given(st.dates(date(2020, 1, 1), date(2032, 1, 1)))
def test_months_follow_each_other(day):
    before = month_before(day)
    assert month_after(before) == day.replace(day=1)
    assert before.day == 1


def test_a_quarter_of_an_hour_has_one_name_everywhere():
    begins = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
    last = begins + timedelta(minutes=14, seconds=59)
    assert quarter(begins) == quarter(last) == quarter(last.astimezone(ZoneInfo("Asia/Kolkata")))
    assert quarter(begins) != quarter(begins + timedelta(minutes=15))
