"""Ways for a manager to ask how their services stand.

tests/dialogs/test_recognise_digest.py holds the table of examples.
"""

import re

from cases.commands import MyDigest

_SHOW = r"(?:(?:show|give|get|send|see|open)\s+(?:me\s+)?)?"
_DIGEST = r"digest(?:\s+(?:now|card))?"
_TEAM = r"(?:team|service|services)"
_ASKED = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_SHOW}(?:my\s+|the\s+|our\s+|today's\s+|this\s+morning's\s+)?(?:manager's\s+|team\s+|daily\s+)?{_DIGEST}",
        rf"{_SHOW}(?:the\s+)?digest\s+(?:of|for)\s+(?:my|our|the)\s+{_TEAM}",
        rf"how\s+(?:does|do|is|are)\s+(?:my|our)\s+{_TEAM}\s+(?:stand|doing)",
        rf"(?:what|who)\s+needs\s+(?:me|my\s+attention)\s+in\s+my\s+{_TEAM}",
        rf"{_SHOW}(?:my|our)\s+{_TEAM}(?:'s)?\s+(?:caseload|caseloads|figures)",
    )
)


def digest_in(said: str) -> MyDigest | None:
    """The digest, if that is what is asked for."""
    return MyDigest() if any(pattern.match(said) for pattern in _ASKED) else None
