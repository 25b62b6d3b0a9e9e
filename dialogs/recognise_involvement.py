"""From what somebody types to what they want to say of an involvement: patterns that fit on one screen.

tests/dialogs/test_recognise_involvement.py holds the table of examples.
"""

import re
from collections.abc import Callable
from datetime import date

from cases.commands import ChangeRole, Confirm, Join, Leave, LogContact, OfInvolvement
from cases.days import take_day
from cases.model import ContactKind

_I = r"(?:i|we)"
_HAVE = rf"{_I}(?:'ve|\s+have)?(?:\s+(?:just|now|also|recently))*"
_AM = rf"{_I}(?:'m|\s+am|'re|\s+are)(?:\s+(?:now|currently|also))*"
_WITH = r"(?:with|for|on|in|to)"
_CHILD = r"(?P<child>.+?)"
_CIRCLE = r"(?:'s?\s+(?:circle|team|network|case|list))?"
_WORKING = r"(?:working|work|involved|supporting|involvement)"
_CONTACTS: dict[str, str] = {
    rf"{_HAVE}\s+(?:saw|seen|see)": "",
    rf"{_HAVE}\s+visited": ContactKind.VISIT,
    rf"{_HAVE}\s+(?:called|phoned|rang|rung|telephoned|had\s+a\s+call\s+with)": ContactKind.CALL,
    rf"{_HAVE}\s+(?:spoke|spoken|talked)\s+(?:to|with)": ContactKind.CALL,
    rf"{_HAVE}\s+(?:met(?:\s+(?:with|up\s+with))?|had\s+a\s+meeting\s+(?:with|about))": ContactKind.MEETING,
    rf"{_HAVE}\s+(?:texted|messaged|e-?mailed|(?:wrote|written)\s+to)": ContactKind.MESSAGE,
    rf"{_HAVE}\s+(?:had|made)\s+(?:a\s+)?contact\s+with": "",
    r"(?:log|record)\s+(?:a\s+|my\s+)?(?:(?P<kind>visit|call|meeting|message)|contact)\s+(?:with|to|for)": "",
}
_PLACES: dict[str, ContactKind] = {
    r"\s+(?:at|in)\s+(?:the\s+|her\s+|his\s+|their\s+)?(?:school|clinic|nursery|surgery|hospital)": (
        ContactKind.SCHOOL_OR_CLINIC
    ),
    r"\s+at\s+home": ContactKind.VISIT,
}
_AS = r"(?:\s+as\s+(?:an?\s+|the\s+|her\s+|his\s+|their\s+)?(?P<role>.+?))?"
_CONFIRMS = (
    rf"{_AM}\s+still\s+{_WORKING}\s+{_WITH}\s+{_CHILD}",
    rf"{_I}\s+still\s+work\s+with\s+{_CHILD}",
    rf"still\s+(?:working|involved)\s+with\s+{_CHILD}",
)
_LEAVES = (
    rf"{_HAVE}\s+(?:stopped|finished|ended|ceased|stop)\s+(?:my\s+)?{_WORKING}(?:\s+{_WITH})?\s+{_CHILD}",
    rf"{_AM}\s+(?:no\s+longer|not)\s+{_WORKING}\s+{_WITH}\s+{_CHILD}(?:\s+any\s?more)?",
    rf"{_I}\s+(?:no\s+longer|don't|do\s+not)\s+work\s+with\s+{_CHILD}(?:\s+any\s?more)?",
    rf"(?:remove|take)\s+me\s+(?:from|off|out\s+of)\s+{_CHILD}{_CIRCLE}",
    rf"{_HAVE}\s+left\s+{_CHILD}'s?\s+(?:circle|team|case)",
)
_WILL_LEAVE = (
    rf"(?:{_I}(?:'ll|\s+will)|{_AM}\s+going\s+to)\s+(?:stop|finish|end)\s+working\s+with\s+{_CHILD}",
    rf"(?:{_I}(?:'ll|\s+will)\s+be|{_AM})\s+(?:stopping|finishing)\s+(?:working\s+|work\s+)?with\s+{_CHILD}",
)
_AM_NOW = rf"(?:{_I}(?:'m|\s+am|'re|\s+are)\s+now(?:\s+also)?|{_HAVE}\s+become)"
_A_ROLE = r"(?:(?:the|an?|her|his|their)\s+)?(?P<role>(?!working\b|involved\b|supporting\b|work\b).+?)"
_ROLES = (
    rf"{_AM_NOW}\s+{_A_ROLE}\s+(?:for|of|to|with)\s+{_CHILD}",
    rf"my\s+role\s+(?:with|for)\s+{_CHILD}\s+(?:is\s+now|has\s+changed\s+to)\s+(?P<role>.+?)",
    rf"change\s+my\s+role\s+(?:with|for)\s+{_CHILD}(?:\s+to\s+(?P<role>.+?))?",
)
_JOINS = (
    rf"{_HAVE}\s+(?:started|begun|began)\s+(?:to\s+)?{_WORKING}\s+{_WITH}\s+{_CHILD}{_AS}",
    rf"{_AM}\s+{_WORKING}\s+{_WITH}\s+{_CHILD}{_AS}(?:\s+(?:now|too|as\s+well))?",
    rf"{_I}\s+(?:now\s+|also\s+)?work\s+with\s+{_CHILD}{_AS}(?:\s+(?:now|too|as\s+well))?",
    rf"(?:add|put)\s+me\s+(?:to|down\s+for|on|in)\s+{_CHILD}{_CIRCLE}{_AS}",
    rf"{_HAVE}\s+(?:been\s+)?(?:joined|allocated(?:\s+to)?|assigned\s+to|picked\s+up)\s+{_CHILD}{_CIRCLE}{_AS}",
)
_STARTING = rf"(?:{_I}(?:'ll|\s+will)\s+(?:be\s+)?start(?:ing)?|{_AM}\s+starting|{_I}\s+start)"
_WILL_JOIN = (rf"{_STARTING}\s+(?:to\s+)?(?:{_WORKING}\s+)?{_WITH}\s+{_CHILD}{_AS}",)
_SOMEBODY = r"(?P<name>(?!(?:a|an|my|the|me)\b)\S+(?:\s+\S+){0,4}?)"
_ADDS = (rf"(?:add|put)\s+{_SOMEBODY}\s+(?:to|down\s+for)\s+{_CHILD}{_CIRCLE}{_AS}",)

