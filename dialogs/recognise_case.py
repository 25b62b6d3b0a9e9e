"""From what somebody types to the child for whom they want a case opened, or its channel.

tests/dialogs/test_recognise_case.py holds the table of examples.
"""

import re

from cases.commands import Command, Family, NotUnderstood, OpenCase, Who
from cases.model import ConversationId
from dialogs.recognise_who import who_in

FOR_WHOM = "Please say for which child, by name or reference."

_WISH = (
    r"(?:(?:i|we)(?:'d\s+like|\s+would\s+like|\s+want|\s+need|'ll|\s+will|\s+have\s+to|'m\s+going|\s+are\s+going)?"
    r"(?:\s+to)?\s+|can\s+(?:i|we)\s+(?:please\s+)?|let(?:'s|\s+us)\s+)?"
)
_OPEN = r"(?:open|start|create|make|begin|set\s+up|raise|add)(?:\s+up)?(?:\s+(?:me|us))?"
_A_CASE = r"(?:(?:an?|one|another)\s+)?(?:new\s+)?case"
_A_CHANNEL = (
    r"(?:(?:an?|the|its|one)\s+)?(?:new\s+)?(?:secure\s+|private\s+|shared\s+|teams\s+|case\s+)*channel"
)
_FOR = r"(?:\s+(?:for|about|on|around)\s+(?P<child>.+?))?"
_NEED = (
    r"(?:(?:i|we)\s+(?:need|want|would\s+like)|(?:i|we)'d\s+like|can\s+(?:i|we)\s+have|give\s+(?:me|us))\s+"
)


def _patterns(what: str, noun: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"^{pattern}$", re.IGNORECASE)
        for pattern in (
            rf"{_WISH}{_OPEN}\s+{what}{_FOR}",
            rf"{_NEED}{what}{_FOR}",
            rf"(?:an?\s+)?new\s+{noun}{_FOR}",
        )
    )


_CASE, _CHANNEL = _patterns(_A_CASE, "case"), _patterns(_A_CHANNEL, "channel")


def case_in(said: str, place: ConversationId | None) -> Command | None:
    """To open a case, or its channel; None if neither is meant. ``place`` is what "this child" refers to."""
    for patterns, channel in ((_CHANNEL, True), (_CASE, False)):
        found = next((match for pattern in patterns if (match := pattern.match(said))), None)
        if found is not None:
            return _meant((found["child"] or "").strip(" ,;:"), place, channel=channel)
    return None


def _meant(child: str, place: ConversationId | None, *, channel: bool) -> Command:
    if not child:
        return NotUnderstood(FOR_WHOM)
    meant = who_in(child, place)
    if not isinstance(meant, Who | Family):
        return meant
    return OpenCase(meant.query, siblings=isinstance(meant, Family), channel=channel)
