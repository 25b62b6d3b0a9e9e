"""OData as Graph speaks it: query options, ``$select``, pages, contexts."""

import base64
import binascii
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from sandbox.graph.call import Answer, Ask
from sandbox.graph.errors import bad_request
from sandbox.graph.filters import chosen
from sandbox.graph.properties import PROPERTIES

Json = dict[str, Any]

ONE = frozenset({"$select", "$expand"})
MANY = frozenset({"$select", "$expand", "$filter", "$top", "$skip", "$skiptoken", "$count", "$orderby"})
NONE: frozenset[str] = frozenset()
_EXPANDED = re.compile(r"\s*([^,()\s]+)(?:\(([^()]*)\))?\s*(?:,|$)")
_SYSTEM = frozenset({"select", "expand", "filter", "top", "skip", "skiptoken", "count", "orderby", "search"})


def options(given: Mapping[str, str], allowed: Collection[str]) -> dict[str, str]:
    """The query options with their ``$``, which may be left out. Raises GraphError 400 for any other."""
    named = {f"${name}" if name in _SYSTEM else name: value for name, value in given.items()}
    for name in named:
        if name not in allowed:
            raise bad_request(f"Query option '{name}' is not allowed.")
    return named


def moment(at: datetime | None) -> str | None:
    """A moment as Graph writes it."""
    return (
        None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def one(ask: Ask, kind: str, context: str, row: Json, status: int = 200) -> Answer:
    """An entity, with the properties that were asked for."""
    head = {"@odata.context": f"{ask.origin}/$metadata#{context}/$entity"}
    return Answer(status, head | selected(ask, kind, row))


def many(ask: Ask, kind: str, context: str, rows: Sequence[Json], size: int, largest: int = 999) -> Answer:
    """A page of a collection, with the link to the next one while there is one."""
    found = [row for row in rows if chosen(row, kind, ask.query.get("$filter"))]
    start, top = _start(ask.query.get("$skiptoken")) + _count(ask, "$skip", 0), _count(ask, "$top", size)
    if not 1 <= top <= largest:
        raise bad_request(f"Invalid page size specified: '{top}'. Must be between 1 and {largest} inclusive.")
    body: Json = {"@odata.context": f"{ask.origin}/$metadata#{context}"}
    if "$count" in ask.query:
        body["@odata.count"] = len(found)
    if start + top < len(found):
        body["@odata.nextLink"] = _next(ask, start + top)
    page = _ordered(ask, kind, found)[start : start + top]
    return Answer(200, body | {"value": [selected(ask, kind, row) for row in page]})


def selected(ask: Ask, kind: str, row: Json) -> Json:
    """The row with what ``$select`` names; annotations and what was expanded stay."""
    wanted = [name.strip() for name in ask.query.get("$select", "").split(",") if name.strip()]
    for name in wanted:
        check_property(kind, name)
    if not wanted:
        return row
    kept = {"id", *wanted, *expanded(ask)}
    return {key: value for key, value in row.items() if key in kept or key.startswith("@odata.type")}


def expanded(ask: Ask) -> list[str]:
    """What ``$expand`` names."""
    return [found[1] for found in _EXPANDED.finditer(ask.query.get("$expand", ""))]


def within(ask: Ask, kind: str, name: str, row: Json) -> Json:
    """What of an expanded row was asked for: ``$expand=manager($select=id)``. Raises GraphError 400."""
    for found in _EXPANDED.finditer(ask.query.get("$expand", "")):
        if found[1] == name and found[2]:
            option, _, names = found[2].partition("=")
            if option != "$select":
                raise bad_request(f"Query option '{option}' is not allowed.")
            wanted = [one.strip() for one in names.split(",")]
            for one in wanted:
                check_property(kind, one)
            return {
                key: value for key, value in row.items() if key in wanted or key.startswith("@odata.type")
            }
    return row


def check_expand(ask: Ask, kind: str, allowed: Collection[str]) -> list[str]:
    """What ``$expand`` names, if it can be. Raises GraphError 400."""
    for name in expanded(ask):
        if name not in allowed:
            raise bad_request(
                f"Parsing OData Select and Expand failed: Could not find a property named '{name}' "
                f"on type 'microsoft.graph.{kind}'."
            )
    return expanded(ask)


def check_property(kind: str, name: str) -> None:
    """Raises GraphError 400 unless the type has a property of that name."""
    if name not in PROPERTIES[kind]:
        raise bad_request(
            f"Parsing OData Select and Expand failed: Could not find a property named '{name}' "
            f"on type 'microsoft.graph.{kind}'."
        )


def _ordered(ask: Ask, kind: str, rows: list[Json]) -> list[Json]:
    wanted = ask.query.get("$orderby")
    if wanted is None:
        return rows
    name, _, way = wanted.partition(" ")
    check_property(kind, name)
    if way.strip() not in ("", "asc", "desc"):
        raise bad_request(f"Syntax error at position {len(name)} in '{wanted}'.")
    return sorted(rows, key=lambda row: str(row.get(name) or ""), reverse=way.strip() == "desc")


def _count(ask: Ask, name: str, usual: int) -> int:
    text = ask.query.get(name)
    if text is None:
        return usual
    if not text.isdecimal():
        raise bad_request(f"Invalid value '{text}' for {name} query option found. It requires an integer.")
    return int(text)


def _next(ask: Ask, start: int) -> str:
    token = base64.urlsafe_b64encode(str(start).encode()).decode()
    kept = {key: value for key, value in ask.query.items() if key not in ("$skip", "$skiptoken")}
    path = quote(ask.path, safe="/:@()='$,")
    return f"{ask.origin}{path}?{urlencode(kept | {'$skiptoken': token}, safe='$', quote_via=quote)}"


def _start(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token))
    except (ValueError, binascii.Error) as wrong:
        raise bad_request("Skip token is not valid.") from wrong