Made = Callable[[str, str, str, str], OfInvolvement]
"""Makes a command of the day ("" if unsaid), the role, a colleague's name, and the kind of contact."""


def _patterns(*listed: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"^{pattern}$", re.IGNORECASE) for pattern in listed)


# The first that fits counts. True: a day without a year is the next one.
_TABLE: tuple[tuple[tuple[re.Pattern[str], ...], bool, Made], ...] = (
    (_patterns(*_CONFIRMS), False, lambda *_: Confirm()),
    (_patterns(*_LEAVES), False, lambda day, *_: Leave(until=day)),
    (_patterns(*_WILL_LEAVE), True, lambda day, *_: Leave(until=day)),
    (_patterns(*_JOINS), False, lambda day, role, *_: Join(since=day, role=role)),
    (_patterns(*_WILL_JOIN), True, lambda day, role, *_: Join(since=day, role=role)),
    (_patterns(*_ROLES), False, lambda _day, role, *_: ChangeRole(role=role)),
    *(
        (
            _patterns(rf"{said}\s+{_CHILD}(?P<place>{'|'.join(_PLACES)})?"),
            False,
            lambda day, _role, _name, kind, usual=kind: LogContact(on=day, kind=kind or str(usual)),
        )
        for said, kind in _CONTACTS.items()
    ),
    (_patterns(*_ADDS), False, lambda day, role, name, _kind: Join(since=day, role=role, name=name)),
)  # fmt: skip
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you))+$", re.IGNORECASE)
# "I've stopped" without a day means today.
_MEANS_TODAY = frozenset(_TABLE[1][0])


def involvement_in(said: str, today: date | None) -> tuple[str, OfInvolvement] | None:
    """The words that name the child, and the command for them; None if this is said of no involvement.

    Raises cases.days.NonsenseError for a day that the calendar does not have.
    """
    said = _MANNERS.sub("", said)
    for patterns, ahead, make in _TABLE:
        for pattern in patterns:
            if found := _match(pattern, said, today, ahead=ahead):
                return found[0], _made(make, *found)
    return None


def _match(
    pattern: re.Pattern[str], said: str, today: date | None, *, ahead: bool
) -> tuple[str, re.Match[str], date | None] | None:
    if not pattern.match(said):
        return None
    day, rest = take_day(said, today, ahead=ahead) if today else (None, said)
    found = pattern.match(rest)
    if found is None:
        return None
    if day is None and pattern in _MEANS_TODAY:
        day = today
    return found["child"].strip(" ,;:"), found, day


def _made(make: Made, child: str, found: re.Match[str], day: date | None) -> OfInvolvement:  # noqa: ARG001
    part = found.groupdict()
    kind = part.get("kind") or _kind_at(part.get("place"))
    return make(
        day.isoformat() if day else "", (part.get("role") or "").strip(), part.get("name") or "", kind.lower()
    )


def _kind_at(place: str | None) -> str:
    if not place:
        return ""
    return next(str(kind) for pattern, kind in _PLACES.items() if re.fullmatch(pattern, place, re.IGNORECASE))
