"""Buttons carry typed requests: a verb, and data that decodes into one command or is refused.

Inputs of a card are merged into the data under dotted ids: an input named ``reason.words`` fills ``words`` of
``reason``.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from cases.commands import (
    AcceptHandover,
    AccessReview,
    AnswerIntroduction,
    AskChannelAgain,
    AskIntroduction,
    AskLead,
    AskToConfirm,
    BringIn,
    CalendarLink,
    CaseMembers,
    CaseTasks,
    ChangeRole,
    CloseCase,
    Command,
    Confirm,
    DeclineHandover,
    DigestLine,
    Disclose,
    Duplicates,
    EditProfile,
    EditUpdates,
    EndAccess,
    EndFor,
    Family,
    FamilyExactly,
    HandOver,
    HasLeft,
    Help,
    IntroductionQueue,
    Join,
    JudgeLink,
    Leave,
    LeaveOut,
    LogContact,
    LookedAt,
    Merges,
    MergeThem,
    MoveTask,
    MuteCase,
    Muted,
    MyCases,
    MyDigest,
    MyIntroductions,
    MyTasks,
    NameLead,
    NewTask,
    NoReason,
    NotSharing,
    OpenCase,
    OpenTasks,
    Override,
    Overrides,
    PassIntroduction,
    People,
    Picture,
    RefreshTask,
    RenameCase,
    ReopenCase,
    ReviewOverride,
    RevokeCalendar,
    SeenUpdates,
    SetAway,
    SetLanguages,
    SettleTasks,
    SetUpdates,
    SetWorkingDays,
    ShowProfile,
    ShowTask,
    StillWith,
    StoppedWith,
    Sweep,
    TakeOver,
    TaskFile,
    TeamTasks,
    Timeline,
    UndoMerge,
    WeekOf,
    WhatIsDue,
    Who,
    WhoExactly,
    WhoHasSeen,
    WhoLooked,
    WithdrawHandover,
    WithdrawIntroduction,
)

VERBS: dict[str, type[Command]] = {
    "who": Who,
    "who.exactly": WhoExactly,
    "help": Help,
    "family": Family,
    "family.exactly": FamilyExactly,
    "picture": Picture,
    "trail.child": WhoLooked,
    "trail.practitioner": LookedAt,
    "involvement.join": Join,
    "involvement.leave": Leave,
    "involvement.role": ChangeRole,
    "involvement.contact": LogContact,
    "involvement.confirm": Confirm,
    "due": WhatIsDue,
    "due.still": StillWith,
    "due.stopped": StoppedWith,
    "left": HasLeft,
    "left.sweep": Sweep,
    "left.over": TakeOver,
    "left.end": EndFor,
    "left.lead": NameLead,
    "handover.ask": HandOver,
    "handover.accept": AcceptHandover,
    "handover.decline": DeclineHandover,
    "handover.withdraw": WithdrawHandover,
    "timeline": Timeline,
    "profile": ShowProfile,
    "profile.people": People,
    "profile.edit": EditProfile,
    "profile.away": SetAway,
    "profile.days": SetWorkingDays,
    "profile.languages": SetLanguages,
    "disclosure": Disclose,
    "introduction.ask": AskIntroduction,
    "introduction.queue": IntroductionQueue,
    "introduction.pass": PassIntroduction,
    "introduction.answer": AnswerIntroduction,
    "introduction.mine": MyIntroductions,
    "introduction.withdraw": WithdrawIntroduction,
    "shield.ask": AskLead,
    "shield.override": Override,
    "override.list": Overrides,
    "override.review": ReviewOverride,
    "grant.end": EndAccess,
    "reason.none": NoReason,
    "trail.not_shared": NotSharing,
    "case.mine": MyCases,
    "case.close": CloseCase,
    "case.reopen": ReopenCase,
    "case.rename": RenameCase,
    "case.members": CaseMembers,
    "case.leave_out": LeaveOut,
    "case.bring_in": BringIn,
    "case.channel_again": AskChannelAgain,
    "case.open": OpenCase,
    "calendar.link": CalendarLink,
    "calendar.revoke": RevokeCalendar,
    "task.file": TaskFile,
    "tasks.open": OpenTasks,
    "tasks.settle": SettleTasks,
    "task": ShowTask,
    "task.refresh": RefreshTask,
    "task.move": MoveTask,
    "tasks.mine": MyTasks,
    "tasks.case": CaseTasks,
    "tasks.team": TeamTasks,
    "task.new": NewTask,
    "week": WeekOf,
    "access.review": AccessReview,
    "updates.edit": EditUpdates,
    "updates.set": SetUpdates,
    "updates.mute": MuteCase,
    "updates.muted": Muted,
    "updates.seen": SeenUpdates,
    "updates.witnesses": WhoHasSeen,
    "digest": MyDigest,
    "digest.line": DigestLine,
    "digest.confirm": AskToConfirm,
    "duplicates": Duplicates,
    "duplicates.judge": JudgeLink,
    "duplicates.merge": MergeThem,
    "duplicates.merged": Merges,
    "duplicates.undo": UndoMerge,
}
LONGEST = 1000  # characters in one text; what people type at the bot is refused well before
_PLAIN = (str, int, bool, type(None))
_VERB_OF = {command: verb for verb, command in VERBS.items()}


class UnknownButtonError(ValueError):
    """The verb or its data is none that a card of ours carries. Ask again with a fresh card."""


def encode(command: Command) -> tuple[str, dict[str, Any]]:
    """The verb and the JSON-able data of a command, without what is at its default."""
    return _VERB_OF[type(command)], _slim(command)


def decode(verb: object, data: object) -> Command:
    """The command a press stands for. Raises UnknownButtonError for anything that no card of ours carries."""
    command = VERBS.get(verb) if isinstance(verb, str) else None
    if command is None or not isinstance(data, Mapping):
        raise UnknownButtonError("This button is not known here.")
    nested = _nest(data)
    try:
        decoded = msgspec.convert(nested, command)
    except (msgspec.ValidationError, RecursionError) as wrong:
        raise UnknownButtonError("This button carries something that cannot be read.") from wrong
    if not _belongs(nested, msgspec.to_builtins(decoded)):
        raise UnknownButtonError("This button carries something that does not belong to it.")
    return decoded


def _nest(data: Mapping[Any, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in sorted(data.items(), key=lambda item: "." in str(item[0])):
        outer, dot, inner = str(key).partition(".")
        if not dot:
            nested[outer] = value
        elif isinstance(nested.get(outer, {}), Mapping):
            nested[outer] = {**nested.get(outer, {}), inner: value}
        else:
            raise UnknownButtonError("This button carries an input where none belongs.")
    return nested


def _belongs(given: object, known: object) -> bool:
    """Whether each key given is one of the decoded command's (msgspec skips others) and no text endless."""
    if isinstance(given, dict) and isinstance(known, dict):
        return all(key in known and _belongs(value, known[key]) for key, value in given.items())
    if isinstance(given, list):
        return len(given) <= LONGEST and all(_belongs(part, None) for part in given)
    return not isinstance(given, str) or len(given) <= LONGEST


def _slim(value: Any) -> Any:  # noqa: ANN401  # a dataclass becomes a dict, an enum its value, a tuple a list
    # A card has dozens of buttons, whose values are mostly plain.
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_slim(part) for part in value]
    if isinstance(value, Mapping):
        return dict(value)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    named = ((name, default, getattr(value, name)) for name, default in _defaults(value.__class__))
    return {name: _slim(part) for name, default, part in named if part is not default and part != default}


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))
