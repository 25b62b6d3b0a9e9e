"""Whether somebody is at work: the rows are those of docs/policy.md."""
# ruff: noqa: E501 - a table reads best with one row to a line

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.availability import Presence, availability
from cases.model import Absence, PractitionerId
from cases.profile import USUAL, WEEK, Profile, Weekday, weekday
from tests.builders import TODAY

# Today is Friday 20 November 2026.
DAY = timedelta(days=1)
NO_FRIDAYS = USUAL - {Weekday.FRIDAY}


def profile(days=USUAL, absence: Absence | None = None) -> Profile:
    return Profile(PractitionerId("other"), frozenset(days), (), absence)


def away(first: int, last: int | None) -> Absence:
    return Absence(TODAY + first * DAY, None if last is None else TODAY + last * DAY)


# What is said, the profile, how it stands today, the day they are back.
CASES = [
    ("nothing said", profile(()), "not said", None),
    ("a working day", profile(), "at work", None),
    ("no working day", profile(NO_FRIDAYS), "not a working day", date(2026, 11, 23)),
    ("away since yesterday, the last day is tomorrow", profile(absence=away(-1, 1)), "away", date(2026, 11, 23)),
    ("away, today is the first day", profile(absence=away(0, 6)), "away", date(2026, 11, 27)),
    ("away, today is the last day", profile(absence=away(-3, 0)), "away", date(2026, 11, 23)),
    ("away, working days not said", profile((), away(-1, 6)), "away", None),
    ("away on what is no working day", profile(NO_FRIDAYS, away(0, 2)), "away", date(2026, 11, 23)),
    ("away, and nobody can say until when", profile(absence=away(-3, None)), "out of office", None),
    ("away until yesterday", profile(absence=away(-9, -1)), "at work", None),
    ("away from tomorrow", profile(absence=away(1, 6)), "at work", None),
    ("no working day, away from tomorrow for a week", profile(NO_FRIDAYS, away(1, 7)), "not a working day", date(2026, 11, 30)),
    ("no working day, away from tomorrow, no last day", profile(NO_FRIDAYS, away(1, None)), "not a working day", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "presence", "back"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_how_it_stands_today(said: Profile, presence: str, back: date | None):
    found = availability(said, TODAY)
    assert (str(found.presence), found.back) == (presence, back)


def test_days_away_that_are_to_come_are_named():
    coming = away(3, 9)
    assert availability(profile(absence=coming), TODAY).coming == coming
    assert availability(profile((), coming), TODAY).coming == coming
    assert availability(profile(absence=away(-1, 9)), TODAY).coming is None


@given(
    st.frozensets(st.sampled_from(WEEK)),
    st.none() | st.builds(lambda at, long: away(at, at + long), st.integers(-20, 20), st.integers(0, 20)),
)
def test_whoever_is_back_is_at_work_on_that_day_and_not_before(days: frozenset[Weekday], absence):
    said = profile(days, absence)
    found = availability(said, TODAY)
    if found.back is None:
        return
    assert found.back > TODAY
    assert availability(said, found.back).presence is Presence.AT_WORK
    between = (TODAY + step * DAY for step in range(1, (found.back - TODAY).days))
    assert not [day for day in between if availability(said, day).presence is Presence.AT_WORK]
    assert weekday(found.back) in days
