"""Ways to ask for overrides and for decisions not to share, and to give no reason."""

import re

from cases.commands import NoReason, Overrides

_DECISIONS = re.compile(
    r"^(?:(?:show|list)\s+(?:me\s+)?)?(?:all\s+)?(?:the\s+)?(?:"
    r"decisions?\s+(?:not\s+to\s+share|against\s+sharing)|refusals?\s+to\s+share|what\s+(?:was|has)\s+not\s+"
    r"(?:been\s+)?shared)\s+(?:about|of|for|on|with\s+regard\s+to)\s+(?P<subject>.+)$",
    re.IGNORECASE,
)
_OVERRIDES = re.compile(
    r"^(?:(?:show|list)\s+(?:me\s+)?)?(?:all\s+)?(?:the\s+|my\s+)?(?:open\s+|unreviewed\s+)?"
    r"(?:overrides?(?:\s+(?:alerts?|to\s+review|still\s+to\s+review))?|alerts)$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"^i(?:'d|\s+would)?\s+(?:rather|prefer)\s+not\s+(?:to\s+)?(?:say|tell(?:\s+you)?)(?:\s+why)?$",
    re.IGNORECASE,
)


def overrides_in(said: str) -> Overrides | NoReason | None:
    """The list of overrides, or that no reason is given; None if it is neither."""
    if _UNSAID.match(said):
        return NoReason()
    return Overrides() if _OVERRIDES.match(said) else None


def not_shared_of(said: str) -> str:
    """The child about whom decisions not to share are asked for; "" if it is no such question."""
    found = _DECISIONS.match(said)
    return found["subject"].strip(" ,;:!.?") if found else ""
