"""Which child is meant, and that it is asked who works with them."""

import re
from dataclasses import replace

from cases.birth import take_birth
from cases.commands import Family, NotUnderstood, Who
from cases.identifiers import take_nhs_number, take_reference, take_upn
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise_family import take_family

OfSomebody = Who | Family | NotUnderstood

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
_AREA = re.compile(
    r"^(?P<name>.+?),?\s+(?:in|from|living\s+in|who\s+lives\s+in)\s+(?P<area>[^\W\d_][\w'’.\-]*(?:\s+[\w'’.\-]+){0,3})$",
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
_NOT_AN_AREA = _NOT_NAMES - {"the", "of", "on", "and", "close", "new"}


def who_in(said: str, place: ConversationId | None) -> OfSomebody:
    """Who is working with ...?, however it was put; ``place`` is what "this child" refers to."""
    subject, asked = _subject(said)
    return child_in(subject, place, asked=asked)


def child_in(subject: str, place: ConversationId | None, *, asked: bool) -> OfSomebody:
    """The child, or the family, that a name, a number, a date or "this child" stands for."""
    family = take_family(subject)
    asking: type[Who | Family] = Who if family is None else Family
    subject = subject if family is None else family
    if _HERE.match(subject) or family == "":
        return _here(place, asking)
    query, rest = _facts(subject)
    rest, area = _lives(rest)
    name = _name(rest)
    query = replace(query, name=name, area=area)
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


def _here(place: ConversationId | None, asking: type[Who | Family]) -> OfSomebody:
    if place is None:
        return NotUnderstood("Here I cannot tell which child you mean. Please say a name or an NHS number.")
    return asking(Query(conversation_id=place))


def _facts(subject: str) -> tuple[Query, str]:
    upn, rest = take_upn(subject)
    nhs_number, rest = take_nhs_number(rest)
    reference, rest = take_reference(rest)
    born, rest = take_birth(rest)
    rest = _LABELS.sub(" ", re.sub(r"[()\[\]\"“”]", " ", rest))
    query = Query(born=born, nhs_number=nhs_number, reference=reference, upn=upn)
    return query, rest.strip(" ,;:!.?-")


def _lives(rest: str) -> tuple[str, str]:
    """The name, and the area said after it: "Amra Hassan in Northfield".

    Whether there is such an area is not asked: it might be known from a child whom nobody may see.
    """
    said = _AREA.match(rest)
    if said and _name(said["name"]) and not _NOT_AN_AREA & set(said["area"].lower().split()):
        return said["name"], " ".join(said["area"].split())
    return rest, ""


def _name(rest: str) -> str:
    """The text if it reads as a name, else "": few words, letters only, none of them everyday words."""
    words = rest.replace(",", " ").split()
    if not 1 <= len(words) <= _WORDS_IN_A_NAME:
        return ""
    if not all(_NAME.match(word) for word in words) or any(word.lower() in _NOT_NAMES for word in words):
        return ""
    return " ".join(rest.split())
