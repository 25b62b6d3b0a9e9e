"""From what somebody types to a task that they want to give: to whom, what, by when, for which child.

tests/dialogs/test_recognise_task.py holds the table of examples.
"""

import re

from cases.commands import NewTask
from cases.due import split_due

_NOT_A_NAME = (
    r"(?!(?:to|the|a|an|for|about|if|whether|why|how|who|what|when|where|lead|them|him|her|they|it|us|you|that|"
    r"this|my|our|your|everyone|everybody|anyone|anybody|someone|somebody|nobody|all|of|not|and)\b)"
)
_WORD = rf"{_NOT_A_NAME}[^\W\d_](?:[^\W\d_]|['.\-])*"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,3}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME}){{0,7}})"
_WHAT = r"(?P<what>\S.*)"
_A_TASK = r"(?:(?:new|add|create|make|set(?:\s+up)?|give)\s+)?(?:(?:a|another)\s+)?(?:new\s+)?task"
_ABOUT = r"(?:for|about|on|of|with)"
_ASKS = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:ask|get|tell|remind)\s+{_NAMES}\s+to\s+{_WHAT}",
        rf"remind\s+(?P<names>me)\s+(?:(?P<when>[^:]{{1,60}}?)\s+)?to\s+{_WHAT}",
        rf"{_A_TASK}\s+for\s+(?P<names>me|myself)\s*(?::|,|-|\bto\b)\s*{_WHAT}",
        rf"{_A_TASK}\s+for\s+(?P<names>me|myself)",
        rf"{_A_TASK}\s+{_ABOUT}\s+(?P<about>[^:]{{1,100}}?)(?:\s*:\s*{_WHAT})?",
        rf"{_A_TASK}\s*:\s*{_WHAT}",
        r"(?:(?:new|add|create|make|set(?:\s+up)?)\s+)(?:(?:a|another)\s+)?(?:new\s+)?task",
        r"i(?:'d\s+like|\s+want|\s+need)\s+(?:to\s+(?:give|make|create|set)\s+)?a\s+(?:new\s+)?task",
    )
)
_STARTS = re.compile(
    r"^(?:ask|get|tell|remind|new|add|create|make|set|give|task|a\s+task|another|i(?:'d|\s+want|\s+need))\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"^(?:this|the|our)\s+(?:child|case|young\s+person|baby|boy|girl|children|family|one)$|^(?:here|us)$",
    re.IGNORECASE,
)
_FOR_HERE = re.compile(r"[\s,]+(?:for|about|in|on)\s+(?:this|the)\s+(?:child|case)$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[\s,]+(?:for|about|on|re|regarding|in|with)\s+(?:child\s+|case\s+)?(?P<about>[A-Z]{1,4}-\d{1,8}|"
    r"(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}|\d{3}\s?\d{3}\s?\d{4})$",
    re.IGNORECASE,
)
# Only as names are written: "ring the school about attendance" names nobody.
_CHILD = re.compile(r"[\s,]+(?:about|re|regarding)\s+(?P<about>[A-Z][\w'’\-]*(?:\s+[A-Z][\w'’\-]*){0,3})$")
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you))+$", re.IGNORECASE)
_ME = frozenset({"me", "myself"})


def task_in(said: str, *, in_a_case: bool) -> NewTask | None:
    """The task; None if none is to be given. ``in_a_case``: said where its case need not be named.

    ``about`` is "" where the child is that of the place, or was not named.
    """
    said = _MANNERS.sub("", said)
    if not _STARTS.match(said):
        return None
    found = next((match for pattern in _ASKS if (match := pattern.match(said))), None)
    if found is None:
        return None
    part = {name: value.strip() for name, value in found.groupdict().items() if value}
    names, about = part.get("names", ""), part.get("about", "")
    if about and _HERE.match(about):
        about = ""
    elif about and in_a_case:
        # There the case is known, so that "a task for Ruth" says who is to do it.
        names, about = about, ""
    what, when, child = _parts(part.get("what", ""), in_a_case=in_a_case)
    if "when" in part and not when:
        rest, when = split_due(part["when"])
        if rest:
            return None
    return NewTask(
        about=about or child,
        names="me" if names.lower() in _ME else names,
        title=what[:1].upper() + what[1:],
        when=when,
    )


def _parts(what: str, *, in_a_case: bool) -> tuple[str, str, str]:
    """What is to be done, when, and for which child, in whatever order the last two were said."""
    when = child = ""
    for _ in range(2):
        what = _FOR_HERE.sub("", what)
        if not when:
            what, when = split_due(what)
        found = _REFERENCE.search(what) or (None if in_a_case else _CHILD.search(what))
        if found and not child:
            what, child = what[: found.start()], found["about"]
    return what.strip(" ,;:"), when, child
