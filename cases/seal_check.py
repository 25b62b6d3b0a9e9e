"""Checks an audit trail against its seals, and names the first entry that is not as it was sealed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cases.seals import START, Line, Seal, SealKey, digest, expected, head_of


class Wrong(StrEnum):
    """What is wrong, as a sentence goes on after "entry 7" or "seal 7"."""

    CHANGED = "has been changed or moved"
    REMOVED = "has been removed"
    ADDED = "has been put in where the trail was sealed already"
    SEAL_CHANGED = "has been changed"
    SEAL_REMOVED = "has been removed"
    SEAL_KEY = "was made with a key that is not among those in the settings"
    SEAL_NOT_OURS = "was made without the key that is in the settings"
    HEAD_DIFFERS = "is not the one whose head was kept elsewhere"


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is wrong. ``entry`` is an entry's number; None when no entry can be told."""

    wrong: Wrong
    seal: int
    entry: int | None = None

    def __str__(self) -> str:
        if self.wrong in (Wrong.CHANGED, Wrong.REMOVED, Wrong.ADDED):
            return f"Entry {self.entry} {self.wrong}."
        from_here = "" if self.entry is None else f" Nothing vouches for entry {self.entry} and what follows."
        return f"Seal {self.seal} {self.wrong}.{from_here}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the trail is as it was sealed. ``seals`` and ``sealed`` count what was found good.

    ``unsealed`` counts entries that no seal speaks for yet; a change to them does not show.
    """

    seals: int
    sealed: int
    unsealed: int
    head: str
    bad: Bad | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The head of one seal, written down where whoever can write the database cannot reach it."""

    seal: int
    head: str


@dataclass(slots=True)
class _Walk:
    """The entries in order, with one in hand."""

    lines: Iterator[Line]
    hand: Line | None = field(init=False)

    def __post_init__(self) -> None:
        self.hand = next(self.lines, None)

    def until(self, last: int) -> list[Line]:
        taken = []
        line = self.hand
        while line is not None and line[0] <= last:
            taken.append(line)
            line = next(self.lines, None)
        self.hand = line
        return taken

    def rest(self, seen: Callable[[int], None]) -> int:
        count = int(self.hand is not None)
        for _ in self.lines:
            count += 1
            seen(1)
        return count


def check(
    seals: Iterable[Seal],
    lines: Iterable[Line],
    keys: Sequence[SealKey] = (),
    kept: Kept | None = None,
    seen: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Go through the whole trail, seals and entries in the order of their numbers, up to the first fault.

    ``keys`` are all that may have been used, the present one first. ``seen`` hears of every few entries.
    """
    walk, previous = _Walk(iter(lines)), None
    for seal in seals:
        bad = _wrong_seal(previous, seal, keys, kept)
        bad = bad or _wrong_entry(previous, seal, walk.until(seal.last))
        if bad:
            return _verdict(previous, 0, bad)
        seen(seal.entries - (previous.entries if previous else 0))
        previous = seal
    if bad := _wrong_end(previous, keys, kept):
        return _verdict(previous, 0, bad)
    return _verdict(previous, walk.rest(seen), None)


def _verdict(newest: Seal | None, unsealed: int, bad: Bad | None) -> Verdict:
    if newest is None:
        return Verdict(0, 0, unsealed, START, bad)
    return Verdict(newest.number, newest.entries, unsealed, newest.head, bad)


def _wrong_seal(previous: Seal | None, seal: Seal, keys: Sequence[SealKey], kept: Kept | None) -> Bad | None:
    place, start = (previous.number + 1, previous.last + 1) if previous else (1, 1)
    if seal.number != place:
        wrong = Wrong.SEAL_REMOVED if seal.number > place else Wrong.SEAL_CHANGED
        return Bad(wrong, min(seal.number, place), start)
    key = next((key for key in keys if key.id == seal.key_id), None)
    if seal.key_id and key is None:
        return Bad(Wrong.SEAL_KEY, seal.number, start)
    if seal.head != head_of(seal, previous.head if previous else START, key):
        return Bad(Wrong.SEAL_CHANGED, seal.number, start)
    if not seal.key_id and previous is not None and previous.key_id and keys:
        return Bad(Wrong.SEAL_NOT_OURS, seal.number, start)
    if kept is not None and kept.seal == seal.number and kept.head != seal.head:
        return Bad(Wrong.HEAD_DIFFERS, seal.number, None)
    return None


def _wrong_entry(previous: Seal | None, seal: Seal, lines: Sequence[Line]) -> Bad | None:
    """The first entry that is not as this seal has it."""
    place, entries = previous.entries if previous else 0, iter(lines)
    try:
        for number, sealed in expected(seal):
            place += 1
            line = next(entries, None)
            if line is None or line[0] > number:
                return Bad(Wrong.REMOVED, seal.number, number)
            if line[0] != number:
                return Bad(Wrong.ADDED, seal.number, line[0])
            if digest(place, line) != sealed:
                return Bad(Wrong.CHANGED, seal.number, number)
    except (ValueError, TypeError):
        return Bad(Wrong.SEAL_CHANGED, seal.number, previous.last + 1 if previous else 1)
    extra = next(entries, None)
    if extra is not None:
        return Bad(Wrong.ADDED, seal.number, extra[0])
    return None if place == seal.entries else Bad(Wrong.SEAL_CHANGED, seal.number, None)


def _wrong_end(newest: Seal | None, keys: Sequence[SealKey], kept: Kept | None) -> Bad | None:
    if kept is not None and (newest is None or newest.number < kept.seal):
        return Bad(Wrong.SEAL_REMOVED, kept.seal, newest.last + 1 if newest else 1)
    # One seal with the key speaks for everything before it; without one, anybody could have made them all.
    if newest is not None and keys and newest.key_id != keys[0].id:
        return Bad(Wrong.SEAL_NOT_OURS, newest.number, None)
    return None
