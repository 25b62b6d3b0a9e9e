"""Whether a picture is asked for: "Amina Khan's network as a picture", "draw the circle of C-1042".

tests/dialogs/test_recognise_picture.py holds the table of examples.
"""

import re

_PICTURE = r"(?:picture|image|diagram|drawing|network\s+(?:map|diagram|picture))"
_SHOW = r"(?:(?:show|draw|give|get|make|send)\s+)?(?:me\s+|us\s+)?"
_NETWORK = r"(?:network|circle|team)"
_PATTERNS = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?P<of>.+?),?\s+(?:as|in)\s+an?\s+{_PICTURE}",
        rf"{_SHOW}(?:(?:a|the)\s+)?{_PICTURE}\s+(?:of|for|around)\s+(?P<of>.+)",
        rf"draw\s+(?:me\s+|us\s+)?(?P<of>(?:the\s+)?{_NETWORK}\s+(?:of|for|around)\s+.+|.+?'s?\s+{_NETWORK})",
    )
)
_NOT_OURS = re.compile(r"\b(?:timeline|history)\b", re.IGNORECASE)


def picture_of(said: str) -> str:
    """What says whose network is to be drawn; "" if no picture of one is asked for."""
    found = next((match for pattern in _PATTERNS if (match := pattern.match(said))), None)
    return found["of"].strip(" ,;:!.?") if found and not _NOT_OURS.search(said) else ""
