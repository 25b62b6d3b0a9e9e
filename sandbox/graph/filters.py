"""``$filter``: comparisons, ``in``, ``startswith``, ``and``, ``or``, ``not`` and brackets."""

import re
from collections.abc import Callable
from datetime import datetime
from operator import gt, lt
from typing import Any

from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.properties import PROPERTIES

Json = dict[str, Any]
Test = Callable[[Json], bool]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)")
_CONSTANTS = {"true": True, "false": False, "null": None}
_MOST_VALUES = 15
_DERIVED = "microsoft.graph.aadUserConversationMember/"


def chosen(row: Json, kind: str, text: str | None) -> bool:
    """Whether a row passes the filter, if there is one. Raises GraphError 400 when it cannot be read."""
    return text is None or _Reader(kind, text).whole()(row)


class _Reader:
    """Reads one filter from left to right."""

    def __init__(self, kind: str, text: str) -> None:
        self._kind = kind
        self._text = text
        self._tokens = _TOKEN.findall(text)
        if "".join(self._tokens) != re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", text):
            raise self._wrong()

    def whole(self) -> Test:
        test = self._any()
        if self._tokens:
            raise self._wrong()
        return test

    def _any(self) -> Test:
        tests = [self._all()]
        while self._next_is("or"):
            tests.append(self._all())
        return lambda row: any(test(row) for test in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._next_is("and"):
            tests.append(self._one())
        return lambda row: all(test(row) for test in tests)

    def _one(self) -> Test:
        if self._next_is("not"):
            test = self._one()
            return lambda row: not test(row)
        if self._next_is("("):
            test = self._any()
            self._need(")")
            return test
        word = self._take()
        if word == "startswith":
            return self._starts()
        return self._compared(self._property(word))

    def _starts(self) -> Test:
        self._need("(")
        name = self._property(self._take())
        self._need(",")
        start = str(self._value(self._take())).casefold()
        self._need(")")
        return lambda row: str(row.get(name) or "").casefold().startswith(start)

    def _compared(self, name: str) -> Test:
        how = self._take()
        if how == "in":
            values = self._list()
            return lambda row: any(_same(row.get(name), value) for value in values)
        if how in ("gt", "lt") and name.endswith("DateTime"):
            return self._ranged(name, how)
        if how not in ("eq", "ne"):
            raise self._wrong()
        value = self._value(self._take())
        return lambda row: _same(row.get(name), value) == (how == "eq")

    def _ranged(self, name: str, how: str) -> Test:
        try:
            bound = datetime.fromisoformat(self._take())
        except ValueError as wrong:
            raise self._wrong() from wrong
        compare = gt if how == "gt" else lt
        return lambda row: row.get(name) is not None and compare(datetime.fromisoformat(row[name]), bound)

    def _list(self) -> list[object]:
        self._need("(")
        values = [self._value(self._take())]
        while self._next_is(","):
            values.append(self._value(self._take()))
        self._need(")")
        if len(values) > _MOST_VALUES:
            raise bad_request(
                "Too many child clauses specified in search filter expression containing 'OR' operators: "
                f"{len(values)}. Max allowed: {_MOST_VALUES}."
            )
        return values

    def _property(self, word: str) -> str:
        name = word.removeprefix(_DERIVED)
        if name not in PROPERTIES[self._kind]:
            raise bad_request(
                f"Could not find a property named '{name}' on type 'microsoft.graph.{self._kind}'."
            )
        return name

    def _value(self, word: str) -> object:
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        raise self._wrong()

    def _next_is(self, word: str) -> bool:
        if self._tokens and self._tokens[0] == word:
            self._tokens.pop(0)
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._next_is(word):
            raise self._wrong()

    def _take(self) -> str:
        if not self._tokens:
            raise self._wrong()
        return str(self._tokens.pop(0))

    def _wrong(self) -> GraphError:
        return bad_request(f"Invalid filter clause: '{self._text}'.")


def _same(held: object, wanted: object) -> bool:
    """Equal as Graph compares: text without regard to case."""
    if isinstance(held, str) and isinstance(wanted, str):
        return held.casefold() == wanted.casefold()
    return held == wanted
