"""Dates of birth as people write them: complete, partial, day first."""

import re
from calendar import monthrange

from cases.model import Birth

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<name>" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r"|sept)\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})\b",
        r"\b(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2}|\d{2})\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>\d{{2}})\b",
        rf"\b(?P<month>\d{{1,2}})/{_YEAR}\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}\b",
    )
)


class NoSuchDateError(ValueError):
    """A date was written that the calendar does not have. The message is a sentence for the person."""


def take_birth(text: str) -> tuple[Birth | None, str]:
    """The first date of birth in a text, day first as in Britain, and the text without it.

    Raises NoSuchDateError for 31 February and the like.
    """
    for form in _FORMS:
        found = form.search(text)
        if found:
            return _birth(found), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _birth(found: re.Match[str]) -> Birth:
    part = found.groupdict()
    year = int(part["year"]) + (2000 if len(part["year"]) == len("14") else 0)
    month = _month(part.get("name"), part.get("month"))
    day = int(part["day"]) if part.get("day") else None
    if month is not None and not 1 <= month <= len(_MONTHS):
        raise NoSuchDateError(f"There is no month {month}: please write the day first, as in 2 March 2014.")
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise NoSuchDateError(f"{_MONTHS[month - 1].title()} {year} has no day {day}: please check the date.")
    return Birth(year, month, day)


def _month(name: str | None, number: str | None) -> int | None:
    if name:
        return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))
    return int(number) if number else None


def fits(known: Birth | None, asked: Birth | None) -> bool:
    """Whether a child born as known could be the one asked for: no part that both have may differ."""
    if known is None or asked is None:
        return True
    pairs = ((known.year, asked.year), (known.month, asked.month), (known.day, asked.day))
    return all(have is None or want is None or have == want for have, want in pairs)
