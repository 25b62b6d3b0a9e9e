"""Days as people in Britain write and say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.dates import ago, born, day, moment, short_day
from cases.model import Birth

TODAY = date(2026, 11, 22)


def test_a_day_is_written_out():
    assert day(date(2014, 3, 2)) == "2 March 2014"


def test_the_year_is_left_out_when_it_is_this_one():
    assert short_day(date(2026, 5, 4), TODAY) == "4 May"
    assert short_day(date(2025, 9, 1), TODAY) == "1 Sep 2025"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 23, 14, 5, tzinfo=UTC), "14:05 on 23 November 2026"),
        (datetime(2026, 7, 1, 23, 5, tzinfo=UTC), "00:05 on 2 July 2026"),
    ],
)
def test_a_moment_is_in_british_time_summer_and_winter(at: datetime, written: str):
    assert moment(at) == written


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday (21 Nov)"),
        (date(2026, 11, 19), "3 days ago (19 Nov)"),
        (date(2026, 11, 2), "20 days ago (2 Nov)"),
        (date(2026, 11, 1), "3 weeks ago (1 Nov)"),
        (date(2026, 9, 23), "8 weeks ago (23 Sep)"),
        (date(2026, 9, 22), "2 months ago (22 Sep)"),
        (date(2024, 11, 23), "23 months ago (23 Nov 2024)"),
        (date(2024, 11, 22), "2 years ago (22 Nov 2024)"),
        (date(2026, 11, 25), "on 25 Nov"),
    ],
)
def test_how_long_ago_comes_before_the_day_itself(on: date, said: str):
    assert ago(on, TODAY) == said


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        (Birth(2014, 3, 2), "Born 2 March 2014 (12)"),
        (Birth(2014, 11, 22), "Born 22 November 2014 (12)"),
        (Birth(2014, 11, 23), "Born 23 November 2014 (11)"),
        (Birth(2024, 2, 29), "Born 29 February 2024 (2)"),
        (Birth(2025, 11, 22), "Born 22 November 2025 (12 months)"),
        (Birth(2026, 10, 22), "Born 22 October 2026 (1 month)"),
        (Birth(2026, 11, 20), "Born 20 November 2026 (newborn)"),
        (Birth(2014, 3), "Born March 2014"),
        (Birth(2014), "Born 2014"),
        (Birth(2027, 1, 4, expected=True), "Expected 4 January 2027"),
        (Birth(2027, 1, expected=True), "Expected January 2027"),
        (Birth(2030, 1, 1), "Born 1 January 2030"),
    ],
)
def test_a_birth_says_as_much_as_is_known(birth: Birth, said: str):
    assert born(birth, TODAY) == said


@given(st.dates(min_value=date(1990, 1, 1), max_value=TODAY - timedelta(days=1)))
def test_every_past_day_is_some_time_ago(on: date):
    said = ago(on, TODAY)
    assert said.startswith("yesterday") or " ago (" in said
    assert not said.startswith(("0 ", "1 "))
