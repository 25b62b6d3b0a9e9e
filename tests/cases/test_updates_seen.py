"""What is to be acknowledged, and when somebody is asked again and the lead hears."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from bot.bank_holidays import is_bank_holiday
from cases.choices import Choice
from cases.model import Absence, CaseId, PractitionerId, Update, UpdateKind
from cases.profile import Profile, Weekday
from cases.updates_seen import AT_MOST, Telling, after_working_day, lead_due, needs_seen, reminder_due
from tests.cases.test_choices import choices, london, moments, profiles, said

ME = PractitionerId("me")
CHOICE, PROFILE = Choice(ME), Profile(ME)
ACKNOWLEDGED = {
    UpdateKind.LEAD_CHANGED: "yes",
    UpdateKind.CASE_OPENED: "yes",
    UpdateKind.CASE_CLOSED: "yes",
    UpdateKind.CASE_REOPENED: "yes",
    UpdateKind.STRANGER: "yes",
    UpdateKind.HANDOVER_ASKED: "no",
    UpdateKind.HANDOVER_ANSWERED: "no",
    UpdateKind.JOINED: "no",
    UpdateKind.LEFT: "no",
    UpdateKind.CONFIRMED: "no",
    UpdateKind.CONTACT: "no",
    UpdateKind.AWAY: "no",
    UpdateKind.TASK_OVERDUE: "no",
}
MONDAY = "2026-11-23 10:12"
AGAIN = {
    "Monday 10:12": (PROFILE, MONDAY, "Tue 24 Nov 10:12"),
    "Friday 16:00": (PROFILE, "2026-11-27 16:00", "Mon 30 Nov 16:00"),
    "Thursday 24 December 12:00": (PROFILE, "2026-12-24 12:00", "Tue 29 Dec 12:00"),
    "Monday 10:12, and I work Mondays and Thursdays": (
        replace(PROFILE, working_days=frozenset({Weekday.MONDAY, Weekday.THURSDAY})), MONDAY,
        "Thu 26 Nov 10:12",
    ),
    "Monday 10:12, and I am away until Wednesday": (
        replace(PROFILE, absence=Absence(date(2026, 11, 24), date(2026, 11, 25))), MONDAY, "Thu 26 Nov 10:12",
    ),
    "Monday 10:12, and I am away for a month": (
        replace(PROFILE, absence=Absence(date(2026, 11, 24), date(2026, 12, 24))), MONDAY, "Mon 30 Nov 10:12",
    ),
}  # fmt: skip
TOLD = Telling(
    Update("u", london(MONDAY), UpdateKind.CASE_CLOSED, case_id=CaseId("case")), ME, "batch", london(MONDAY)
)


def test_of_every_kind_it_is_decided_whether_it_is_to_be_acknowledged():
    assert {kind: "yes" if needs_seen(kind) else "no" for kind in UpdateKind} == ACKNOWLEDGED


def decided(label: str) -> str:
    profile, at, _ = AGAIN[label]
    return said(after_working_day(london(at), CHOICE, profile, is_bank_holiday))


@pytest.mark.parametrize("label", AGAIN)
def test_a_working_day_is_the_readers_own(label):
    assert decided(label) == AGAIN[label][-1]


def test_a_reminder_is_due_once_and_then_the_lead():
    day, two = london("2026-11-24 10:12"), london("2026-11-25 10:12")
    before = day - timedelta(seconds=1)
    rest = (CHOICE, PROFILE)
    assert not reminder_due(TOLD, *rest, before, is_bank_holiday)
    assert reminder_due(TOLD, *rest, day, is_bank_holiday)
    assert not lead_due(TOLD, *rest, two, is_bank_holiday)
    reminded = replace(TOLD, reminded_at=day)
    assert not reminder_due(reminded, *rest, two, is_bank_holiday)
    assert not lead_due(reminded, *rest, two - timedelta(seconds=1), is_bank_holiday)
    assert lead_due(reminded, *rest, two, is_bank_holiday)
    assert not lead_due(replace(reminded, escalated_at=two), *rest, two, is_bank_holiday)


@pytest.mark.parametrize("step", [reminder_due, lead_due])
def test_nothing_is_due_of_what_was_seen_or_is_news(step):
    later = london("2026-12-24 10:12")
    reminded = london("2026-11-24 10:12") if step is lead_due else None
    waiting = replace(TOLD, reminded_at=reminded)
    assert step(waiting, CHOICE, PROFILE, later, is_bank_holiday)
    assert not step(replace(waiting, seen_at=later), CHOICE, PROFILE, later, is_bank_holiday)
    news = replace(waiting, update=replace(TOLD.update, kind=UpdateKind.JOINED))
    assert not step(news, CHOICE, PROFILE, later, is_bank_holiday)


@given(choices, profiles, moments)
def test_a_working_day_later_is_later_and_within_a_week(choice, profile, now):
    at = after_working_day(now, choice, profile, is_bank_holiday)
    assert timedelta(hours=20) <= at - now <= AT_MOST + timedelta(hours=2)
