"""From what somebody types to whom they want to hand over whose work with which child.

tests/dialogs/test_recognise_handover.py holds the table of examples.
"""

import re
from datetime import date

from cases.commands import HandOver
from cases.days import take_day

_WISH = (
    r"(?:(?:i|we)(?:'d\s+like\s+to|\s+would\s+like\s+to|\s+want\s+to|\s+need\s+to|'m|\s+am|'re|\s+are)\s+)?"
)
_MY_WORK = r"(?:my\s+(?:work|involvement|role)\s+(?:with|for)\s+)?"
_CHILD = r"(?P<child>(?!over\b|to\b|from\b).+?)"
_SOMEBODY = r"(?!(?:me|us|them|her|him)\b)\S+(?:\s+\S+){0,4}?"
_TO = rf"(?:\s+(?:on\s+)?to\s+(?P<name>{_SOMEBODY}))?"
_TO_SOMEBODY = rf"\s+(?:on\s+)?to\s+(?P<name>{_SOMEBODY})"
_FROM = rf"(?:\s+from\s+(?P<whose>{_SOMEBODY}))?"
_HAND = r"(?:hand(?:ing)?|pass(?:ing)?)"
_PATTERNS = tuple(
    re.compile(rf"^{_WISH}{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_HAND}\s+over\s+(?P<whose>{_SOMEBODY})'s?\s+(?:work|involvement|role)\s+(?:with|for)\s+{_CHILD}{_TO}",
        rf"{_HAND}\s+over\s+{_MY_WORK}{_CHILD}{_FROM}{_TO}",
        rf"{_HAND}\s+{_MY_WORK}{_CHILD}\s+over{_FROM}{_TO}",
        rf"{_HAND}\s+{_MY_WORK}{_CHILD}{_FROM}{_TO_SOMEBODY}",
        rf"transfer(?:ring)?\s+{_MY_WORK}{_CHILD}{_FROM}{_TO_SOMEBODY}",
    )
)
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you))+$", re.IGNORECASE)


def handover_in(said: str, today: date | None) -> tuple[str, HandOver] | None:
    """The words that name the child, and the command for them; None if nothing is to be handed over.

    Raises cases.days.NonsenseError for a day that the calendar does not have.
    """
    said = _MANNERS.sub("", said)
    if not any(pattern.match(said) for pattern in _PATTERNS):
        return None
    day, rest = take_day(said, today, ahead=True) if today else (None, said)
    found = next((match for pattern in _PATTERNS if (match := pattern.match(rest))), None)
    if found is None:
        return None
    part = found.groupdict()
    command = HandOver(
        whose=(part.get("whose") or "").strip(" ,"),
        name=(part.get("name") or "").strip(" ,"),
        first_day=day.isoformat() if day else "",
    )
    return part["child"].strip(" ,;:"), command
