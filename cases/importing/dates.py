"""Days as files write them: read in one way only, or not at all."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from cases.importing.mapping import DateForm
from cases.model import Birth

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MONTHS_IN_YEAR, _SHORTEST_DAY = 12, 8
FIRST_YEAR, LAST_YEAR = 1900, 2199
# A file has many rows, and days are few.
_KEPT = 20_000


class NoDayError(ValueError):
    """A text is no day that can be read. The message is the reason, without the text."""


@lru_cache(maxsize=_KEPT)
def day_of(text: str, form: DateForm) -> date:
    """The day that a text gives. Raises NoDayError."""
    return date(*_existing(*_parts(text, form)))


@lru_cache(maxsize=_KEPT)
def birth_of(text: str, form: DateForm, *, expected: bool) -> Birth:
    """A date of birth, or of one that is expected, as far as it is given. Raises NoDayError."""
    if len(text) < _SHORTEST_DAY:
        if _YEAR.fullmatch(text):
            return Birth(_year(int(text)), expected=expected)
        if found := _YEAR_MONTH.fullmatch(text):
            return Birth(_year(int(found[1])), _month(int(found[2])), expected=expected)
    year, month, day = _existing(*_parts(text, form))
    return Birth(year, month, day, expected)


@lru_cache(maxsize=_KEPT)
def has_month_first(text: str) -> bool:
    """Whether this can only be a day whose month comes first: the second number is too high for a month."""
    found = _SLASHED.fullmatch(text.strip())
    return found is not None and int(found[1]) <= MONTHS_IN_YEAR < int(found[3])


def _parts(text: str, form: DateForm) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NAMED.fullmatch(text):
        return int(found[3]), _named(found[2]), int(found[1])
    found = _SLASHED.fullmatch(text)
    if found is None:
        short = " with all four digits of the year" if _SHORT_YEAR.fullmatch(text) else ""
        raise NoDayError(f"no day: it has to be written like 2014-03-02 or 02/03/2014{short}")
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    return _slashed(first, second, year, form)


def _slashed(first: int, second: int, year: int, form: DateForm) -> tuple[int, int, int]:
    if form is DateForm.ISO:
        raise NoDayError("not written like 2014-03-02, which the mapping says")
    if form is DateForm.MONTH_FIRST:
        return year, first, second
    if form is DateForm.UNCLEAR and first <= MONTHS_IN_YEAR and second <= MONTHS_IN_YEAR and first != second:
        raise NoDayError(
            "could be read either way, and other days here have their month first: state dates in a mapping"
        )
    if first <= MONTHS_IN_YEAR < second:
        raise NoDayError("no such month, or the month comes first: if it does, state dates in a mapping")
    return year, second, first


def _named(name: str) -> int:
    for number, month in enumerate(_MONTHS, 1):
        if name.lower() in (month, month[:3]) or (name.lower() == "sept" and month == "september"):
            return number
    raise NoDayError("no day: there is no month of that name")


def _existing(year: int, month: int, day: int) -> tuple[int, int, int]:
    if not 1 <= day <= monthrange(_year(year), _month(month))[1]:
        raise NoDayError("a day that the calendar does not have")
    return year, month, day


def _month(month: int) -> int:
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise NoDayError("a month that the calendar does not have")
    return month


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDayError(f"not between the years {FIRST_YEAR} and {LAST_YEAR}")
    return year
