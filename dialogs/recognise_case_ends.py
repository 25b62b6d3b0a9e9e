"""From what somebody types to what they want of a case that is there: close it, open it again, my cases.

tests/dialogs/test_recognise_case_ends.py holds the table of examples.
"""

import re

from cases.commands import CaseMembers, CloseCase, MuteCase, MyCases, RenameCase, ReopenCase

OfCase = CloseCase | ReopenCase | RenameCase | CaseMembers | MuteCase

_WISH = (
    r"(?:(?:i|we)(?:'d\s+like\s+to|\s+would\s+like\s+to|\s+want\s+to|\s+need\s+to|\s+have\s+to)\s+|let's\s+)?"
)
_REFERENCE = r"(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}"
_THE_CASE = r"(?:the|this|our|my|a)\s+case"
# "the case", "the case kanu-rilo", "kanu-rilo", "the case for Maja Nowak": and nothing that is not a case.
_CASE = (
    rf"(?:(?:the\s+|this\s+|our\s+|my\s+)?case\s+(?:for|of|about|on|around)\s+(?P<child>.+?)|"
    rf"(?:(?:the\s+|this\s+|our\s+|my\s+)?case\s+)?(?P<reference>{_REFERENCE})|"
    rf"(?P<here>{_THE_CASE}|case|it))"
)
_NEW = r"(?:a\s+|an\s+)?(?:new|different|another|other|better)\s+(?:reference|name)"
_MAY_I = r"(?:(?:can|could)\s+(?:i|we)\s+have\s+|(?:i|we)\s+(?:need|want)\s+)?"
_CHANNEL_OF = rf"(?:\s+(?:of|for|in|on)\s+{_CASE})?"
_CHANNEL = rf"(?:the|this|our)\s+channel{_CHANNEL_OF}"
_PATTERNS: tuple[tuple[re.Pattern[str], OfCase], ...] = tuple(
    (re.compile(rf"^{_WISH}{pattern}$", re.IGNORECASE), command)
    for pattern, command in (
        (rf"(?:close|end|shut)(?:\s+down)?\s+{_CASE}", CloseCase()),
        (rf"close\s+{_CASE}\s+down", CloseCase()),
        (rf"(?:re-?\s?open|un-?close)\s+{_CASE}", ReopenCase()),
        (rf"open\s+{_CASE}\s+again", ReopenCase()),
        (rf"(?:give|find)\s+{_CASE}\s+{_NEW}", RenameCase()),
        (rf"(?:change|replace)\s+the\s+(?:reference|name)\s+of\s+{_CASE}", RenameCase()),
        (rf"rename\s+{_CASE}", RenameCase()),
        (rf"{_MAY_I}{_NEW}\s+for\s+{_CASE}", RenameCase()),
        (rf"mute\s+{_CASE}", MuteCase()),
        (rf"(?:stop|no\s+more)\s+(?:updates|news)\s+(?:of|about|on|from)\s+{_CASE}", MuteCase()),
        (rf"un-?\s?mute\s+{_CASE}", MuteCase(back=True)),
        (rf"who(?:'s|\s+is|\s+are)\s+(?:all\s+)?in\s+{_CHANNEL}", CaseMembers()),
        (rf"who(?:'s|\s+is)\s+(?:not\s+in|missing\s+from)\s+{_CHANNEL}", CaseMembers()),
        (rf"(?:show\s+(?:me\s+)?)?(?:the\s+)?(?:channel\s+)?members{_CHANNEL_OF}", CaseMembers()),
        (r"(?:show\s+(?:me\s+)?)?(?:the\s+)?members\s+of\s+(?:the|this|our)\s+channel", CaseMembers()),
    )
)  # fmt: skip
_MINE = re.compile(
    r"^(?:(?:show|list)\s+(?:me\s+)?)?(?:all\s+)?(?:my|our)\s+(?:open\s+)?cases$|^cases$|"
    r"^(?:which|what)\s+cases\s+(?:do\s+(?:i|we)\s+(?:have|lead)|am\s+i\s+(?:in|on|part\s+of)|are\s+mine)$",
    re.IGNORECASE,
)


def case_ends_in(said: str) -> MyCases | tuple[str, OfCase] | None:
    """My cases; or the words that name the case or its child ("" for the one here), and the command."""
    if _MINE.match(said):
        return MyCases()
    for pattern, command in _PATTERNS:
        if found := pattern.match(said):
            part = found.groupdict()
            return (part.get("child") or part.get("reference") or "").strip(" ,;:"), command
    return None
