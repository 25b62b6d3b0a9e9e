"""Buttons carry typed requests: a verb, and data that decodes into one command or is refused.

Inputs of a card are merged into the data under dotted ids: an input named ``reason.words`` fills ``words`` of
``reason``.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from cases.commands import Command, Help, Who, WhoExactly

VERBS: dict[str, type[Command]] = {"who": Who, "who.exactly": WhoExactly, "help": Help}
_VERB_OF = {command: verb for verb, command in VERBS.items()}


class UnknownButtonError(ValueError):
    """The verb or its data is none that a card of ours carries. Ask again with a fresh card."""


def encode(command: Command) -> tuple[str, dict[str, Any]]:
    """The verb and the JSON-able data of a command, without what is at its default."""
    data = msgspec.to_builtins(command)
    return _VERB_OF[type(command)], _without_nothing(data)


def decode(verb: object, data: object) -> Command:
    """The command a press stands for. Raises UnknownButtonError for anything that no card of ours carries."""
    command = VERBS.get(verb) if isinstance(verb, str) else None
    if command is None or not isinstance(data, Mapping):
        raise UnknownButtonError("This button is not known here.")
    nested = _nest(data)
    unknown = nested.keys() - command.__dataclass_fields__.keys()
    if unknown:
        raise UnknownButtonError("This button carries something that does not belong to it.")
    try:
        return msgspec.convert(nested, command)
    except msgspec.ValidationError as wrong:
        raise UnknownButtonError("This button carries something that cannot be read.") from wrong


def _nest(data: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {key: value for key, value in data.items() if "." not in key}
    for key, value in data.items():
        outer, dot, inner = key.partition(".")
        if dot and isinstance(nested.get(outer, {}), dict):
            nested[outer] = {**nested.get(outer, {}), inner: value}
    return nested


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    kept = {}
    for key, value in data.items():
        slim = _without_nothing(value) if isinstance(value, dict) else value
        if slim not in (None, "", False, {}):
            kept[key] = slim
    return kept
