"""Ways to ask who a practitioner is, and to say how it stands with oneself: away, working days, languages.

tests/dialogs/test_recognise_profile.py holds the table of examples.
"""

import re
from datetime import date, timedelta

from cases.commands import Command, EditProfile, SetAway, SetLanguages, SetWorkingDays, ShowProfile
from cases.days import take_day
from cases.profile import WEEK

_WORD = r"[^\W\d_]+(?:['.\-ʼ][^\W\d_]+)*[.]?"
_NAME = rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,5}})"
# Words that belong to questions about a child, or to nobody's name.
_NOT_IN_A_NAME = frozenset(
    re.findall(
        r"\w+",
        """a about all allocated also already am an and any anybody anyone are around assigned at attached
        baby back been being boy case child children circle contact currently dealing does else everybody
        everyone for from girl has have he health help helping helps her here him his how i in involved
        is it its key knows lead looked looking me my network no nobody not now of on or our own people
        practitioner practitioners present professional professionals responsible seeing seen she social
        somebody someone still support supporting supports team that the their them there these they
        this those to today tomorrow touch us visitor was we were what when where which who whom will
        with worker workers working works you young your""",
    )
)
_SHOWING = r"(?:(?:show|open|see|get)\s+(?:me\s+)?)?"
_OF_THEM = (
    r"(?:profile|(?:contact\s+)?details|availability|working\s+days|(?:phone\s+)?number|"
    r"e-?mail(?:\s+address)?)"
)
_REACH = r"(?:reach|contact|call|ring|phone|e-?mail|get\s+(?:hold\s+of|in\s+touch\s+with))"
_THERE = r"(?:away|at\s+work|available|back|on\s+leave|out\s+of\s+(?:the\s+)?office|working\s+today)"
_SHOW = tuple(
    (words, re.compile(rf"^{pattern}$", re.IGNORECASE))
    for words, pattern in (
        # Of these many are asked of children and of things: nobody is called by one word there.
        (2, rf"who(?:'s|\s+is)\s+{_NAME}"),
        (2, rf"is\s+{_NAME}\s+{_THERE}"),
        (1, rf"{_SHOWING}{_NAME}'s?\s+{_OF_THEM}"),
        (1, rf"{_SHOWING}(?:the\s+)?(?:profile|contact\s+details)\s+(?:of|for)\s+{_NAME}"),
        (1, rf"how\s+(?:do|can|could|should)\s+(?:i|we)\s+(?:best\s+)?{_REACH}\s+{_NAME}"),
        (1, rf"(?:when|which\s+days)\s+(?:does|is)\s+{_NAME}\s+(?:work(?:ing)?|in|back)"),
        (1, rf"(?:which|what)\s+languages?\s+does\s+{_NAME}\s+speak"),
    )
)
_MINE = re.compile(
    r"^(?:(?:show|open|see)\s+(?:me\s+)?)?my\s+(?:own\s+)?(?:profile|details|card|availability)$|^who\s+am\s+i$",
    re.IGNORECASE,
)
_EDIT = re.compile(
    r"^(?:edit|change|update)\s+my\s+(?:own\s+)?(?:profile|details|working\s+days|languages|availability)$",
    re.IGNORECASE,
)

_AWAY = (
    r"(?:away(?:\s+from\s+work)?|off(?:\s+(?:sick|work|ill))?|(?:on|taking)\s+(?:annual\s+|sick\s+)?leave|"
    r"on\s+holiday|out\s+of\s+(?:the\s+)?office|not\s+(?:at\s+work|in)|sick|ill)"
)
_BACK = r"back(?:\s+(?:at\s+work|in(?:\s+the\s+office)?|from\s+(?:leave|holiday)))?"
_UNTIL = r"(?:until|till|til|to|through)"
_SPAN = (
    rf"(?:(?:,?\s+(?:from|since|starting)\s+(?P<first>.+?))?"
    rf"(?:,?\s+{_UNTIL}\s+(?P<last>.+)|,?\s+(?:and\s+)?back\s+(?:on\s+)?(?P<back>.+))?|"
    r"\s+(?:on\s+)?(?P<only>.+))"
)
_I_AM = r"(?:i'm|i\s+am|i'll\s+be|i\s+will\s+be)(?:\s+(?:now|currently))?"
_THEY_ARE = rf"{_NAME}(?:'s|\s+is|\s+will\s+be)(?:\s+(?:now|currently))?"
_AWAYS = tuple(re.compile(rf"^{whom}\s+{_AWAY}{_SPAN}$", re.IGNORECASE) for whom in (_I_AM, _THEY_ARE))
_BACKS = tuple(
    re.compile(rf"^{whom}\s+{_BACK}(?:\s+(?:on\s+)?(?P<day>.+))?$", re.IGNORECASE)
    for whom in (_I_AM, _THEY_ARE)
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_AND = r"\s*(?:,\s*and\s|,|\band\b|\bor\b|&)\s*"
_RUN = rf"{_WEEKDAY}\s*(?:to|until|-|–)\s*{_WEEKDAY}"
_DAYS = rf"(?:(?:every\s+)?{_WEEKDAY}(?:{_AND}{_WEEKDAY})*|{_RUN}|weekdays)"
_WORKING = tuple(
    (how, re.compile(rf"^{pattern}$", re.IGNORECASE))
    for how, pattern in (
        ("not", rf"i\s+(?:don't|do\s+not|no\s+longer|never)\s+work\s+(?:on\s+)?(?P<days>{_DAYS})"),
        ("not", rf"i(?:'m|\s+am)\s+(?:not|never)\s+(?:in|at\s+work|working)\s+(?:on\s+)?(?P<days>{_DAYS})"),
        ("also", rf"i\s+(?:now\s+)?also\s+work\s+(?:on\s+)?(?P<days>{_DAYS})"),
        ("only", rf"i\s+(?:now\s+)?(?:only\s+)?work\s+(?:on\s+|from\s+)?(?P<days>{_DAYS})"),
        ("only", rf"my\s+working\s+days\s+are\s+(?:now\s+)?(?P<days>{_DAYS})"),
    )
)
_LANGUAGE = rf"(?!(?:to|with|for|about|of|on|at|in|the|a|an|up|my|no|not)\b){_WORD}(?:\s+sign\s+language)?"
_LISTED = rf"(?P<languages>{_LANGUAGE}(?:{_AND}{_LANGUAGE}){{0,11}})"
_SPEAKING = tuple(
    (how, re.compile(rf"^{pattern}$", re.IGNORECASE))
    for how, pattern in (
        ("not", rf"i\s+(?:don't|do\s+not|no\s+longer)\s+speak\s+{_LISTED}(?:\s+any\s?more)?"),
        ("also", rf"i\s+(?:can\s+)?(?:also\s+)?(?:speak|sign)\s+{_LISTED}"),
        ("only", rf"my\s+languages\s+are\s+{_LISTED}"),
    )
)
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you))+$", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)


