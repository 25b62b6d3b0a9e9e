"""From what somebody types to the command they mean. Deterministic: patterns that fit on one screen.

tests/dialogs/test_recognise.py holds the table of examples; a new way of asking starts as a row there.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cases.birth import NoSuchDateError, take_birth
from cases.commands import (
    Command,
    Family,
    HandOver,
    Help,
    LookedAt,
    NotSharing,
    NotUnderstood,
    OfInvolvement,
    Picture,
    Timeline,
    Who,
    WhoLooked,
)
from cases.days import NonsenseError
from cases.identifiers import take_nhs_number, take_reference
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise_family import take_family
from dialogs.recognise_handover import handover_in
from dialogs.recognise_involvement import involvement_in
from dialogs.recognise_picture import picture_of
from dialogs.recognise_profile import profile_in
from dialogs.recognise_sensitive import about, sensitive_in
from dialogs.recognise_shield import not_shared_of, overrides_in
from dialogs.recognise_timeline import timeline_of
from dialogs.recognise_trail import looked_at_child, looked_by
from dialogs.recognise_upkeep import take_upkeep

_LONGEST = 300
_WORDS_IN_A_NAME = 6

_BE = r"(?:'s|s|\s+is|\s+are|\s+was|\s+were|\s+has\s+been|\s+have\s+been)?"
_ADVERB = r"(?:\s+(?:else|all|now|also|already|currently|actively|still|at\s+present|here))*"
_DOING = (
    r"(?:working|work|works|involved|involve|engaged|engaging|supporting|support|supports|helping|help|helps|"
    r"seeing|sees|dealing|deals|in\s+contact|in\s+touch|assigned|allocated|attached|responsible|looking\s+after)"
)
_LINK = r"(?:\s+(?:with|for|to|around|on|in|at))?"
_WHO = (
    r"(?:who(?:m)?|anyone|anybody|someone|somebody|everyone|everybody|"
    r"(?:which|what|any(?:\s+other)?|other|the|all)?\s*"
    r"(?:agency|agencies|services?|practitioners?|professionals?|people|workers?|teams?|organisations?))"
)
_ROLE = (
    r"(?:lead(?:\s+(?:practitioner|professional|worker))?|social\s+worker|key\s+worker|health\s+visitor|"
    r"school\s+nurse|gp|team|circle|network|professionals|practitioners|workers|people)"
)
_ASKING = tuple(
    re.compile(rf"^{pattern}\s+(?P<subject>.+)$", re.IGNORECASE)
    for pattern in (
        rf"{_WHO}{_ADVERB}{_BE}{_ADVERB}\s+{_DOING}{_ADVERB}{_LINK}",
        rf"(?:is|are|does|do|has|have)\s+(?:there\s+)?{_WHO}{_ADVERB}\s+(?:been\s+)?{_DOING}{_ADVERB}{_LINK}",
        rf"{_WHO}{_ADVERB}{_BE}{_ADVERB}\s+(?:around|with|on|for|knows?|know\s+about)",
        rf"who{_BE}{_ADVERB}(?:\s+(?:in|on|part\s+of))?(?:\s+(?:the|a))?\s+{_ROLE}\s+(?:around|for|of|with)",
        rf"(?:show|give|get|open)(?:\s+me)?(?:\s+the)?\s+{_ROLE}\s+(?:around|for|of|with)",
        rf"(?:the\s+)?{_ROLE}\s+(?:around|for|of)",
        r"(?:look(?:ing)?\s+up|look\s+for|find|search(?:\s+for)?|show(?:\s+me)?|open|check)",
    )
)
_CIRCLE_OF = re.compile(
    r"^(?:show\s+(?:me\s+)?|who(?:'s|\s+is|\s+are)\s+(?:in\s+)?)?(?P<subject>.+?)['’]s?\s+(?:circle|team|network|lead|"
    r"social\s+worker|practitioners|professionals)$",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|good\s+(?:morning|afternoon|evening)|please|so|ok|okay|and|um|thanks|teamaround|"
    r"(?:can|could|would|will)\s+you(?:\s+please)?(?:\s+(?:tell|show|say))?(?:\s+(?:me|us))?|tell\s+me|"
    r"do\s+(?:you|we)\s+know(?:\s+if)?|"
    r"(?:i|we)(?:'d|\s+would)?\s+(?:need|want|like)\s+to\s+(?:know|see|find\s+out)|i(?:'m|\s+am)\s+wondering|"
    r"does\s+anyone\s+know|any\s+idea)\b[\s,!.:]*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,]*\b(?:please|thanks|thank\s+you|right\s+now|now|currently|at\s+the\s+moment|at\s+present|today|"
    r"and\s+how\s+(?:do|can)\s+i\s+reach\s+them))+$",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"^(?:help|\?+|hi|hello|hey|start|menu|commands?|what\s+can\s+(?:you|i)\s+(?:do|ask).*|how\s+does\s+this\s+work|"
    r"good\s+(?:morning|afternoon|evening))$",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"^(?:(?:with|for|around)\s+)?(?:this|the|our)\s+(?:child|case|young\s+person|baby|boy|girl|children|one)$|"
    r"^(?:him|her|them|here|this)$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:nhs(?:\s+(?:number|no\.?))?|d\.?o\.?b\.?|date\s+of\s+birth|born(?:\s+(?:on|in))?|"
    r"case(?:\s+reference)?|reference|ref\.?|child|called|named|aged?)\b[:\s]*",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[^\W\d_]+(?:['’.\-ʼ][^\W\d_]+)*[.]?$")
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        """a about add am an and any anything are assign at because been but by can cannot case close
        could day did do does done for from get give got had has have how i if in is it its
        just let make meeting my need new no not of ok okay on one open or our out please
        remind see set should so some task tell thank thanks that the their them then there
        these they thing this to today tomorrow up us was we were what when where which who why
        will with would yes you your""",
    )
)


def recognise(text: str, conversation_id: ConversationId | None = None, today: date | None = None) -> Command:
    """The command a text stands for. ``conversation_id`` is what "this child" refers to; None in private.

    ``today`` is what "yesterday" counts from; without it, days that are not written out stay unsaid.
    """
    if len(text) > _LONGEST:
        return NotUnderstood("That is longer than I can read. Please ask with just a name or an NHS number.")
    said = _tidy(text)
    if not said or _HELP.match(said):
        return Help()
    try:
        for take in _TAKERS:
            if command := take(text, conversation_id, today):
                return command
        return _who(said, conversation_id)
    except (NoSuchDateError, NonsenseError) as wrong:
        return NotUnderstood(str(wrong))


def _involvement(text: str, conversation_id: ConversationId | None, today: date | None) -> Command | None:
    said = _POLITE.sub("", _spaced(text)).strip(" ,;:!.?")
    found = involvement_in(said, today)
    return None if found is None else _about(*found, conversation_id)


def _handover(text: str, conversation_id: ConversationId | None, today: date | None) -> Command | None:
    found = handover_in(_POLITE.sub("", _spaced(text)).strip(" ,;:!.?"), today)
    return None if found is None else _about(*found, conversation_id)


def _about(child: str, command: OfInvolvement | HandOver, place: ConversationId | None) -> Command:
    meant = _who(child, place)
    if isinstance(meant, Family):
        return NotUnderstood("Please tell me one child at a time.")
    return replace(command, query=meant.query) if isinstance(meant, Who) else meant


def _sensitive(text: str, conversation_id: ConversationId | None, _: date | None) -> Command | None:
    found = sensitive_in(_POLITE.sub("", _spaced(text)).strip(" ,;:!.?"))
    if found is None:
        return None
    child, command = found
    if not child:
        return command
    meant = _who(child, conversation_id)
    if isinstance(meant, Family):
        return NotUnderstood("Please tell me one child at a time.")
    return about(command, meant.query) if isinstance(meant, Who) else meant


def _tidy(text: str) -> str:
    said = _spaced(text)
    without = _POLITE.sub("", said).strip(" ,;:!.?")
    return _TRAILING.sub("", without or said).strip(" ,;:!.?")


def _trail(text: str, conversation_id: ConversationId | None, _: date | None) -> Command | None:
    said = _tidy(text)
    if practitioner := looked_by(said):
        return LookedAt(practitioner)
    child = looked_at_child(said)
    asked = _child(child, conversation_id, asked=True) if child else None
    return WhoLooked(asked.query) if isinstance(asked, Who | Family) else asked


def _upkeep(text: str, _: ConversationId | None, __: date | None) -> Command | None:
    return take_upkeep(_POLITE.sub("", _spaced(text)).strip(" ,;:!.?"))


def _timeline(text: str, conversation_id: ConversationId | None, today: date | None) -> Command | None:
    found = timeline_of(_POLITE.sub("", _spaced(text)).strip(" ,;:!.?"), today)
    if found is None:
        return None
    asked = _child(found.subject, conversation_id, asked=True)
    if isinstance(asked, Family):
        return NotUnderstood("Please ask for one child's timeline at a time.")
    if not isinstance(asked, Who):
        return asked
    since, until = (day.isoformat() if day else "" for day in (found.since, found.until))
    return Timeline(asked.query, since=since, until=until, chart=found.chart)


def _profile(text: str, _: ConversationId | None, today: date | None) -> Command | None:
    return profile_in(_POLITE.sub("", _spaced(text)).strip(" ,;:!.?"), today)


def _shield(text: str, conversation_id: ConversationId | None, _: date | None) -> Command | None:
    said = _tidy(text)
    if command := overrides_in(said):
        return command
    child = not_shared_of(said)
    asked = _child(child, conversation_id, asked=True) if child else None
    return NotSharing(asked.query) if isinstance(asked, Who | Family) else asked


def _picture(text: str, conversation_id: ConversationId | None, _: date | None) -> Command | None:
    child = picture_of(_tidy(text))
    if not child:
        return None
    meant = _who(child, conversation_id)
    if isinstance(meant, Family):
        return NotUnderstood("I can draw one child's network at a time.")
    return Picture(meant.query) if isinstance(meant, Who) else meant


def _spaced(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b]+", " ", text.replace("’", "'").replace("‘", "'")).strip(" \t,;:!.?")


def _who(said: str, conversation_id: ConversationId | None) -> Command:
    subject, asked = _subject(said)
    return _child(subject, conversation_id, asked=asked)


def _child(subject: str, conversation_id: ConversationId | None, *, asked: bool) -> Command:
    family = take_family(subject)
    asking: type[Who | Family] = Who if family is None else Family
    subject = subject if family is None else family
    if _HERE.match(subject) or family == "":
        return _here(conversation_id, asking)
    query, rest = _facts(subject)
    name = _name(rest)
    query = replace(query, name=name)
    if rest and not name:
        return NotUnderstood()
    if query == Query(born=query.born):
        return NotUnderstood("Please add a name or an NHS number." if asked or query.born else "")
    return asking(query)


def _subject(said: str) -> tuple[str, bool]:
    for pattern in (_CIRCLE_OF, *_ASKING):
        found = pattern.match(said)
        if found:
            return found["subject"].strip(" ,;:!.?"), True
    return said, False


def _here(conversation_id: ConversationId | None, asking: type[Who | Family]) -> Command:
    if conversation_id is None:
        return NotUnderstood("Here I cannot tell which child you mean. Please say a name or an NHS number.")
    return asking(Query(conversation_id=conversation_id))


def _facts(subject: str) -> tuple[Query, str]:
    nhs_number, rest = take_nhs_number(subject)
    reference, rest = take_reference(rest)
    born, rest = take_birth(rest)
    rest = _LABELS.sub(" ", re.sub(r"[()\[\]\"“”]", " ", rest))
    return Query(born=born, nhs_number=nhs_number, reference=reference), rest.strip(" ,;:!.?-")


def _name(rest: str) -> str:
    """The text if it reads as a name, else "": few words, letters only, none of them everyday words."""
    words = rest.replace(",", " ").split()
    if not 1 <= len(words) <= _WORDS_IN_A_NAME:
        return ""
    if not all(_NAME.match(word) for word in words) or any(word.lower() in _NOT_NAMES for word in words):
        return ""
    return " ".join(rest.split())


# Each takes the text as it was typed, the conversation and the day; the first that knows it has its way.
_TAKERS: tuple[Callable[[str, ConversationId | None, date | None], Command | None], ...] = (
    _trail,
    _upkeep,
    _handover,
    _timeline,
    _sensitive,
    _shield,
    _picture,
    _involvement,
    _profile,
)
