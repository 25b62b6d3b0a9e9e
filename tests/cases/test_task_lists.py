"""When a task is due, as lists group it and as cards say it."""

from datetime import date, time

import pytest

from cards.task_words import due_words
from cases.task_lists import When, when

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "group", "words"),
    [
        (None, When.NO_DAY, ""),
        (date(2025, 1, 6), When.OVERDUE, "overdue since Monday 6 January 2025"),
        (date(2026, 11, 18), When.OVERDUE, "overdue since Wednesday 18 November"),
        (date(2026, 11, 19), When.OVERDUE, "overdue since yesterday"),
        (FRIDAY, When.TODAY, "today"),
        (date(2026, 11, 21), When.THIS_WEEK, "tomorrow"),
        (date(2026, 11, 22), When.THIS_WEEK, "Sunday 22 November"),
        (date(2026, 11, 23), When.LATER, "Monday 23 November"),
        (date(2027, 12, 6), When.LATER, "Monday 6 December 2027"),
    ],
)
def test_a_day_is_grouped_and_said_as_seen_from_today(due: date | None, group: When, words: str):
    assert when(due, FRIDAY) is group
    assert due_words(due, None, FRIDAY) == words


def test_a_time_is_said_with_the_day_and_what_has_ended_is_not_overdue():
    assert due_words(FRIDAY, time(15), FRIDAY) == "today at 15:00"
    assert due_words(date(2026, 11, 18), time(9, 30), FRIDAY, live=False) == "Wednesday 18 November at 09:30"
