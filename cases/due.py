"""When something is due, as people say it: "by Friday at 3pm", "in 10 working days", "end of the month".

tests/cases/test_due.py holds the table of examples.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cases.days import NonsenseError, sensible
from cases.due_days import UNKNOWN, day_said
from cases.due_words import AT, BARE_DAY, BARE_TIME, LEAD, WEEKDAYS
from cases.local import LOCAL
from cases.workdays import IsHoliday

LONGEST = 60
"""Characters in which a day and a time are said; what is longer says something else."""

PAST = "That day has passed: please give today or a later one."
PAST_TIME = "That time has passed today: please give a later one."
NO_SUCH_TIME = "There is no such time of day: please check it."
_SATURDAY, _NOON, _FIRST_MORNING_HOUR = 5, 12, 7
_WHEN = rf"(?:{LEAD})?(?:{BARE_DAY}(?:[\s,]+{BARE_TIME})?|{BARE_TIME}(?:[\s,]+(?:on\s+)?{BARE_DAY})?)"
# A day that belongs to what is to be done: "ask about Friday".
_OF_SOMETHING = r"(?<!\babout)(?<!\bof)(?<!\bfrom)(?<!\bsince)(?<!\bwith)(?<!\bevery)(?<!\blast)(?<!\bfor)"
_AT_THE_END = re.compile(rf"(?:^|{_OF_SOMETHING}[\s,;:]+(?:due\s+)?)(?P<when>{_WHEN})$", re.IGNORECASE)
_LED_IN = re.compile(LEAD, re.IGNORECASE)
_ENDS_AT = re.compile(rf"(?:^|[\s,]+){AT}$", re.IGNORECASE)
_BEGINS_AT = re.compile(rf"^{AT}(?:[\s,]+(?:on\s+)?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """By when: a day, and a time on it if one was said."""

    on: date
    at: time | None = None


def split_due(text: str) -> tuple[str, str]:
    """A sentence without the day and time that it ends with, and these words; "" where it says none."""
    tail = text[-LONGEST:]
    found = _AT_THE_END.search(tail)
    if found is None:
        return text, ""
    return text[: len(text) - len(tail) + found.start()].rstrip(" ,;:"), found["when"]


def due_of(said: str, now: datetime, is_holiday: IsHoliday) -> Due:
    """What is meant. ``now`` is aware.

    Raises NonsenseError, one sentence, for what is no day, has passed, or is years away.
    """
    there = now.astimezone(LOCAL)
    if len(said) > 2 * LONGEST:
        raise NonsenseError(UNKNOWN)
    words = " ".join(said.split()).strip(" ,.;:!?")
    at, words = _take_time(words)
    led = _LED_IN.match(words)
    words = words[led.end() :] if led else words
    if at is not None and not words:
        on = there.date() + timedelta(days=at <= there.time())
    else:
        on = day_said(words, there, is_holiday)
    if led and led.group().lower().startswith("before") and at is None and on > there.date():
        on -= timedelta(days=1)
    return checked(Due(on, at), now)


def checked(due: Due, now: datetime) -> Due:
    """The same. Raises NonsenseError if it has passed, or is years away."""
    there = now.astimezone(LOCAL)
    sensible(due.on, None, there.date())
    if due.on < there.date():
        raise NonsenseError(PAST)
    if due.on == there.date() and due.at is not None and due.at <= there.time():
        raise NonsenseError(PAST_TIME)
    return due


def due_filled(day: str, at: str, now: datetime) -> Due | None:
    """The same of a form's two fields; None if no day was chosen. Raises NonsenseError as ``due_of`` does."""
    if not day.strip():
        if at.strip():
            raise NonsenseError("Please choose a day as well as a time.")
        return None
    try:
        on = date.fromisoformat(day.strip())
        hour = _time_of(at.strip()) if at.strip() else None
    except ValueError:
        raise NonsenseError("Please give the day as a date, and the time as a time.") from None
    return checked(Due(on, hour), now)


def _time_of(written: str) -> time:
    return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)


def note_of(day: date, named: Callable[[date], str]) -> str:
    """What somebody may want to know of a day on which nobody is at work; "" for any other.

    ``named`` gives a bank holiday's name, "" for none.
    """
    if name := named(day):
        return f"That is {name}."
    return f"That is a {WEEKDAYS[day.weekday()].title()}." if day.weekday() >= _SATURDAY else ""


def _take_time(words: str) -> tuple[time | None, str]:
    if found := _BEGINS_AT.match(words):
        return _time(found), words[found.end() :]
    if found := _ENDS_AT.search(words):
        return _time(found), words[: found.start()].rstrip(" ,")
    return None, words


def _time(found: re.Match[str]) -> time:
    if found["noon"]:
        return time(_NOON)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "").lower()
    if half and not 1 <= hour <= _NOON:
        raise NonsenseError(NO_SUCH_TIME)
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif not found["minute"] and 0 < hour < _FIRST_MORNING_HOUR:
        hour += _NOON  # "at 3" is in the afternoon
    try:
        return time(hour, minute)
    except ValueError:
        raise NonsenseError(NO_SUCH_TIME) from None
