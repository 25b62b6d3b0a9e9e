"""Takes JSON Lines apart: an object a line."""

import json
from collections.abc import Iterator
from typing import Any

from bot.importing.lines import LONGEST_LINE, Lines
from cases.importing.faults import Fault

_TOO_LONG = Fault("", f"more than {LONGEST_LINE:,} characters", "the line is too long")
_NO_OBJECT = Fault("", "no JSON object", "the line is no JSON object by itself")


class _TwiceError(ValueError):
    """A key is there twice."""


def json_rows(lines: Lines) -> Iterator[tuple[int, dict[str, str] | Fault]]:
    """The lines that are not blank, each with its number: texts by key, or why there are none."""
    while line := lines.read():
        if line.text is None:
            yield line.number, _TOO_LONG
        elif line.text.strip():
            yield line.number, _object(line.text)


def _object(text: str) -> dict[str, str] | Fault:
    try:
        # Numbers stay as they are written: an NHS number is one only by mistake.
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_pairs)
    except _TwiceError:
        return Fault("", "a JSON object", "a key is there twice")
    except (ValueError, RecursionError):
        return _NO_OBJECT
    if not isinstance(found, dict):
        return _NO_OBJECT
    texts = {}
    for key, value in found.items():
        text_of = _text(value)
        if text_of is None:
            return Fault(
                "", "a JSON object", "a value is a list or an object: only text, numbers, yes and no"
            )
        texts[key] = text_of
    return texts


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _text(value: object) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else None
