"""Ways to ask for one's week, and for how records were looked at in a month. Strict: nothing else is meant.

tests/dialogs/test_recognise_weekly.py holds the table of examples.
"""

import re
from datetime import date

from cases.commands import AccessReview, WeekOf
from cases.days import NonsenseError
from cases.model import ConversationId
from cases.query import Query

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHOW = r"(?:(?:show|give|send|get)\s+(?:me\s+|us\s+)?|what(?:'s|\s+is|\s+was)\s+)?"
_WEEK = r"(?:week(?:ly\s+(?:summary|overview|report))?)"
_REFERENCE = r"(?:(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}|[a-z]{1,4}-\d{1,10})"
_MY_WEEK = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}my\s+{_WEEK}",
        rf"{_SHOW}(?:the\s+)?(?:weekly\s+(?:summary|overview|report)|week)\s+(?:of|for|in)\s+my\s+cases",
        r"what(?:'s|\s+has)?\s+(?:changed|happened)\s+in\s+my\s+cases(?:\s+this\s+week)?",
    )
)
_WEEK_OF = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}(?:the\s+)?{_WEEK}\s+(?:of|for|in)\s+(?:(?:the\s+)?case\s+)?(?P<reference>{_REFERENCE})",
        rf"{_SHOW}(?P<of>{_REFERENCE})'s\s+{_WEEK}",
    )
)
_HERE = re.compile(
    rf"^{_SHOW}(?:(?:the\s+)?{_WEEK}\s+(?:of|for|in)\s+(?:this|the|our)\s+case|this\s+case's\s+{_WEEK})$",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    rf"^{_SHOW}(?:the\s+|my\s+)?(?:monthly\s+)?(?:access\s+review|review\s+of\s+access|look\s+at\s+access)"
    r"(?:\s+(?:for|of|in|from)\s+(?P<month>[a-z]+)(?:\s+(?P<year>20\d{2}))?|"
    r"\s+(?:for\s+|of\s+|in\s+)?(?P<iso>20\d{2}-\d{2})|\s+(?:for\s+|of\s+)?(?P<near>(?:last|this)\s+month))?$",
    re.IGNORECASE,
)
NO_MONTH = "I don't know that month. Please say, for instance, “access review for October”."
TO_COME = "That month is still to come."


def weekly_in(said: str, place: ConversationId | None, today: date | None) -> WeekOf | AccessReview | None:
    """The command, if the whole text is one of these. Raises NonsenseError for a month that there is not."""
    if any(pattern.match(said) for pattern in _MY_WEEK):
        return WeekOf()
    for pattern in _WEEK_OF:
        if found := pattern.match(said):
            return WeekOf(Query(reference=next(part for part in found.groups() if part)))
    if place is not None and _HERE.match(said):
        return WeekOf(Query(conversation_id=place))
    asked = _ACCESS.match(said)
    return None if asked is None else AccessReview(_month(asked, today))


def _month(asked: re.Match[str], today: date | None) -> str:
    """A month without its year is the latest one up to this."""
    near = (asked["near"] or "").lower()
    if asked["iso"]:
        year, month = int(asked["iso"][:4]), int(asked["iso"][5:])
        if not 1 <= month <= len(_MONTHS):
            raise NonsenseError(NO_MONTH)
    elif asked["month"]:
        named = [number for number, name in enumerate(_MONTHS, 1) if _is(asked["month"].lower(), name)]
        if not named:
            raise NonsenseError(NO_MONTH)
        if today is None and not asked["year"]:
            return ""
        month = named[0]
        year = int(asked["year"] or 0) or (today.year - (month > today.month) if today else 0)
    elif near.startswith("this") and today:
        year, month = today.year, today.month
    else:
        return ""
    if today and (year, month) > (today.year, today.month):
        raise NonsenseError(TO_COME)
    return f"{year:04}-{month:02}"


def _is(said: str, name: str) -> bool:
    return said == name or (len(said) >= 3 and said == name[: len(said)] and len(said) <= 4)  # noqa: PLR2004
