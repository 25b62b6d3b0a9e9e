"""Ways to say what others may see of a sensitive service, and to ask to be put in touch with one.

tests/dialogs/test_recognise_sensitive.py holds the table of examples.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from cases.commands import AskIntroduction, Disclose, IntroductionQueue, MyIntroductions, OfSensitive
from cases.model import DisclosureLevel
from cases.query import Query

_CHILD = r"(?P<child>.+?)"
_SOMEBODY = r"(?P<name>(?!(?:me|us|him|her|them|everyone|everybody)\b)\S+(?:\s+\S+){1,4}?)"
_WE_WORK = (
    r"(?:that\s+)?(?:i|we)(?:'m|'re|\s+am|\s+are)?(?:\s+(?:also|now|currently))?\s+"
    r"(?:work|working|involved|supporting|support)(?:\s+(?:with|for))?"
)
_ABOUT = r"(?:about|of|for|on|with)"
_NOTHING, _EXISTENCE, _NAMED = DisclosureLevel.NONE, DisclosureLevel.EXISTENCE, DisclosureLevel.NAMED
_NEW = Query()

Made = Callable[[str], OfSensitive]
"""Makes a command of the name of whoever is to be told, "" where nobody is named."""

_DISCLOSING: tuple[tuple[str, Made], ...] = (
    (rf"(?:tell|inform)\s+{_SOMEBODY}\s+{_WE_WORK}\s+{_CHILD}", lambda who: Disclose(level=_NAMED, also=who)),
    (rf"let\s+{_SOMEBODY}\s+know\s+{_WE_WORK}\s+{_CHILD}", lambda who: Disclose(level=_NAMED, also=who)),
    (rf"disclose\s+{_WE_WORK}\s+{_CHILD}", lambda _: Disclose(level=_EXISTENCE)),
    (
        rf"disclose\s+(?:my|our|the)\s+(?:involvement|work)\s+(?:with|in|for)\s+{_CHILD}",
        lambda _: Disclose(level=_EXISTENCE),
    ),
    (
        rf"withdraw\s+what\s+(?:i|we)(?:'ve|\s+have)?\s+disclosed\s+{_ABOUT}\s+{_CHILD}",
        lambda _: Disclose(level=_NOTHING, sent=True),
    ),
    (
        rf"withdraw\s+(?:my|our|the)\s+disclosures?\s+{_ABOUT}\s+{_CHILD}",
        lambda _: Disclose(level=_NOTHING, sent=True),
    ),
    (
        rf"what\s+(?:may|can|do)\s+others\s+see\s+of\s+(?:my|our)\s+(?:work|involvement)\s+with\s+{_CHILD}",
        lambda _: Disclose(),
    ),
    (rf"what\s+others\s+(?:may|can)\s+see\s+{_ABOUT}\s+{_CHILD}", lambda _: Disclose()),
    (
        rf"(?:put|get)\s+me\s+in\s+touch\s+with\s+the\s+(?:further|other)\s+services?\s+{_ABOUT}\s+{_CHILD}",
        lambda _: AskIntroduction(_NEW),
    ),
    (
        rf"(?:i(?:'d|\s+would)?\s+(?:like|want)\s+to\s+|ask\s+to\s+)be\s+put\s+in\s+touch\s+{_ABOUT}\s+{_CHILD}",
        lambda _: AskIntroduction(_NEW),
    ),
)
_WHOLE: tuple[tuple[str, OfSensitive], ...] = (
    (r"(?:(?:show|see|open)\s+(?:me\s+)?)?(?:my|all\s+my)\s+requests?", MyIntroductions()),
    (r"what\s+have\s+i\s+asked\s+for", MyIntroductions()),
    (
        r"(?:(?:show|see|open)\s+(?:me\s+)?)?(?:the\s+|my\s+)?(?:broker(?:'s)?\s+|brokering\s+)?queue",
        IntroductionQueue(),
    ),
    (r"who\s+is\s+waiting\s+to\s+be\s+put\s+in\s+touch", IntroductionQueue()),
    (r"being\s+put\s+in\s+touch", IntroductionQueue()),
)
_PATTERNS = tuple((re.compile(rf"^{said}$", re.IGNORECASE), make) for said, make in _DISCLOSING)
_SENTENCES = tuple((re.compile(rf"^{said}$", re.IGNORECASE), command) for said, command in _WHOLE)
_MANNERS = re.compile(r"(?:[\s,]+(?:please|thanks|thank\s+you|now))+$", re.IGNORECASE)


def sensitive_in(said: str) -> tuple[str, OfSensitive] | None:
    """The words that name the child ("" where none is needed), and the command; None if none fits."""
    said = _MANNERS.sub("", said)
    for sentence, command in _SENTENCES:
        if sentence.match(said):
            return "", command
    for pattern, make in _PATTERNS:
        if found := pattern.match(said):
            part = found.groupdict()
            return found["child"].strip(" ,;:"), make(part.get("name") or "")
    return None


def about(command: OfSensitive, query: Query) -> OfSensitive:
    """The command, for the child who was named with it."""
    return replace(command, query=query) if isinstance(command, Disclose | AskIntroduction) else command
