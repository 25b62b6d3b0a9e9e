"""Which notices wait for the end of somebody's quiet hours: every kind there is, and what the page says."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from cases.choices import Choice, awake, is_quiet
from cases.deferral import TIMED, URGENT, not_before, why_now
from cases.model import Absence, PractitionerId
from cases.profile import Profile
from dialogs.tell import TELLERS
from tests.cases.test_choices import choices, london, moments, profiles

ME = PractitionerId("me")
CHOICE, PROFILE = Choice(ME), Profile(ME)
NIGHT, DAY = london("2026-11-23 23:00"), london("2026-11-23 10:12")
MORNING = london("2026-11-24 08:00")
WAITING = sorted(TELLERS.keys() - URGENT.keys() - TIMED)


def held(kind: str, choice: Choice | None, now: datetime, profile: Profile = PROFILE) -> datetime | None:
    return not_before(kind, choice, profile, now, is_bank_holiday)


def test_every_urgent_kind_is_one_that_is_told():
    assert URGENT.keys() <= TELLERS.keys()


@pytest.mark.parametrize("kind", WAITING)
def test_what_can_wait_waits_until_the_quiet_hours_are_over(kind):
    assert held(kind, CHOICE, NIGHT) == MORNING
    assert held(kind, CHOICE, DAY) is None


@pytest.mark.parametrize("kind", [*URGENT, *TIMED])
def test_what_cannot_wait_does_not(kind):
    assert held(kind, CHOICE, NIGHT) is None


@pytest.mark.parametrize("kind", sorted(TELLERS))
def test_for_who_has_made_no_choice_nothing_waits(kind):
    assert held(kind, None, NIGHT) is None
    assert why_now(kind, None, PROFILE, NIGHT, is_bank_holiday) == ""


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


@given(choices, profiles, moments, st.sampled_from(WAITING))
def test_whatever_was_chosen_it_is_delivered_when_it_is_not_quiet(choice, profile, now, kind):
    until = not_before(kind, choice, profile, now, is_bank_holiday)
    if until is None:
        assert awake(choice, profile, now, is_bank_holiday) == now
    else:
        assert until > now
        assert is_quiet(choice, profile, now, is_bank_holiday)
        assert not_before(kind, choice, profile, until, is_bank_holiday) in (None, until) or profile.absence
