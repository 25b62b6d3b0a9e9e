"""What somebody is reminded of, and when; and who else is to know."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.bank_holidays import is_bank_holiday
from cases.model import Absence, CaseId, PractitionerId, Priority, Task, TaskId, TaskState
from cases.profile import Profile, Weekday
from cases.reminding import due, is_soon, is_urgent_and_left, late_by, level, may_remind, next_day
from tests.builders import NOW

ME = PractitionerId("me")
MON, TUE, WED, THU, FRI, SAT, SUN = (date(2026, 11, day) for day in range(16, 23))
NEXT_MON = date(2026, 11, 23)
TASK = Task(TaskId("t"), CaseId("case"), "Ring the school", ME, PractitionerId("lead"), NOW, NOW, due=WED)
ANYBODY = Profile(ME)
PART_TIME = Profile(ME, frozenset({Weekday.MONDAY, Weekday.WEDNESDAY}))
SATURDAYS = Profile(ME, frozenset({Weekday.FRIDAY, Weekday.SATURDAY}))
AWAY = Profile(ME, absence=Absence(TUE, THU))
GONE = Profile(ME, absence=Absence(TUE))
CHRISTMAS_EVE, CHRISTMAS, BOXING_DAY = (date(2026, 12, day) for day in (24, 25, 26))
SUBSTITUTE, AFTER = date(2026, 12, 28), date(2026, 12, 29)


def at(day: date, **changes: object) -> Task:
    return replace(TASK, due=day, **changes)


def said(task: Task, profile: Profile, day: date) -> str:
    found = due([task], profile, day, is_bank_holiday)
    if found is None:
        return "nothing: a day off"
    if found.overdue:
        return "overdue"
    if found.today:
        return "today"
    return "coming" if found.coming else "nothing"


REMINDED = [
    ("due on Wednesday", "Monday", at(WED), ANYBODY, MON, "nothing"),
    ("due on Wednesday", "Tuesday", at(WED), ANYBODY, TUE, "coming"),
    ("due on Wednesday", "Wednesday", at(WED), ANYBODY, WED, "today"),
    ("due on Wednesday", "Thursday", at(WED), ANYBODY, THU, "overdue"),
    ("due on Wednesday, done", "Thursday", at(WED, state=TaskState.DONE), ANYBODY, THU, "nothing"),
    ("due on Wednesday, put off until Friday", "Thursday", at(WED, snoozed=FRI), ANYBODY, THU, "nothing"),
    ("due on Wednesday, put off until Friday", "Friday", at(WED, snoozed=FRI), ANYBODY, FRI, "overdue"),
    ("due on Monday", "Friday before", at(NEXT_MON), ANYBODY, FRI, "coming"),
    ("due on Saturday", "Friday", at(SAT), ANYBODY, FRI, "coming"),
    ("due on Saturday", "Saturday", at(SAT), ANYBODY, SAT, "nothing: a day off"),
    ("due on Saturday, of somebody who works then", "Saturday", at(SAT), SATURDAYS, SAT, "today"),
    ("due on Friday, works Mondays and Wednesdays", "Wednesday", at(FRI), PART_TIME, WED, "coming"),
    ("due on Friday, works Mondays and Wednesdays", "Friday", at(FRI), PART_TIME, FRI, "nothing: a day off"),
    ("due on Friday, works Mondays and Wednesdays", "Monday after", at(FRI), PART_TIME, NEXT_MON, "overdue"),
    ("due on Wednesday, away Tuesday to Thursday", "Monday", at(WED), AWAY, MON, "coming"),
    ("due on Wednesday, away Tuesday to Thursday", "Wednesday", at(WED), AWAY, WED, "nothing: a day off"),
    ("due on Wednesday, away Tuesday to Thursday", "Friday", at(WED), AWAY, FRI, "overdue"),
    ("due on Boxing Day", "Christmas Eve", at(BOXING_DAY), ANYBODY, CHRISTMAS_EVE, "coming"),
    ("due on Boxing Day", "Christmas Day", at(BOXING_DAY), ANYBODY, CHRISTMAS, "nothing: a day off"),
    ("due on Boxing Day", "28 December", at(BOXING_DAY), ANYBODY, SUBSTITUTE, "nothing: a day off"),
    ("due on Boxing Day", "29 December", at(BOXING_DAY), ANYBODY, AFTER, "overdue"),
    ("without a day", "Wednesday", replace(TASK, due=None), ANYBODY, WED, "nothing"),
]  # fmt: skip
LATE = [
    ("due on Monday", "Monday", at(MON), MON, 0),
    ("due on Monday", "Tuesday", at(MON), TUE, 0),
    ("due on Monday", "Wednesday", at(MON), WED, 1),
    ("due on Monday", "Friday", at(MON), FRI, 2),
    ("due on Monday", "the Monday after", at(MON), NEXT_MON, 2),
    ("due on Friday", "Sunday", at(FRI), SUN, 0),
    ("due on Friday", "Monday", at(FRI), NEXT_MON, 0),
    ("due on Friday", "Tuesday", at(FRI), NEXT_MON + timedelta(days=1), 1),
    ("due on Christmas Eve", "29 December", at(CHRISTMAS_EVE), AFTER, 0),
    ("due on Christmas Eve", "30 December", at(CHRISTMAS_EVE), AFTER + timedelta(days=1), 1),
    ("due on Monday, put off", "Wednesday", at(MON, snoozed=NEXT_MON), WED, 1),
    ("due on Monday, done", "Friday", at(MON, state=TaskState.DONE), FRI, 0),
]
WHO = {0: "nobody else", 1: "the lead", 2: "the lead, the owner's manager"}


@pytest.mark.parametrize(
    ("what", "when", "task", "profile", "day", "expected"), REMINDED, ids=[f"{r[0]}/{r[1]}" for r in REMINDED]
)
def test_what_is_said_on_a_day(what, when, task, profile, day, expected):  # noqa: ARG001 - they name the case
    assert said(task, profile, day) == expected


@pytest.mark.parametrize(
    ("what", "when", "task", "day", "expected"), LATE, ids=[f"{r[0]}/{r[1]}" for r in LATE]
)
def test_who_hears_that_it_is_late(what, when, task, day, expected):  # noqa: ARG001 - they name the case
    assert level(task, day, 2, is_bank_holiday) == expected


def test_the_days_after_which_others_hear_are_a_setting():
    assert [level(at(MON), day, 1, is_bank_holiday) for day in (MON, TUE, WED)] == [0, 1, 2]
    assert late_by(at(date(2026, 1, 5)), date(2026, 1, 12), is_bank_holiday) == 5


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (datetime(2026, 3, 27, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 30, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 30, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 8, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 18, 0, tzinfo=UTC), False),
    ],
)
def test_nine_is_nine_by_the_clock_on_the_wall(moment, may):
    assert may_remind(moment) is may


@pytest.mark.parametrize("day", [date(2026, 3, 30), date(2026, 10, 26), WED])
def test_an_hour_before_is_said_within_that_hour_and_not_later(day: date):
    task = at(day, due_at=time(14))
    in_utc = 13 if day.month == 3 else 14
    moment = datetime(day.year, day.month, day.day, in_utc, tzinfo=UTC)
    minutes = {61: False, 60: True, 1: True, 0: False, -5: False}
    assert {
        before: is_soon(task, ANYBODY, moment - timedelta(minutes=before), is_bank_holiday)
        for before in minutes
    } == minutes


def test_an_hour_before_is_not_said_to_somebody_off_or_too_early():
    moment = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
    task = at(WED, due_at=time(9))
    assert is_soon(task, ANYBODY, moment, is_bank_holiday)
    assert not is_soon(task, AWAY, moment, is_bank_holiday)
    assert not is_soon(
        replace(task, due_at=time(8, 30)), ANYBODY, moment - timedelta(hours=1), is_bank_holiday
    )
    assert not is_soon(replace(task, snoozed=THU), ANYBODY, moment, is_bank_holiday)
    assert not is_soon(at(WED), ANYBODY, moment, is_bank_holiday)


def test_a_manager_hears_of_what_is_urgent_and_overdue_while_its_owner_is_away():
    urgent = at(MON, priority=Priority.URGENT)
    assert is_urgent_and_left(urgent, AWAY, TUE)
    assert not is_urgent_and_left(at(MON), AWAY, TUE)
    assert not is_urgent_and_left(urgent, ANYBODY, TUE)
    assert not is_urgent_and_left(at(WED, priority=Priority.URGENT), AWAY, TUE)


def test_somebody_who_cannot_say_when_they_are_back_is_told_what_comes_in_a_fortnight():
    assert next_day(GONE, MON, is_bank_holiday) == date(2026, 11, 30)
