"""Seals over the audit trail: a chain of hashes in which every entry has its digest and its place.

A seal covers the entries that came since the seal before it. It holds their numbers, a digest of each, how
many entries there are in all, and a *head*: a hash over all this and over the head before. So the newest head
stands for the whole trail up to there. What that proves: docs/decisions/0007-audit-seals.md.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from json import JSONEncoder

Line = tuple[int, *tuple[object, ...]]
"""An entry as the database keeps it: its number, then the fields of FIELDS.

Texts as they are; the moment as ``2026-11-20T09:30:00.000000Z``; a list as the JSON text that is kept. What
is none of these was not written by the service, and has a digest nevertheless.
"""

FIELDS = (
    *("at", "tenant_id", "object_id", "practitioner_id", "action", "outcome"),
    *("child_id", "basis", "reason", "asked", "shown"),
)
START = "0" * 64
"""What stands for a head where there is none before."""

SHORTEST_SECRET = 32
_VERSION = "teamaround audit seal 1"
_DIGEST = 32  # bytes of SHA-256


def _unknown(value: object) -> object:
    return {"unknown": value.hex() if isinstance(value, bytes) else repr(value)}


# JSON in ASCII: one way to write each list, no text can pass for another field, on either database.
_encode = JSONEncoder(separators=(",", ":"), default=_unknown, check_circular=False).encode


@dataclass(frozen=True, slots=True)
class SealKey:
    """A secret without which no seal can be made that would be believed."""

    secret: bytes

    @property
    def id(self) -> str:
        """Tells one key from another and gives nothing of it away."""
        return hmac.digest(self.secret, b"teamaround audit key", "sha256").hex()[:16]


@dataclass(frozen=True, slots=True)
class Seal:
    """One link of the chain.

    ``numbers`` are those of its entries as ranges ("1-500,502-900"), ``digests`` one after another.
    ``last`` is the highest entry number that it or a seal before it speaks for, ``entries`` how many entries
    all seals up to this one cover. ``key_id`` is "" where no key was used. ``at`` is as in a Line.
    """

    number: int
    at: str
    last: int
    entries: int
    numbers: str
    digests: bytes
    key_id: str
    head: str = ""

    @property
    def size(self) -> int:
        """How many entries it covers itself."""
        return len(self.digests) // _DIGEST


def moment_text(at: datetime) -> str:
    """A moment as it stands in a Line: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest(place: int, line: Line) -> bytes:
    """SHA-256 over an entry's place in the trail (1, 2, ...), its number and all of its fields."""
    return hashlib.sha256(_encode([place, *line]).encode()).digest()


def seal_over(previous: Seal | None, lines: Sequence[Line], at: str, key: SealKey | None) -> Seal:
    """The seal that follows ``previous`` and covers these entries, which are in the order of their numbers.

    Without entries it only says that from here on this key is used.
    """
    before = previous.entries if previous else 0
    numbers = [line[0] for line in lines]
    made = Seal(
        number=previous.number + 1 if previous else 1,
        at=at,
        last=numbers[-1] if numbers else previous.last if previous else 0,
        entries=before + len(numbers),
        numbers=_ranges(numbers),
        digests=b"".join(digest(place, line) for place, line in enumerate(lines, before + 1)),
        key_id=key.id if key else "",
    )
    return replace(made, head=head_of(made, previous.head if previous else START, key))


def head_of(seal: Seal, before: str, key: SealKey | None) -> str:
    """The seal's head, in hexadecimal: over everything in it and over the head before it."""
    digests = hashlib.sha256(seal.digests).hexdigest()
    whole = _encode(
        [
            *(_VERSION, before, seal.number, seal.at, seal.last, seal.entries),
            *(seal.numbers, digests, seal.key_id),
        ]
    ).encode()
    return (hmac.new(key.secret, whole, "sha256") if key else hashlib.sha256(whole)).hexdigest()


def needs_new_key(newest: Seal | None, key: SealKey | None) -> bool:
    """Whether the chain goes on with another key than its newest seal was made with."""
    return newest is not None and newest.key_id != (key.id if key else "")


def expected(seal: Seal) -> Iterator[tuple[int, bytes]]:
    """The number and the digest of each entry it covers. Raises ValueError if it does not add up."""
    numbers = list(_numbers(seal.numbers))
    if len(numbers) * _DIGEST != len(seal.digests):
        raise ValueError("A seal needs one digest for each entry.")
    for place, number in enumerate(numbers):
        yield number, seal.digests[place * _DIGEST : (place + 1) * _DIGEST]


def _ranges(numbers: Iterable[int]) -> str:
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(f"{first}-{last}" if first != last else f"{first}" for first, last in parts)


def _numbers(ranges: str) -> Iterator[int]:
    for part in filter(None, ranges.split(",")):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)
