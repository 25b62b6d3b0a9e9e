"""Days as people say them: "yesterday", "on 3 March", "last Monday"; and which days make no sense."""

import re
from calendar import monthrange
from datetime import date, timedelta

from cases.model import Birth

OLDEST, FURTHEST = 20, 5
"""How many years back and ahead a day may lie: what is further off is a slip of the finger."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "this morning": 0, "this afternoon": 0, "just now": 0, "yesterday": -1, "tomorrow": 1}
_MONTH = r"(?P<name>" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r"|sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = "|".join(
    (
        r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})",
        r"(?P<slashed>\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d{2}))?)",
        rf"(?P<words>(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d{{2}}))?)",
        rf"(?P<near>{'|'.join(_NEAR)})",
        r"(?P<ago>\d{1,3}|a|one|two|three)\s+(?P<unit>day|week|month|year)s?\s+ago",
        rf"(?:(?P<which>last|next|this)\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})",
    )
)
_LEAD_IN = r"(?:(?:on|since|from|as\s+of|starting|until|till|with\s+effect\s+from)\s+)"
# A date of birth is the child's and no day of ours, so it is left where it is.
_AT_THE_END = re.compile(rf"(?:^|[\s,]+)(?:{_LEAD_IN})?(?:{_WRITTEN})$", re.IGNORECASE)
_BORN = re.compile(r"(?:born|d\.?o\.?b\.?|birth)[\s:,]*(?:on\s*)?$", re.IGNORECASE)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3}
_UNIT_DAYS = {"day": 1, "week": 7}


class NonsenseError(ValueError):
    """A day that cannot be right. The message is one sentence for the person."""


def take_day(text: str, today: date, *, ahead: bool = False) -> tuple[date | None, str]:
    """The day that a sentence ends with, and the sentence without it.

    A day without its year is the latest one up to today, or with ``ahead`` the first one from today. A whole
    date with a year and nothing such as "on" before it is left, for it is the child's date of birth.

    Raises NonsenseError for 31 February and the like.
    """
    found = _AT_THE_END.search(text)
    if found is None or _is_birth(found, text):
        return None, text
    return _meant(found, today, ahead=ahead), text[: found.start()].rstrip(" ,")


def _is_birth(found: re.Match[str], text: str) -> bool:
    if _BORN.search(text[: found.start()]):
        return True
    led_in = re.match(rf"[\s,]+{_LEAD_IN}", found.group(), re.IGNORECASE)
    slashed = found["slashed"] or ""
    whole = found["iso"] or found["year"] or len(re.findall(r"\d+", slashed)) > len(("day", "month"))
    return bool(whole and not led_in)


def _meant(found: re.Match[str], today: date, *, ahead: bool) -> date:
    part = found.groupdict()
    if part["near"]:
        return today + timedelta(days=_NEAR[re.sub(r"\s+", " ", part["near"].lower())])
    if part["ago"]:
        return _ago(part["ago"].lower(), part["unit"].lower(), today)
    if part["weekday"]:
        gap = _WEEKDAYS.index(part["weekday"].lower()) - today.weekday()
        coming = ahead if part["which"] is None else part["which"].lower() == "next"
        return today + timedelta(days=gap % 7 or (7 if part["which"] else 0) if coming else -(-gap % 7 or 7))
    if part["iso"]:
        return _day(*map(int, part["iso"].split("-")))
    if part["slashed"]:
        day, month, *year = map(int, re.findall(r"\d+", part["slashed"]))
        return _nearest(day, month, year[0] if year else None, today, ahead=ahead)
    month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(part["name"][:3].lower()))
    year_said = int(part["year"]) if part["year"] else None
    return _nearest(int(part["day"]), month, year_said, today, ahead=ahead)


def _ago(number: str, unit: str, today: date) -> date:
    count = _NUMBERS.get(number) or int(number)
    if unit in _UNIT_DAYS:
        return today - timedelta(days=count * _UNIT_DAYS[unit])
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    if year < 1:
        raise NonsenseError("That is too long ago: please check the date.")
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _nearest(day: int, month: int, year: int | None, today: date, *, ahead: bool) -> date:
    if year is not None:
        return _day(year + (2000 if year < 100 else 0), month, day)  # noqa: PLR2004 - two digits
    step = 1 if ahead else -1
    # 29 February may be some years off.
    for nearby in range(today.year, today.year + 9 * step, step):
        if month == 2 and day == 29 and monthrange(nearby, 2)[1] < day:  # noqa: PLR2004 - a leap day
            continue
        found = _day(nearby, month, day)
        if found == today or (found > today) is ahead:
            return found
    return _day(today.year, month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NonsenseError("The calendar has no such day: please check the date.") from None


def day_of(written: str) -> date:
    """A day as a form gives it. Raises NonsenseError for what is no day."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise NonsenseError("Please give the day as a date.") from None


def sensible(day: date, birth: Birth | None, today: date) -> date:
    """The same day. Raises NonsenseError if it lies before the birth, far back or far ahead."""
    if day < _years(today, -OLDEST):
        raise NonsenseError(f"That is more than {OLDEST} years ago: please check the date.")
    if day > _years(today, FURTHEST):
        raise NonsenseError(f"That is more than {FURTHEST} years ahead: please check the date.")
    if birth and not birth.expected and day < date(birth.year, birth.month or 1, birth.day or 1):
        raise NonsenseError("That is before the child was born: please check the date.")
    return day


def said(day: date) -> str:
    """For instance "3 March 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def _years(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))
