"""What people say of when something is due, and what is made of it."""

from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import holiday_name, is_bank_holiday
from cases.days import NonsenseError
from cases.due import Due, due_filled, due_of, note_of, split_due

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)  # a Friday, winter time
SAID = {
    "today": date(2026, 11, 20),
    "tonight": date(2026, 11, 20),
    "this afternoon": date(2026, 11, 20),
    "end of the day": date(2026, 11, 20),
    "close of day": date(2026, 11, 20),
    "tomorrow": date(2026, 11, 21),
    "tomorrow morning": date(2026, 11, 21),
    "the day after tomorrow": date(2026, 11, 22),
    "Friday": date(2026, 11, 20),
    "by Friday": date(2026, 11, 20),
    "before Monday": date(2026, 11, 22),
    "this Thursday": date(2026, 11, 26),
    "by next Tuesday": date(2026, 11, 24),
    "next Friday": date(2026, 11, 27),
    "Friday week": date(2026, 11, 27),
    "a week on Monday": date(2026, 11, 30),
    "a week today": date(2026, 11, 27),
    "in two weeks": date(2026, 12, 4),
    "in 2 weeks' time": date(2026, 12, 4),
    "two weeks from now": date(2026, 12, 4),
    "within a fortnight": date(2026, 12, 4),
    "in a couple of days": date(2026, 11, 22),
    "in 10 working days": date(2026, 12, 4),
    "within twenty working days": date(2026, 12, 18),
    "in 30 working days": date(2027, 1, 6),
    "in three months": date(2027, 2, 20),
    "in a year": date(2027, 11, 20),
    "end of the month": date(2026, 11, 30),
    "by the end of next month": date(2026, 12, 31),
    "end of the week": date(2026, 11, 20),
    "end of next week": date(2026, 11, 27),
    "end of January": date(2027, 1, 31),
    "end of the year": date(2026, 12, 31),
    "12 December": date(2026, 12, 12),
    "the 12th of December": date(2026, 12, 12),
    "by Saturday 12 December": date(2026, 12, 12),
    "12 Dec 2026": date(2026, 12, 12),
    "3 March": date(2027, 3, 3),
    "12/12/2026": date(2026, 12, 12),
    "12/12": date(2026, 12, 12),
    "2026-12-12": date(2026, 12, 12),
    "the 30th": date(2026, 11, 30),
    "the 2nd": date(2026, 12, 2),
    "29 February 2028": date(2028, 2, 29),
    "26 December": date(2026, 12, 26),
}
TIMED = {
    "Friday at 3pm": (date(2026, 11, 20), time(15)),
    "by 3pm on Monday": (date(2026, 11, 23), time(15)),
    "tomorrow at 9": (date(2026, 11, 21), time(9)),
    "tomorrow at 3": (date(2026, 11, 21), time(15)),
    "Monday at 15:30": (date(2026, 11, 23), time(15, 30)),
    "Monday 15:30": (date(2026, 11, 23), time(15, 30)),
    "Monday, 9.30am": (date(2026, 11, 23), time(9, 30)),
    "Monday at noon": (date(2026, 11, 23), time(12)),
    "at 12am tomorrow": (date(2026, 11, 21), time(0)),
    "at 5pm": (date(2026, 11, 20), time(17)),
    "at 9": (date(2026, 11, 21), time(9)),
    "before 5pm today": (date(2026, 11, 20), time(17)),
}
NONSENSE = {
    "29 February": "2027 has no 29 February",
    "29 February 2027": "2027 has no 29 February",
    "31 November": "The calendar has no such day",
    "31/11/2026": "The calendar has no such day",
    "12/12/2025": "That day has passed",
    "2020-01-01": "That day has passed",
    "12 December 2045": "years ahead",
    "in 900 years": "ahead",
    "today at 9": "That time has passed today",
    "tomorrow at 25:00": "There is no such time",
    "tomorrow at 13pm": "There is no such time",
    "when the cows come home": "I cannot tell which day",
    "": "I cannot tell which day",
}
SPLIT = {
    "ring the school by Friday": ("ring the school", "by Friday"),
    "ring the school": ("ring the school", ""),
    "ring the school by next Tuesday at 3pm": ("ring the school", "by next Tuesday at 3pm"),
    "ring the school tomorrow at 9": ("ring the school", "tomorrow at 9"),
    "ring the school in two weeks": ("ring the school", "in two weeks"),
    "visit, 12 December": ("visit", "12 December"),
    "write to the court by 12/12/2026": ("write to the court", "by 12/12/2026"),
    "write up the visit for Monday": ("write up the visit", "for Monday"),
    "book the room for 20 people": ("book the room for 20 people", ""),
    "keep a diary for two weeks": ("keep a diary for two weeks", ""),
    "ask what happened about Friday": ("ask what happened about Friday", ""),
    "read the notes of last Friday": ("read the notes of last Friday", ""),
    "ring at 3pm": ("ring", "at 3pm"),
    "by Friday": ("", "by Friday"),
    "phone room 101": ("phone room 101", ""),
    "read chapter 3": ("read chapter 3", ""),
    "ring mum before the end of the month": ("ring mum", "before the end of the month"),
}


