"""What may stand on a line of the log: nothing in which a name or a person's words could hide.

A line is built from what is allowed, never by taking out what is not. An event is a dotted literal of ours, a
key is one of ``ALLOWED``, and its value is made by that key's function, which knows one kind of thing and
gives None for all else. An exception keeps its class and where it passed, not its message, for messages quote
what they were given.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from hashlib import blake2b
from pathlib import PurePath
from secrets import token_bytes
from traceback import walk_tb
from typing import Any

from aiohttp.web import AbstractResource

from cases.ports_tenant import Why

Value = str | int | float | bool
_MOST_FRAMES = 12
_MOST_CAUSES = 5
_BILLION = 10**9
_DIGEST_KEY = token_bytes(16)
_EVENT = re.compile(r"[a-z]+(\.[a-z_]+)+")
_GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ACTIVITY_ID = re.compile(rf"(f:)?(\d{{13,30}}|{_GUID})")
_CODE = re.compile(r"[0-9a-f]{4,16}")
_HEAD = re.compile(r"[0-9a-f]{64}")
_CASE_ID = re.compile(r"[0-9a-f]{32}")
_AGREEMENT_ID = re.compile(rf"agreement-[a-z0-9-]{{1,60}}|{_GUID}")


class FromCode(str):
    """A text that names a place in the code. Only this module and ``bot.logs`` make one."""

    __slots__ = ()


def place(path: str, line: int) -> FromCode:
    """File and line, the file with its folder only."""
    return FromCode(f"{'/'.join(PurePath(path).parts[-2:])}:{line}")


def _one_of(*known: str) -> Callable[[object], Value | None]:
    return lambda value: value if isinstance(value, str) and value in known else None


def _number(value: object) -> Value | None:
    # Phone and NHS numbers have ten digits.
    return value if isinstance(value, int | float) and abs(value) < _BILLION else None


def _id(pattern: re.Pattern[str]) -> Callable[[object], Value | None]:
    """Ids as they are; a text that is none as a keyed digest, which still tells one from another."""

    def value_of(value: object) -> Value | None:
        if not isinstance(value, str):
            return None
        if pattern.fullmatch(value):
            return value
        return f"#{blake2b(value.encode(errors='replace'), digest_size=6, key=_DIGEST_KEY).hexdigest()}"

    return value_of


def _class_name(value: object) -> Value | None:
    kind = value if isinstance(value, type) else type(value)
    return kind.__qualname__ if issubclass(kind, BaseException) else None


def _route(value: object) -> Value | None:
    return value.canonical if isinstance(value, AbstractResource) else None


def _from_code(value: object) -> Value | None:
    return str(value) if isinstance(value, FromCode) else None


ALLOWED: Mapping[str, Callable[[object], Value | None]] = {
    "activity_id": _id(_ACTIVITY_ID),
    "activity_type": _one_of(
        "message", "messageUpdate", "messageDelete", "messageReaction", "conversationUpdate",
        "installationUpdate", "event", "typing", "invoke",
    ),
    "agreement_id": _id(_AGREEMENT_ID),
    "attempt": _number,
    "case_id": _id(_CASE_ID),
    "code": _id(_CODE),
    "conversation_kind": _one_of("personal", "groupChat", "channel"),
    "count": _number,
    "duration_ms": _number,
    "error": _class_name,
    "head": _id(_HEAD),
    "level": _one_of("debug", "info", "warning", "error", "critical"),
    "logger": _from_code,
    "method": _one_of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
    "place": _from_code,
    "port": _number,
    "route": _route,
    "seal": _number,
    "status": _number,
    "timestamp": _from_code,
    "why": _one_of(*Why),
}  # fmt: skip


def only_allowed(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: what of a line may be written. ``withheld`` counts what was left out of it."""
    event, wrong = line.pop("event", None), _exception(line.pop("exc_info", None))
    known = isinstance(event, str) and _EVENT.fullmatch(event) is not None
    made = {key: ALLOWED[key](value) for key, value in line.items() if key in ALLOWED and value is not None}
    kept: dict[str, Any] = {"event": event if known else "event.withheld"}
    kept.update((key, value) for key, value in made.items() if value is not None)
    withheld = sum(1 for key, value in line.items() if key not in kept and value is not None)
    if withheld:
        kept["withheld"] = withheld
    if wrong is not None:
        kept["error"] = _class_name(wrong)
        kept["causes"] = [_class_name(cause) for cause in _causes(wrong)]
        frames = list(walk_tb(wrong.__traceback__))[-_MOST_FRAMES:]
        kept["at"] = [str(place(frame.f_code.co_filename, number)) for frame, number in frames]
    return kept


def _exception(info: object) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        return next((part for part in info if isinstance(part, BaseException)), None)
    return sys.exception() if info else None


def _causes(wrong: BaseException) -> Iterator[BaseException]:
    for _ in range(_MOST_CAUSES):
        cause = wrong.__cause__ or (None if wrong.__suppress_context__ else wrong.__context__)
        if cause is None:
            return
        yield cause
        wrong = cause