def profile_in(said: str, today: date | None) -> Command | None:
    """The command, if this is said of a practitioner and of no child.

    Raises cases.days.NonsenseError for a day that the calendar does not have.
    """
    said = _MANNERS.sub("", said)
    if _MINE.match(said):
        return ShowProfile()
    if _EDIT.match(said):
        return EditProfile()
    for least, pattern in _SHOW:
        if name := _named(pattern.match(said), least):
            return ShowProfile(name)
    return _working(said) or _speaking(said) or (_away(said, today) if today else None)


def _named(found: re.Match[str] | None, least: int = 2) -> str:
    """The name that was said, of at least so many words; "" when the words are no name."""
    if found is None or len(words := found["name"].split()) < least:
        return ""
    plain = {word.lower().rstrip(".") for word in words}
    return "" if plain & _NOT_IN_A_NAME else " ".join(words)


def _away(said: str, today: date) -> Command | None:
    for patterns, make in ((_AWAYS, _absent), (_BACKS, _returned)):
        for pattern in patterns:
            found = pattern.match(said)
            if found is None:
                continue
            name = _named(found) if "name" in pattern.groupindex else ""
            if name or "name" not in pattern.groupindex:
                return make(name, found, today)
    return None


def _absent(name: str, found: re.Match[str], today: date) -> Command | None:
    part = found.groupdict()
    said = {key: _day(part[key], today) for key in ("first", "last", "back", "only") if part[key]}
    if None in said.values():
        return None
    days = {key: day for key, day in said.items() if day}
    last = days.get("last") or days.get("only") or (days["back"] - _ONE_DAY if "back" in days else None)
    first = days.get("first") or days.get("only")
    return SetAway(
        name, away_from=first.isoformat() if first else "", away_until=last.isoformat() if last else ""
    )


def _returned(name: str, found: re.Match[str], today: date) -> Command | None:
    if not found["day"]:
        return SetAway(name, back=True)
    day = _day(found["day"], today)
    if day is None or day <= today:
        return SetAway(name, back=True) if day else None
    return SetAway(name, away_until=(day - _ONE_DAY).isoformat())


def _day(words: str, today: date) -> date | None:
    """A day to come, if the words say one and nothing else."""
    plain = re.sub(r"^(?:this\s+|[a-z]+day,?\s+(?=\d|the\b))", "", words.strip(), flags=re.IGNORECASE)
    day, rest = take_day(f"away on {plain}", today, ahead=True)
    return day if rest == "away" else None


def _working(said: str) -> Command | None:
    for how, pattern in _WORKING:
        if found := pattern.match(said):
            return SetWorkingDays(",".join(_weekdays(found["days"].lower())), how)
    return None


def _weekdays(words: str) -> list[str]:
    if words == "weekdays":
        return list(WEEK[:5])
    named = [one[:3] for one in re.findall(_WEEKDAY, words)]
    if not re.fullmatch(_RUN, words):
        return [day for day in WEEK if day in named]
    first, last = (next(place for place, day in enumerate(WEEK) if day == one) for one in named)
    run = {WEEK[(first + step) % len(WEEK)] for step in range((last - first) % len(WEEK) + 1)}
    return [day for day in WEEK if day in run]


def _speaking(said: str) -> Command | None:
    for how, pattern in _SPEAKING:
        if found := pattern.match(said):
            return SetLanguages(", ".join(re.split(_AND, found["languages"])), how)
    return None