@pytest.mark.parametrize("said", SAID)
def test_a_day_is_understood(said: str):
    assert due_of(said, NOW, is_bank_holiday) == Due(SAID[said])


@pytest.mark.parametrize("said", TIMED)
def test_a_day_and_a_time_are_understood(said: str):
    assert due_of(said, NOW, is_bank_holiday) == Due(*TIMED[said])


@pytest.mark.parametrize("said", NONSENSE)
def test_what_cannot_be_is_said_in_one_sentence(said: str):
    with pytest.raises(NonsenseError, match=NONSENSE[said]):
        due_of(said, NOW, is_bank_holiday)


@pytest.mark.parametrize("said", SPLIT)
def test_the_day_that_a_sentence_ends_with_is_told_from_the_rest(said: str):
    assert split_due(said) == SPLIT[said]


def test_whatever_is_taken_for_a_day_is_one():
    for said in {**SAID, **TIMED}:
        rest, when = split_due(f"ring the school {said}")
        assert (rest, when) == ("ring the school", said)


def meant(said: str, now: datetime) -> Due | str:
    try:
        return due_of(said, now, is_bank_holiday)
    except NonsenseError as wrong:
        return str(wrong)


MOMENTS = st.integers(0, 90 * 365 * 24).map(
    lambda hours: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)


@given(st.sampled_from([*SAID, *TIMED]), MOMENTS)
def test_it_never_lies_in_the_past(said: str, now: datetime):
    due = meant(said, now)
    assert isinstance(due, str) or due.on >= now.date()


PIECES = st.sampled_from(
    ["by", "on", "next", "in", "29", "Friday", "week", "at", "3", "pm", ":", "/", "12", "end of",
     "the", "month", "February", "working days", "a", "2026", "before", ".", "noon", "999", "٣", "\u202e"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map(" ".join)))
def test_whatever_is_said_it_is_a_day_from_today_on_or_one_sentence(said: str):
    rest, when = split_due(said)
    assert rest + when == "" or len(rest) + len(when) <= len(said)
    for words in (said, when):
        due = meant(words, NOW)
        assert due.count(".") == 1 if isinstance(due, str) else due.on >= NOW.date()


@pytest.mark.parametrize("filler", ["a ", "in ", "12/", "by Friday ", "at ", " ", "the end of "])
def test_a_long_text_costs_no_more_than_its_length(filler: str):
    def spent(length: int) -> float:
        text = filler * (length // len(filler)) + "!"
        begun = perf_counter()
        split_due(text)
        with pytest.raises(NonsenseError):
            due_of(text, NOW, is_bank_holiday)
        return perf_counter() - begun

    spent(1_000)
    assert min(spent(200_000) for _ in range(3)) < 1


@pytest.mark.parametrize(
    ("day", "at", "due"),
    [
        ("", "", None),
        ("2026-11-27", "", Due(date(2026, 11, 27))),
        (" 2026-11-27 ", "15:00", Due(date(2026, 11, 27), time(15))),
        ("2026-11-27", "15:00:30", Due(date(2026, 11, 27), time(15))),
    ],
)
def test_a_form_gives_a_day_and_a_time(day: str, at: str, due: Due | None):
    assert due_filled(day, at, NOW) == due


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("", "15:00"),
        ("2026-11-19", ""),
        ("2026-02-30", ""),
        ("Friday", ""),
        ("2026-11-27", "3"),
        ("2026-11-20", "09:00"),
    ],
)
def test_a_form_that_gives_no_day_is_told_so(day: str, at: str):
    with pytest.raises(NonsenseError):
        due_filled(day, at, NOW)


def test_a_day_on_which_nobody_is_at_work_is_allowed_and_said():
    assert note_of(date(2026, 12, 26), holiday_name) == "That is Boxing Day."
    assert note_of(date(2026, 11, 21), holiday_name) == "That is a Saturday."
    assert note_of(date(2026, 11, 20), holiday_name) == ""


def test_working_days_pass_over_the_bank_holidays_of_winter():
    due = due_of("in 5 working days", datetime(2026, 12, 23, 9, tzinfo=UTC), is_bank_holiday)
    assert due.on - date(2026, 12, 23) == timedelta(days=12)
