"""Ways to ask what is due, and to say that a colleague has left."""

import re

from cases.commands import HasLeft, WhatIsDue

_MINE = r"(?:my\s+)?(?:children|cases|involvements)"
_DUE = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        r"what(?:'s|\s+is)\s+due",
        r"what\s+do\s+i\s+(?:have|need)\s+to\s+confirm",
        r"(?:which|who|whom|what)(?:\s+children)?\s+(?:have|did)\s+i\s+not\s+confirm(?:ed)?",
        r"(?:which|who|whom|what)(?:\s+children)?\s+haven't\s+i\s+confirmed",
        rf"(?:let\s+me\s+)?confirm\s+{_MINE}",
        r"anything\s+(?:due|to\s+confirm)",
    )
)
_NAME = r"(?P<name>[^\W\d_][\w'.-]*(?:\s+[^\W\d_][\w'.-]*){0,5})"
_PLACE = r"(?:team|service|agency|school|force|trust|council|organisation)"
_FROM = rf"(?:\s+(?:us|(?:the|our)\s+{_PLACE}))?"
_LEFT = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_NAME}\s+(?:has|have)\s+(?:now\s+|just\s+)?left{_FROM}",
        rf"{_NAME}\s+(?:no\s+longer\s+works|doesn't\s+work|does\s+not\s+work)\s+(?:here|for\s+us|with\s+us)(?:\s+any\s?more)?",
        rf"{_NAME}\s+works\s+here\s+no\s+(?:more|longer)",
    )
)
_NOBODY = re.compile(
    r"^(?:who|anyone|anybody|somebody|someone|nobody|everybody|everyone|i|we|they|he|she|it|this|that|which|what|has|have)\b",
    re.IGNORECASE,
)


def take_upkeep(said: str) -> WhatIsDue | HasLeft | None:
    """The command for a tidied text; None if it is about neither."""
    if any(pattern.match(said) for pattern in _DUE):
        return WhatIsDue()
    found = next((match for pattern in _LEFT if (match := pattern.match(said))), None)
    if found is None or _NOBODY.match(found["name"]):
        return None
    return HasLeft(" ".join(found["name"].split()))
