"""Whether a whole family is asked about: "Amira's siblings", "Amira and her brothers", "this family".

tests/dialogs/test_recognise_family.py holds the table of examples.
"""

import re

_SIBLING = r"(?:siblings?|brothers?|sisters?|twins?)"
_KIN = (
    rf"(?:(?:whole|entire|full|half|step|immediate)[\s-]+)*"
    rf"(?:{_SIBLING}(?:\s*(?:,|and|or|&|/)\s*{_SIBLING})*|sibling\s+group|famil(?:y|ies)|family\s+members|"
    r"household|relatives)"
)
_WHOSE = r"(?:his|her|hers|their|its|the|all|any|this|our|other|rest|of|own)"
_EVERYBODY = (
    r"(?:(?:with|for|around|in|at|everyone|everybody|anyone|anybody|all|(?:the\s+)?(?:others?|children|kids|"
    r"people|rest))\s+(?:(?:in|of|at|from)\s+)?)?"
)
# What may still follow the family: a date of birth, a number, a reference.
_MORE = r"(?P<more>[\s,(]+(?:\(|born\b|d\.?o\.?b|date\s+of\s+birth|nhs\b|\d|c-\d).*)?"
_CHILD = r"(?:(?:child|young\s+person|baby|boy|girl|case|one)(?:'s)?)"

_HERE = tuple(
    re.compile(rf"^{_EVERYBODY}{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:{_WHOSE}\s+)*{_KIN}",
        rf"(?:this|the|our)\s+{_CHILD}\s+(?:(?:and|or|plus|with|&)\s+)?(?:{_WHOSE}\s+)*{_KIN}",
        rf"(?:him|her|them|it)\s+(?:and|or|plus|with|&)\s+(?:{_WHOSE}\s+)*{_KIN}",
        rf"(?:the\s+)?{_KIN}\s+(?:of|around)\s+(?:him|her|them|(?:this|the|our)\s+{_CHILD})",
    )
)
_OF = tuple(
    re.compile(rf"^{_EVERYBODY}{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:{_WHOSE}\s+)*{_KIN}\s+(?:of|for|around|to)\s+(?P<of>.+)",
        rf"(?P<of>.+?)(?:'s?)\s+(?:other\s+)?{_KIN}{_MORE}",
        rf"(?P<of>.+?),?\s+(?:and|or|plus|with|&)\s+(?:{_WHOSE}\s+)*{_KIN}{_MORE}",
        rf"the\s+(?P<of>.+?)\s+(?:{_KIN}|children|kids){_MORE}",
    )
)
_ASKING = re.compile(
    r"^(?:who(?:'s|\s+is|\s+are)?(?:\s+else)?\s+(?:(?:is|are)\s+)?(?:in\s+)?|"
    r"(?:show|list|get|give|open)(?:\s+(?:me|us))?\s+|"
    r"(?:does|do|has|have)\s+(?=.+\s(?:siblings?|brothers?|sisters?)\b))",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\s+(?:have|has|got|have\s+got)\s+(?:got\s+)?(?:(?:any|a)\s+)?(?:other\s+)?", re.IGNORECASE
)


def take_family(subject: str) -> str | None:
    """What names the child whose family is asked about, "" for "this family"; None if no family is."""
    plain = _ASKING.sub("", subject)
    if plain != subject:
        plain = _HAVE.sub("'s ", plain, count=1)
    if any(pattern.match(plain) for pattern in _HERE):
        return ""
    for pattern in _OF:
        found = pattern.match(plain)
        if found:
            return f"{found['of']} {found.groupdict().get('more') or ''}".strip()
    return None
