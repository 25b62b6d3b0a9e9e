"""Ways to ask for the audit trail: who has looked at a child, and what somebody has looked at."""

import re

_ALSO = r"(?:\s+(?:else|all|also|already|ever|recently))*"
_HAS = r"(?:'s|'ve|\s+has|\s+have|\s+had)?"
_SEEN = (
    r"(?:looked\s+(?:at|up|for|in(?:to)?|into)|seen|saw|viewed|accessed|opened|searched(?:\s+for)?|"
    r"asked\s+(?:about|after)|been\s+(?:looking\s+(?:at|for)|asking\s+about))"
)
_WHO = r"(?:who(?:m)?|anyone|anybody|which\s+(?:agencies|services|people|practitioners|professionals))"
_OF_CHILD = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_WHO}{_ALSO}{_HAS}{_ALSO}\s+{_SEEN}\s+(?:at\s+)?(?P<subject>.+?)(?:'s?\s+(?:circle|record|file))?",
        rf"{_WHO}{_ALSO}{_HAS}{_ALSO}\s+looked\s+(?P<subject>.+?)\s+up",
        rf"(?:has|have|did)\s+{_WHO}{_ALSO}\s+(?:{_SEEN}|look(?:\s+at)?|see)\s+(?P<subject>.+?)",
        r"(?:show\s+(?:me\s+)?)?(?:the\s+)?(?:audit\s+)?(?:trail|looks)\s+(?:of|for|at|about)\s+(?P<subject>.+?)",
    )
)
_WHAT = r"(?:what|who|whom|which\s+(?:child|children|records|circles))"
_HAS_SEEN = r"(?:looked\s+(?:at|up|for)|seen|viewed|accessed|opened|searched(?:\s+for)?|asked\s+about)"
_DID_SEE = r"(?:look\s+(?:at|up|for)|see|view|access|open|search(?:\s+for)?|ask\s+about)"
_BY = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:show\s+(?:me\s+)?)?{_WHAT}(?:\s+all)?(?:\s+has|'s)\s+(?P<subject>.+?)\s+{_HAS_SEEN}",
        rf"{_WHAT}\s+did\s+(?P<subject>.+?)\s+{_DID_SEE}",
        r"(?:show\s+(?:me\s+)?)?(?:the\s+)?(?:audit\s+)?(?:trail|looks)\s+by\s+(?P<subject>.+?)",
    )
)


def looked_at_child(said: str) -> str:
    """What a question who has looked at a child says of the child; "" if it is no such question."""
    return _subject(_OF_CHILD, said)


def looked_by(said: str) -> str:
    """Whom a question what somebody has looked at is about; "" if it is no such question."""
    return _subject(_BY, said)


def _subject(patterns: tuple[re.Pattern[str], ...], said: str) -> str:
    found = next((match for pattern in patterns if (match := pattern.match(said))), None)
    return found["subject"].strip(" ,;:!.?") if found else ""
