"""What somebody says of how they want to hear: rules on frozen values, no I/O.

Each takes the choice as it is and gives it as it is to be. What makes no sense raises NonsenseError, with one
sentence for the person.
"""

import re
from dataclasses import replace
from datetime import time
from hashlib import blake2b

from cases.choices import Choice, Pace, known_zone
from cases.commands import EditUpdates, SetUpdates
from cases.days import NonsenseError

SHORTEST, LONGEST, MOST = 5, 480, 100
"""Minutes between two messages, and messages a day."""

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
_PACES = {"at once": Pace.AT_ONCE, "daily": Pace.DAILY, "mine": Pace.ONLY_MINE}
_HOWS = {pace: how for how, pace in _PACES.items()}


def changed(before: Choice, wish: EditUpdates | SetUpdates) -> Choice:
    """The choice after what was said. Raises NonsenseError."""
    after = _paced(before, wish.how.strip())
    if wish.daily_at.strip():
        after = replace(after, daily_at=_time(wish.daily_at))
    if wish.zone.strip():
        after = replace(after, zone=_zone(wish.zone))
    if wish.budget.strip():
        after = replace(after, budget=_number(wish.budget, 1, MOST, "messages a day"))
    quiet_from, quiet_to = wish.quiet_from.strip(), wish.quiet_to.strip()
    if bool(quiet_from) != bool(quiet_to):
        raise NonsenseError("Please say both when your quiet hours begin and when they end.")
    if quiet_from:
        return replace(after, quiet_from=_time(quiet_from), quiet_to=_time(quiet_to))
    silent = wish.loud if isinstance(wish, SetUpdates) else wish.sent
    return replace(after, quiet_from=time(), quiet_to=time()) if silent else after


def how_of(choice: Choice) -> str:
    """The pace, as the commands say it."""
    return _HOWS.get(choice.pace, str(choice.every))


def stamp(choice: Choice) -> str:
    """What a form was made from: it differs when the form has to be looked at afresh."""
    parts = (how_of(choice), choice.daily_at, choice.quiet_from, choice.quiet_to, choice.zone, choice.budget)
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def _paced(before: Choice, how: str) -> Choice:
    if not how:
        return before
    if how in _PACES:
        return replace(before, pace=_PACES[how])
    every = _number(how, SHORTEST, LONGEST, "minutes between two messages")
    return replace(before, pace=Pace.GROUPED, every=every)


def _time(written: str) -> time:
    found = _TIME.fullmatch(written.strip())
    try:
        return time(int(found[1]), int(found[2])) if found else time(24)
    except ValueError:
        raise NonsenseError("Please give times by the 24-hour clock, for instance 08:30 or 17:45.") from None


def _number(written: str, least: int, most: int, what: str) -> int:
    plain = written.strip()
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= len(str(most)) else -1
    if not least <= number <= most:
        raise NonsenseError(f"Please give the {what} as a number from {least} to {most}.")
    return number


def _zone(written: str) -> str:
    name = "_".join(written.split())
    if known_zone(name) is None:
        raise NonsenseError(
            "I know no such time zone: please choose one from the list, or say Europe/Dublin."
        )
    return name
