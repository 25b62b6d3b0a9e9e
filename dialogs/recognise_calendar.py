"""Asking for one's tasks as a calendar, or for an end of it. Strict: nothing else is meant by it."""

import re

from cases.commands import CalendarLink, RevokeCalendar

_LINK = r"(?:my\s+)?(?:task(?:s|s')?\s+)?calendar\s+(?:link|feed|subscription)s?"
_ASKED = re.compile(
    rf"(?:(?:give|send|show|get|make)\s+(?:me\s+)?)?(?:a|an|the|my|new|a\s+new)?\s*{_LINK}|"
    r"(?:put\s+)?my\s+tasks\s+(?:in|on|to|as)\s+(?:a|my|the)\s+calendar",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"(?:revoke|end|stop|delete|remove|cancel|take\s+back)\s+(?:the\s+|all\s+)?{_LINK}", re.IGNORECASE
)


def calendar_in(said: str) -> CalendarLink | RevokeCalendar | None:
    """The command, if the whole text is one of these."""
    if _ENDED.fullmatch(said):
        return RevokeCalendar()
    return CalendarLink() if _ASKED.fullmatch(said) else None
