"""What waits is told by the choice that somebody has then: the page's table, and what holds always."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from cases.choices import LONGEST, Choice, Pace, Weight, is_quiet, when
from cases.choices_now import due_now
from cases.local import LOCAL
from cases.model import Absence
from cases.profile import Profile
from tests.cases.test_choices import AT_ONCE, GROUPED, LUMO, WHOLE, choices, london, moments, profiles

DAILY, MINE = replace(GROUPED, pace=Pace.DAILY), replace(GROUPED, pace=Pace.ONLY_MINE)
MUTED = replace(GROUPED, muted=frozenset({LUMO}))
LATE = replace(AT_ONCE, quiet_to=time(11))
AWAY = replace(WHOLE, absence=Absence(date(2026, 11, 23), date(2026, 12, 4)))
ROWS: Mapping[str, tuple[Choice, Profile, Weight, str, int, str]] = {
    "10:30: at once": (AT_ONCE, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "now"),
    "10:30: grouped": (GROUPED, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "Mon 23 Nov 11:00"),
    "11:00: grouped": (GROUPED, WHOLE, Weight.NEWS, "2026-11-23 11:00", 0, "now"),
    "10:30: daily": (DAILY, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "Tue 24 Nov 08:30"),
    "10:30: daily, and it needs me": (DAILY, WHOLE, Weight.MINE, "2026-11-23 10:30", 0, "now"),
    "10:30: only what needs me": (MINE, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "never"),
    "10:30: its case is muted": (MUTED, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "never"),
    "10:30: its case is muted, and it needs me": (MUTED, WHOLE, Weight.MINE, "2026-11-23 10:30", 0, "now"),
    "10:30: at once, quiet hours that end at 11:00": (
        LATE, WHOLE, Weight.NEWS, "2026-11-23 10:30", 0, "Mon 23 Nov 11:00",
    ),
    "10:30: at once, away until 4 December": (
        AT_ONCE, AWAY, Weight.NEWS, "2026-11-23 10:30", 0, "Mon 7 Dec 08:00",
    ),
    "11:00: grouped, ten messages today": (
        GROUPED, WHOLE, Weight.NEWS, "2026-11-23 11:00", 10, "Tue 24 Nov 08:30",
    ),
    "23:00, after an outage: grouped": (
        GROUPED, WHOLE, Weight.NEWS, "2026-11-23 23:00", 0, "Tue 24 Nov 08:00",
    ),
}  # fmt: skip
"""What happened on Monday at 10:12 is looked at again, by this choice."""

HAPPENED = london("2026-11-23 10:12")


def decided(row: tuple[Choice, Profile, Weight, str, int, str]) -> str:
    choice, profile, weight, moment, told, _ = row
    now = london(moment)
    due = due_now(
        choice, profile, weight, HAPPENED, now, is_bank_holiday, told_today=told, cases=frozenset({LUMO})
    )
    if due is None or due <= now:
        return "never" if due is None else "now"
    return f"{due.astimezone(LOCAL):%a} {due.astimezone(LOCAL).day} {due.astimezone(LOCAL):%b %H:%M}"


@pytest.mark.parametrize("label", ROWS)
def test_what_waits_is_due_when_the_table_says(label):
    assert decided(ROWS[label]) == ROWS[label][-1]


@given(choices, profiles, moments, st.sampled_from(Weight), st.integers(0, 30))
def test_whoever_chooses_nothing_else_hears_when_it_was_planned(choice, profile, now, weight, told):
    planned = when(choice, profile, weight, now, is_bank_holiday, told_today=told)
    again = due_now(choice, profile, weight, now, planned or now, is_bank_holiday, told_today=told)
    assert (again is None) == (planned is None)
    if planned is not None and again is not None:
        assert again <= planned


@given(choices, profiles, moments, st.sampled_from((Weight.MINE, Weight.NEWS)), st.integers(0, 60 * 24))
def test_nobody_is_told_in_their_quiet_hours_and_nothing_is_kept_for_ever(
    choice, profile, happened, weight, hours
):
    now = happened + timedelta(hours=hours)
    due = due_now(choice, profile, weight, happened, now, is_bank_holiday)
    if due is not None and due <= now and hours < (LONGEST - 2) * 24:
        assert not is_quiet(choice, profile, now, is_bank_holiday)
    late = happened + timedelta(days=LONGEST + 4)
    last = due_now(choice, profile, weight, happened, late, is_bank_holiday)
    assert last is None or last <= late
