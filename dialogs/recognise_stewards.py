"""Ways to ask for the records that may be one child, and for those that were merged."""

import re

from cases.commands import Duplicates, Merges

_DUPLICATES = re.compile(
    r"^(?:(?:show|list)\s+(?:me\s+)?)?(?:my\s+|the\s+|any\s+|all\s+)?(?:possible\s+)?"
    r"(?:duplicates?(?:\s+to\s+(?:look\s+at|check|decide|review))?|duplicate\s+(?:children|records))$",
    re.IGNORECASE,
)
_MERGES = re.compile(
    r"^(?:(?:show|list)\s+(?:me\s+)?)?(?:my\s+|the\s+|all\s+)?(?:latest\s+|recent\s+)?"
    r"(?:merges|merged\s+(?:children|records))$",
    re.IGNORECASE,
)


def stewards_in(said: str) -> Duplicates | Merges | None:
    """What a steward asks for; None if it is neither."""
    if _DUPLICATES.match(said):
        return Duplicates()
    return Merges() if _MERGES.match(said) else None
