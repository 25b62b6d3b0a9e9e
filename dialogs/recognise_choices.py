"""From what somebody types to how they want to hear of updates.

tests/dialogs/test_recognise_choices.py holds the table of examples.
"""

import re
from collections.abc import Callable, Mapping

from cards.choice_words import ZONES
from cases.commands import EditUpdates, Muted, SetUpdates

OfChoices = EditUpdates | SetUpdates | Muted

_UPDATES = r"(?:(?:the|my|all)\s+)?(?:updates?|news|notifications?|messages)"
_SEND = (
    r"(?:(?:please\s+)?(?:send|give|tell)(?:\s+me)?(?:\s+(?:the|my|all))?\s+(?:updates?|news|notifications?)|"
    rf"(?:i|we)(?:'d\s+like|\s+want|\s+would\s+like)(?:\s+to\s+(?:hear|get))?\s+{_UPDATES}|{_UPDATES})"
)
_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)?|noon|midday|midnight)"
_OF_MINE = r"(?:(?:show|open|edit|change|see)\s+(?:me\s+)?)?(?:my\s+)?"
_EDIT = (
    rf"{_OF_MINE}(?:(?:update|notification)s?\s+(?:settings?|choices?|preferences?)|quiet\s+(?:hours|times?))|"
    r"(?:(?:show|open|edit|change|see)\s+(?:me\s+)?)?my\s+(?:updates?|notifications?)"
)
_MUTED = (
    r"(?:what(?:'s|\s+is|\s+have\s+i)?|which\s+cases\s+(?:are|have\s+i))\s+muted?|"
    r"(?:what|which\s+cases)\s+did\s+i\s+mute|(?:(?:show|list)\s+(?:me\s+)?)?(?:my\s+)?muted(?:\s+cases)?"
)
_DAILY = (
    rf"{_SEND}\s+(?:only\s+)?(?:once\s+a\s+day|daily|every\s+day|once\s+daily)"
    rf"(?:\s+(?:only\s+)?at\s+(?P<at>{_CLOCK}))?"
)
_NOW = rf"{_SEND}\s+(?:at\s+once|immediately|straight\s?away|right\s+away|instantly)"
_EVERY = (
    rf"{_SEND}\s+(?:(?:at\s+most\s+)?every\s+(?:(?P<number>\d{{1,3}}|half\s+(?:an)?|two|three|four)?\s*"
    r"(?P<unit>minutes?|mins?|hours?))|hourly|(?:at\s+most\s+)?once\s+an\s+hour)"
)
_MINE = rf"(?:{_SEND}\s+|tell\s+me\s+|send\s+me\s+)?only\s+(?:about\s+|of\s+)?what\s+(?:needs|concerns)\s+me"
_QUIET = (
    r"(?:(?:keep|be|stay|set)\s+)?(?:my\s+)?quiet(?:\s+(?:hours|times?))?(?:\s+are)?\s+(?:from\s+|between\s+)?"
    rf"(?P<first>{_CLOCK})\s*(?:to|until|till|til|and|-|–)\s*(?P<last>{_CLOCK})"
)
_LOUD = r"(?:no|without|end\s+(?:my|the)|switch\s+off(?:\s+my)?)\s+quiet\s+(?:hours|times?)"
_ZONE = r"(?:(?:set|change)\s+)?my\s+time\s?-?zone\s+(?:is|to)\s+(?P<zone>[a-z_]+(?:[/ \-+][a-z_0-9]+){0,3})"
_BUDGET = (
    rf"(?:(?:send|give)\s+me\s+)?(?:at\s+most|no\s+more\s+than)\s+(?P<number>\d{{1,3}})\s+{_UPDATES}\s+"
    r"(?:a|per|each)\s+day"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_PLACES = {city.lower(): zone for zone, city in ZONES.items()} | {zone.lower(): zone for zone in ZONES}
_HOUR, _HALF, _NOON = 60, 30, 12


def choices_in(said: str) -> OfChoices | None:
    """The command, if this is about how somebody hears of updates."""
    for pattern, command in _PATTERNS:
        if found := pattern.match(said):
            return command(found.groupdict())
    return None


def _every(part: Mapping[str, str | None]) -> SetUpdates:
    return SetUpdates(str(_minutes((part["number"] or "").lower(), (part["unit"] or "hour").lower())))


def _minutes(number: str, unit: str) -> int:
    if number.startswith("half"):
        return _HALF
    many = _NUMBERS.get(number) or (int(number) if number else 1)
    return many * _HOUR if unit.startswith("hour") else many


def _quiet(part: Mapping[str, str | None]) -> SetUpdates:
    return SetUpdates(quiet_from=_time(part["first"]), quiet_to=_time(part["last"]))


def _zone(part: Mapping[str, str | None]) -> SetUpdates:
    named = part["zone"] or ""
    return SetUpdates(zone=_PLACES.get(named.lower(), named))


def _time(words: str | None) -> str:
    """By the 24-hour clock; what the clock does not have is left for the rules to refuse."""
    plain = (words or "").lower().replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm")
    if plain in _NAMED or not plain:
        return _NAMED.get(plain, "")
    half = plain[-2:] if plain.endswith(("am", "pm")) else ""
    hours, _, minutes = plain.removesuffix(half).replace(".", ":").partition(":")
    hour = int(hours)
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return f"{hour:02}:{minutes or '00'}"


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Mapping[str, str | None]], OfChoices]], ...] = tuple(
    (re.compile(rf"^(?:{pattern})$", re.IGNORECASE), command)
    for pattern, command in (
        (_EDIT, lambda _: EditUpdates()),
        (_MUTED, lambda _: Muted()),
        (_DAILY, lambda part: SetUpdates("daily", daily_at=_time(part["at"]))),
        (_NOW, lambda _: SetUpdates("at once")),
        (_MINE, lambda _: SetUpdates("mine")),
        (_EVERY, _every),
        (_QUIET, _quiet),
        (_LOUD, lambda _: SetUpdates(loud=True)),
        (_BUDGET, lambda part: SetUpdates(budget=part["number"] or "")),
        (_ZONE, _zone),
    )
)
