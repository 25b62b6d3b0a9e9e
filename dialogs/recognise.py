"""From what somebody types to the command they mean. Deterministic: patterns that fit on one screen.

tests/dialogs/test_recognise.py holds the table of examples; a new way of asking starts as a row there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cases.birth import NoSuchDateError
from cases.commands import (
    CaseTasks,
    Command,
    Family,
    HandOver,
    Help,
    LookedAt,
    MyCases,
    NotSharing,
    NotUnderstood,
    OfInvolvement,
    Picture,
    Timeline,
    Who,
    WhoLooked,
)
from cases.days import NonsenseError
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise_calendar import calendar_in
from dialogs.recognise_case import case_in
from dialogs.recognise_case_ends import case_ends_in
from dialogs.recognise_choices import choices_in
from dialogs.recognise_digest import digest_in
from dialogs.recognise_handover import handover_in
from dialogs.recognise_involvement import involvement_in
from dialogs.recognise_picture import picture_of
from dialogs.recognise_profile import profile_in
from dialogs.recognise_sensitive import about, sensitive_in
from dialogs.recognise_shield import not_shared_of, overrides_in
from dialogs.recognise_stewards import stewards_in
from dialogs.recognise_task import task_in
from dialogs.recognise_tasks import tasks_in
from dialogs.recognise_timeline import timeline_of
from dialogs.recognise_trail import looked_at_child, looked_by
from dialogs.recognise_upkeep import take_upkeep
from dialogs.recognise_weekly import weekly_in
from dialogs.recognise_who import child_in, who_in

_LONGEST = 300
_AROUND = " ,;:!.?"
ONE_CHILD = "Please tell me one child at a time."

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


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed: ``said`` without politeness around it, ``tidy`` without "please" and "now" behind it.

    ``place`` is what "this child" refers to; ``today`` what "yesterday" counts from.
    """

    said: str
    tidy: str
    place: ConversationId | None
    today: date | None


def recognise(text: str, conversation_id: ConversationId | None = None, today: date | None = None) -> Command:
    """The command a text stands for. ``conversation_id`` is what "this child" refers to; None in private.

    ``today`` is what "yesterday" counts from; without it, days that are not written out stay unsaid.
    """
    if len(text) > _LONGEST:
        return NotUnderstood("That is longer than I can read. Please ask with just a name or an NHS number.")
    spaced = _spaced(text)
    said = _POLITE.sub("", spaced).strip(_AROUND)
    tidy = _TRAILING.sub("", said or spaced).strip(_AROUND)
    if not tidy or _HELP.match(tidy):
        return Help()
    typed = _Typed(said, tidy, conversation_id, today)
    try:
        for take in _TAKERS:
            if command := take(typed):
                return command
        return who_in(tidy, conversation_id)
    except (NoSuchDateError, NonsenseError) as wrong:
        return NotUnderstood(str(wrong))


def _spaced(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b]+", " ", text.replace("’", "'").replace("‘", "'")).strip(" \t,;:!.?")


def _weekly(typed: _Typed) -> Command | None:
    return weekly_in(typed.tidy, typed.place, typed.today)


def _trail(typed: _Typed) -> Command | None:
    if practitioner := looked_by(typed.tidy):
        return LookedAt(practitioner)
    child = looked_at_child(typed.tidy)
    asked = child_in(child, typed.place, asked=True) if child else None
    return WhoLooked(asked.query) if isinstance(asked, Who | Family) else asked


def _choices(typed: _Typed) -> Command | None:
    return choices_in(typed.tidy)


def _case_ends(typed: _Typed) -> Command | None:
    found = case_ends_in(typed.tidy)
    if found is None or isinstance(found, MyCases):
        return found
    words, command = found
    if not words:
        return replace(command, query=Query(conversation_id=typed.place)) if typed.place else command
    meant = child_in(words, typed.place, asked=True)
    return replace(command, query=meant.query) if isinstance(meant, Who | Family) else meant


def _calendar(typed: _Typed) -> Command | None:
    return calendar_in(typed.tidy)


def _digest(typed: _Typed) -> Command | None:
    return digest_in(typed.tidy)


def _upkeep(typed: _Typed) -> Command | None:
    return take_upkeep(typed.said)


def _handover(typed: _Typed) -> Command | None:
    found = handover_in(typed.said, typed.today)
    return None if found is None else _about(*found, typed.place)


def _timeline(typed: _Typed) -> Command | None:
    found = timeline_of(typed.said, typed.today)
    if found is None:
        return None
    asked = child_in(found.subject, typed.place, asked=True)
    if isinstance(asked, Family):
        return NotUnderstood("Please ask for one child's timeline at a time.")
    if not isinstance(asked, Who):
        return asked
    since, until = (day.isoformat() if day else "" for day in (found.since, found.until))
    return Timeline(asked.query, since=since, until=until, chart=found.chart)


def _sensitive(typed: _Typed) -> Command | None:
    found = sensitive_in(typed.said)
    if found is None:
        return None
    child, command = found
    if not child:
        return command
    meant = who_in(child, typed.place)
    if isinstance(meant, Family):
        return NotUnderstood(ONE_CHILD)
    return about(command, meant.query) if isinstance(meant, Who) else meant


def _tasks(typed: _Typed) -> Command | None:
    found = tasks_in(typed.tidy)
    if not isinstance(found, str):
        return found
    asked = child_in(found, typed.place, asked=True)
    if isinstance(asked, Family):
        return NotUnderstood("Please ask for the tasks of one case at a time.")
    if isinstance(asked, Who):
        return CaseTasks(asked.query)
    return asked if asked != NotUnderstood() else None


def _shield(typed: _Typed) -> Command | None:
    if command := overrides_in(typed.tidy):
        return command
    child = not_shared_of(typed.tidy)
    asked = child_in(child, typed.place, asked=True) if child else None
    return NotSharing(asked.query) if isinstance(asked, Who | Family) else asked


def _stewards(typed: _Typed) -> Command | None:
    return stewards_in(typed.tidy)


def _task(typed: _Typed) -> Command | None:
    command = task_in(typed.said, in_a_case=typed.place is not None)
    if command is None or command.about or typed.place is None:
        return command
    return replace(command, query=Query(conversation_id=typed.place))


def _picture(typed: _Typed) -> Command | None:
    child = picture_of(typed.tidy)
    if not child:
        return None
    meant = who_in(child, typed.place)
    if isinstance(meant, Family):
        return NotUnderstood("I can draw one child's network at a time.")
    return Picture(meant.query) if isinstance(meant, Who) else meant


def _involvement(typed: _Typed) -> Command | None:
    found = involvement_in(typed.said, typed.today)
    return None if found is None else _about(*found, typed.place)


def _profile(typed: _Typed) -> Command | None:
    return profile_in(typed.said, typed.today)


def _case(typed: _Typed) -> Command | None:
    return case_in(typed.tidy, typed.place)


def _about(child: str, command: OfInvolvement | HandOver, place: ConversationId | None) -> Command:
    meant = who_in(child, place)
    if isinstance(meant, Family):
        return NotUnderstood(ONE_CHILD)
    return replace(command, query=meant.query) if isinstance(meant, Who) else meant


# The first that knows what was typed has its way.
_TAKERS: tuple[Callable[[_Typed], Command | None], ...] = (
    _weekly,
    _trail,
    _choices,
    _case_ends,
    _calendar,
    _digest,
    _upkeep,
    _handover,
    _timeline,
    _tasks,
    _sensitive,
    _shield,
    _stewards,
    _task,
    _picture,
    _case,
    _involvement,
    _profile,
)
