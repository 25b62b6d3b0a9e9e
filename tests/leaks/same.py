"""Makes what two runs gave comparable, byte for byte: only what is random by nature gets a number instead."""

import json
import re
from itertools import count, zip_longest

# A random id that no pattern here knows makes the comparison fail. Add it, as narrow as it can be.
RANDOM = re.compile(
    r"(?P<guid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"  # of an invoke
    r"|(?P<message>\b1[0-9]{12}\b)"  # milliseconds since 1970, from a random day
    r"|(?P<id>\b[0-9a-f]{32}\b)"  # dialogs.turn.Desk.fresh_id
    r"|(?P<token>(?<=/calendar/)[\w-]{43}(?=\.ics))"  # of a calendar link
    # cases.reference
    r"|(?P<reference>\b(?:[bdfghjklmnprstvz][aeiou]){2}-(?:[bdfghjklmnprstvz][aeiou]){2}\b)"
    r"|(?P<stamp>\b[0-9a-f]{16}\b)"  # cases.scene.stamp, made of such ids
)


class Same:
    """Gives each random id of one run a number, the same whenever it comes again."""

    def __init__(self, url: str, world: object) -> None:
        self._url = url
        # What the world itself names is not random: if two worlds differ there, it has to show.
        self._known = frozenset(one.group() for one in RANDOM.finditer(json.dumps(world)))
        self._numbers: dict[str, str] = {}
        self._next = count(1)

    def text(self, got: object) -> str:
        """What was got, as text."""
        plain = json.dumps(got, ensure_ascii=False).replace(self._url, "http://here")
        return RANDOM.sub(self._numbered, plain)

    def _numbered(self, found: re.Match[str]) -> str:
        token = found.group()
        if token in self._known:
            return token
        if token not in self._numbers:
            self._numbers[token] = f"<{found.lastgroup} {next(self._next)}>"
        return self._numbers[token]


def first_difference(before: str, after: str) -> str:
    """The first lines that differ, each text laid out with one part a line."""
    one, other = (json.dumps(json.loads(got), indent=1).splitlines() for got in (before, after))
    pairs = zip_longest(one, other, fillvalue="(nothing)")
    first = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return f"without it: {first[0].strip()}\n   with it: {first[1].strip()}"
