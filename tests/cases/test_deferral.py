"""Which notices wait for the end of somebody's quiet hours: every kind there is, and what the page says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from cases.choices import Choice, awake, is_quiet
from cases.deferral import (
    ANSWERS,
    FOR_TODAY,
    GIVEN,
    OF_NO_MATTER,
    OF_THEIR_DAYS,
    URGENT,
    Matter,
    not_before,
    why_now,
)
from cases.local import LOCAL
from cases.model import Absence, PractitionerId
from cases.profile import USUAL, Profile, Weekday
from dialogs.tell import TELLERS
from tests.cases.test_choices import choices, london, moments, profiles

ME = PractitionerId("me")
CHOICE, PROFILE = Choice(ME), Profile(ME)
NIGHT, DAY = london("2026-11-23 23:00"), london("2026-11-23 10:12")
MORNING = london("2026-11-24 08:00")
WAITING = sorted(TELLERS.keys() - URGENT.keys())
AWAY = replace(PROFILE, absence=Absence(date(2026, 11, 23), date(2026, 12, 4)))
NO_MONDAYS = replace(PROFILE, working_days=USUAL - {Weekday.MONDAY})
OPEN_ALL_NIGHT = replace(CHOICE, quiet_from=time(), quiet_to=time())

ROWS: Mapping[str, tuple[str, str, Choice | None, Profile, Matter, str]] = {
    "a disclosure, Monday 10:12": ("disclosure", "2026-11-23 10:12", CHOICE, PROFILE, OF_NO_MATTER, "now"),
    "a disclosure, Monday 23:00": (
        "disclosure", "2026-11-23 23:00", CHOICE, PROFILE, OF_NO_MATTER, "Tue 24 Nov 08:00",
    ),
    "a disclosure, Monday 23:00, quiet hours that end at 09:30": (
        "disclosure", "2026-11-23 23:00", replace(CHOICE, quiet_to=time(9, 30)), PROFILE, OF_NO_MATTER,
        "Tue 24 Nov 09:30",
    ),
    "a disclosure, Monday 23:00, no quiet hours": (
        "disclosure", "2026-11-23 23:00", OPEN_ALL_NIGHT, PROFILE, OF_NO_MATTER, "now",
    ),
    "a disclosure, Monday 23:00, to somebody who has chosen nothing": (
        "disclosure", "2026-11-23 23:00", None, PROFILE, OF_NO_MATTER, "now",
    ),
    "a look past a shield, Monday 23:00, to somebody who has chosen nothing": (
        "override", "2026-11-23 23:00", None, PROFILE, OF_NO_MATTER, "now",
    ),
    "a hand-over is asked, Friday 19:00": (
        "handover", "2026-11-27 19:00", CHOICE, PROFILE, OF_NO_MATTER, "Mon 30 Nov 08:00",
    ),
    "a question what is still so, on a bank holiday": (
        "due", "2026-12-25 10:00", CHOICE, PROFILE, OF_NO_MATTER, "Tue 29 Dec 08:00",
    ),
    "the same, on a day on which its reader does not work": (
        "due", "2026-11-23 10:12", CHOICE, NO_MONDAYS, OF_NO_MATTER, "Tue 24 Nov 08:00",
    ),
    "the same, while its reader is away until 4 December": (
        "due", "2026-11-23 10:12", CHOICE, AWAY, OF_NO_MATTER, "Mon 7 Dec 08:00",
    ),
    "somebody has recorded days away for its reader, Monday 10:12, on one of them": (
        "profile", "2026-11-23 10:12", CHOICE, AWAY, OF_NO_MATTER, "now",
    ),
    "the same, Monday 23:00": (
        "profile", "2026-11-23 23:00", CHOICE, AWAY, OF_NO_MATTER, "Tue 24 Nov 08:00",
    ),
    "a task is given, due on Thursday, Monday 23:00": (
        GIVEN, "2026-11-23 23:00", CHOICE, PROFILE, Matter(due=date(2026, 11, 26)), "Tue 24 Nov 08:00",
    ),
    "a task is given, due on Monday, Monday 19:00": (
        GIVEN, "2026-11-23 19:00", CHOICE, PROFILE, Matter(due=date(2026, 11, 23)), "now, and says why",
    ),
    "the same, while its reader is away": (
        GIVEN, "2026-11-23 19:00", CHOICE, AWAY, Matter(due=date(2026, 11, 23)), "Mon 7 Dec 08:00",
    ),
    "an answer to what its reader asked on Monday, Monday 20:00": (
        "introduction.outcome", "2026-11-23 20:00", CHOICE, PROFILE, Matter(asked_at=DAY), "now",
    ),
    "an answer to what its reader asked on Monday, Tuesday 20:00": (
        "introduction.outcome", "2026-11-24 20:00", CHOICE, PROFILE, Matter(asked_at=DAY), "Wed 25 Nov 08:00",
    ),
    "an answer to what somebody else asked on Monday, Monday 20:00": (
        "handover.answer", "2026-11-23 20:00", CHOICE, PROFILE, OF_NO_MATTER, "Tue 24 Nov 08:00",
    ),
    "somebody unexpected is in a channel, Monday 23:00": (
        "channel.stranger", "2026-11-23 23:00", CHOICE, PROFILE, OF_NO_MATTER, "now, and says why",
    ),
    "a look past a shield, on a Sunday, while its reader is away": (
        "override", "2026-11-29 03:00", CHOICE, AWAY, OF_NO_MATTER, "now, and says why",
    ),
}  # fmt: skip
"""The rows of docs/policy.md: a kind of notice, a moment, and what is so for its reader."""


def decided(row: tuple[str, str, Choice | None, Profile, Matter, str]) -> str:
    kind, moment, choice, profile, matter, _ = row
    now = london(moment)
    until = not_before(kind, choice, profile, now, is_bank_holiday, matter)
    if until is not None:
        return (
            f"{until.astimezone(LOCAL):%a} {until.astimezone(LOCAL).day} {until.astimezone(LOCAL):%b %H:%M}"
        )
    return "now, and says why" if why_now(kind, choice, profile, now, is_bank_holiday, matter) else "now"


def held(kind: str, choice: Choice, now: datetime, profile: Profile = PROFILE) -> datetime | None:
    return not_before(kind, choice, profile, now, is_bank_holiday)


@pytest.mark.parametrize("label", ROWS)
def test_a_notice_comes_when_the_table_says(label):
    assert decided(ROWS[label]) == ROWS[label][-1]


def test_every_kind_that_does_not_wait_is_one_that_is_told():
    assert {*URGENT, *ANSWERS, GIVEN} <= TELLERS.keys()


@pytest.mark.parametrize("kind", WAITING)
def test_what_can_wait_waits_until_the_quiet_hours_are_over(kind):
    assert held(kind, CHOICE, NIGHT) == MORNING
    assert held(kind, CHOICE, DAY) is None


@pytest.mark.parametrize("kind", [*URGENT])
def test_what_cannot_wait_does_not(kind):
    assert held(kind, CHOICE, NIGHT) is None


def test_days_away_are_quiet_too():
    away = replace(PROFILE, absence=Absence(date(2026, 11, 23), date(2026, 11, 25)))
    assert held("due", CHOICE, DAY, away) == london("2026-11-26 08:00")


@pytest.mark.parametrize("kind", URGENT)
def test_what_comes_in_quiet_hours_says_why_in_one_line(kind):
    said = why_now(kind, CHOICE, PROFILE, NIGHT, is_bank_holiday)
    assert said == f"This does not wait for the end of your quiet hours: {URGENT[kind]}."
    assert why_now(kind, CHOICE, PROFILE, DAY, is_bank_holiday) == ""


@pytest.mark.parametrize("kind", WAITING)
def test_what_waits_has_nothing_to_explain(kind):
    assert why_now(kind, CHOICE, PROFILE, NIGHT, is_bank_holiday) == ""


def test_a_task_for_today_says_that_it_is():
    today = Matter(due=date(2026, 11, 23))
    said = why_now(GIVEN, CHOICE, PROFILE, NIGHT, is_bank_holiday, today)
    assert said == f"This does not wait for the end of your quiet hours: {FOR_TODAY}."
    assert why_now(GIVEN, CHOICE, PROFILE, DAY, is_bank_holiday, today) == ""


@given(choices, profiles, moments, st.sampled_from(sorted({*WAITING} - OF_THEIR_DAYS)))
def test_whatever_was_chosen_it_is_delivered_when_it_is_not_quiet(choice, profile, now, kind):
    until = not_before(kind, choice, profile, now, is_bank_holiday)
    if until is None:
        assert awake(choice, profile, now, is_bank_holiday) == now
    else:
        assert until > now
        assert is_quiet(choice, profile, now, is_bank_holiday)
        assert not_before(kind, choice, profile, until, is_bank_holiday) in (None, until) or profile.absence
