"""What a source has given: kept as it was, to know later what it changes; hashed, to know whether it does."""

import json
from dataclasses import fields
from datetime import date
from hashlib import blake2b
from typing import Any

from cases.importing.rows import AnyRow, ChildRow, InvolvementRow, PeopleRow, PractitionerRow
from cases.model import Birth, Identity, Name

_HASH, _ID = 16, 12
_FIELDS = {
    kind: tuple(field.name for field in fields(kind) if field.name != "source_id")
    for kind in (ChildRow, PeopleRow, PractitionerRow, InvolvementRow)
}
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def given_by(row: AnyRow) -> str:
    """A row as text: the same for the same values, however the file wrote them. Its id is not among them."""
    plain = {
        name: value if type(value) is str else _plain(value)
        for name in _FIELDS[type(row)]
        if (value := getattr(row, name))
    }
    return _TO_JSON(plain)


def child_from(source_id: str, given: str) -> ChildRow:
    """A child's row as it was given."""
    plain = json.loads(given)
    birth = plain.pop("birth", None)
    names = tuple(Name(*parts) for parts in plain.pop("names", ()))
    return ChildRow(source_id, names, Birth(*birth) if birth else None, **plain)


def plain_from(given: str) -> dict[str, Any]:
    """A row's values as they were given: texts, and days as texts; what was empty is not there."""
    found: dict[str, Any] = json.loads(given)
    return found


def hash_of(given: str) -> str:
    """What a row is compared by."""
    return blake2b(given.encode("utf-8", "surrogatepass"), digest_size=_HASH).hexdigest()


def entity_id(prefix: str, *parts: str) -> str:
    """The id in the register of what a source gives: the same whenever it is imported."""
    told_apart = "\x1f".join(parts).encode()
    return f"{prefix}-{blake2b(told_apart, digest_size=_ID).hexdigest()}"


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Name():
            return [value.given, value.family]
        case Birth():
            return [value.year, value.month, value.day, value.expected]
        case Identity():
            return [value.tenant_id, value.object_id]
        case tuple():
            return [_plain(one) for one in value]
    return value
