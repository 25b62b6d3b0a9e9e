"""Ways to ask what has happened with a child, and since or until when.

tests/dialogs/test_recognise_timeline.py holds the table of examples.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cases.days import take_day

_WORD = r"(?:time\s?line|history|chronology)"
_OF = r"(?:of|for|with|about|on|around)"
_SHOW = r"(?:(?:show|give|get|open)(?:\s+(?:me|us))?\s+)?"
_HAPPENED = r"(?:happened|happening|gone\s+on|going\s+on|new)"
_SUBJECT = r"(?P<subject>\S.*?)"
_ASKING = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"what(?:'s|\s+has|\s+have|\s+is)?(?:\s+all)?(?:\s+been)?\s+{_HAPPENED}\s+(?:with|to|for|around)\s+{_SUBJECT}",
        rf"{_SHOW}(?:the\s+|a\s+)?{_WORD}\s+{_OF}\s+{_SUBJECT}",
        rf"{_SHOW}{_SUBJECT}(?:'s?|s')\s+{_WORD}",
        rf"{_SHOW}(?:the\s+|(?P<subject>this)\s+)?{_WORD}",
        rf"time\s?line\s+{_SUBJECT}",
    )
)
_UNTIL = r"(?:until|till|up\s+to|to)"
_NUMBER = r"(?P<number>\d{1,3}|two|three|six)"
_WINDOWS = tuple(
    re.compile(rf"^(?P<rest>\S.*?)[\s,]+{pattern}$", re.IGNORECASE)
    for pattern in (
        r"between\s+(?P<since>[^,]{1,30}?)\s+and\s+(?P<until>[^,]{1,30})",
        rf"(?:since|from)\s+(?P<since>[^,]{{1,30}}?)[\s,]+{_UNTIL}\s+(?P<until>[^,]{{1,30}})",
        r"(?:since|from)\s+(?P<since>[^,]{1,30})",
        r"(?:until|till|up\s+to)\s+(?P<until>[^,]{1,30})",
        r"before\s+(?P<before>[^,]{1,30})",
        r"(?:in|during)\s+(?P<during>[^,]{1,30})",
        rf"(?:in|over|for|during)\s+the\s+(?:last|past)\s+{_NUMBER}?\s*(?P<unit>day|week|month|year)s?",
    )
)
_CHART = r"(?:an?|the)\s+(?:chart|graph|picture|diagram|drawing)"
_AS_A_CHART = re.compile(
    rf"[\s,]+(?:as|in)\s+{_CHART}\b|^{_SHOW}(?:draw\s+(?:me\s+|us\s+)?)?{_CHART}\s+of\s+", re.IGNORECASE
)
_MAYBE = re.compile(rf"^what\b|\b{_WORD}\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "six": 6}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"^(?:the\s+(?:start|beginning|end)\s+of\s+)?(?:last\s+)?(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|"
    r"apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?P<year>(?:19|20)\d\d)$")
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you|so\s+far))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose timeline, in the words that were used, and from which day to which."""

    subject: str
    since: date | None = None
    until: date | None = None
    chart: bool = False


def timeline_of(said: str, today: date | None) -> Asked | None:
    """What a question for a timeline asks for; None if it is none. Without ``today``, days stay unsaid.

    Raises cases.days.NonsenseError for a day that the calendar does not have.
    """
    if not _MAYBE.search(said):
        return None
    said = _MANNERS.sub("", said)
    said, drawn = _AS_A_CHART.subn(" ", said)
    rest, since, until = _window(said.strip(), today) if today else (said.strip(), None, None)
    for pattern in _ASKING:
        found = pattern.match(rest)
        if found:
            subject = (found["subject"] or "this").strip(" ,;:!.?")
            return Asked(subject, since, until, chart=bool(drawn))
    return None


def _window(said: str, today: date) -> tuple[str, date | None, date | None]:
    for pattern in _WINDOWS:
        found = pattern.match(said)
        span = _span(found, today) if found else None
        if found and span:
            return found["rest"], *span
    return said, None, None


def _span(found: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    """From which day to which; None when the words are no days."""
    said = found.groupdict()
    if unit := said.get("unit"):
        number = said["number"] or "1"
        ago, _ = take_day(f"x {_NUMBERS.get(number) or int(number)} {unit} ago", today)
        return ago, None
    if during := said.get("during"):
        return _meant(during, today)
    if before := said.get("before"):
        days = _meant(before, today)
        return (None, days[0] - timedelta(days=1)) if days else None
    last = _meant(said["until"], today) if said.get("until") else None
    # "Between November and February": the November before that February.
    first = _meant(said["since"], last[1] if last else today) if said.get("since") else None
    if (said.get("until") and not last) or (said.get("since") and not first):
        return None
    since, until = first[0] if first else None, last[1] if last else None
    return (until, since) if since and until and until < since else (since, until)


def _meant(written: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what is said: a day, a month, a year. Without its year, the latest."""
    written = written.strip()
    if year := _YEAR.match(written):
        return date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31)
    if found := _MONTH.match(written):
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        year_said = int(found["year"]) if found["year"] else today.year - (month > today.month)
        return date(year_said, month, 1), date(year_said, month, monthrange(year_said, month)[1])
    day, rest = take_day(f"x on {written}", today)
    return (day, day) if day and rest == "x" else None
