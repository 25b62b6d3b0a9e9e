"""Hashed keys: those of a child, kept beside it, and those that a query looks for.

A key is made of what rarely goes wrong together: a name's sound and the year; one word as it is spelt and
the beginning or the end of another; half a number. Two children with one key need have nothing else in
common, and a clash of hashes costs a comparison, no more. A child's keys stay as they are whoever else is
registered.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations

from cases.matching.asked import Asked
from cases.matching.spelling import sound
from cases.matching.traits import Called, Traits
from cases.model import Birth

_EDGE = 3
_HALF_NHS, _HALF_UPN = 5, 7

# How much a key says: children with keys that say more together are looked at first.
_SAID = {"N": 9, "U": 9, "D": 4, "Y": 5, "P": 4, "T": 3, "X": 4, "A": 4, "O": 3}
_LESS = 2


def child_number(child_id: str) -> int:
    """A child's number in the key table: 63 bits of its id's hash, so that it can be told without looking."""
    return int.from_bytes(blake2b(child_id.encode(errors="replace"), digest_size=8).digest(), "big") >> 1


def child_keys(traits: Traits) -> frozenset[int]:
    """All keys of a child."""
    return frozenset(map(_hash, _of_child(traits)))


def probes(asked: Asked) -> dict[int, int]:
    """The keys that a query looks for, and how much each says."""
    found: dict[int, int] = {}
    for key, said in _of_query(asked):
        number = _hash(key)
        found[number] = max(found.get(number, 0), said)
    return found


def _hash(key: str) -> int:
    # 47 bits: what SQLite keeps in six bytes.
    return int.from_bytes(blake2b(key.encode(errors="replace"), digest_size=6).digest(), "big") >> 1


def _of_child(traits: Traits) -> Iterator[str]:
    birth = traits.birth
    for name in traits.names:
        given, family = _sides(name)
        words = {*given, *family}
        for heard in {sound(word) for word in words}:
            yield from _dated(heard, birth)
            if traits.area:
                yield f"A {heard} {traits.area}"
        if not family:
            yield from (f"O {sound(word)}" for word in words)
        for one in given:
            for other in family:
                yield from _pair(sound(one), sound(other), birth)
                yield from _edges(one, other)
                yield from _edges(other, one)
    yield from _halves(traits.nhs_number, traits.upn)


def _sides(name: Called) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words on either side of a name, those written apart also as one: Mary-Jane may be Maryjane."""
    given, family = name.given, name.family
    if not given or not family:
        first, *rest = given or family
        if not rest:
            return (first,), ()
        return (first, "".join((first, *rest))), tuple(rest)
    return _and_joined(given), _and_joined(family)


def _and_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words, "".join(words)) if len(words) > 1 else words


def _dated(heard: str, birth: Birth | None) -> Iterator[str]:
    if birth is None or birth.month is None:
        return
    yield f"M {heard} {birth.year} {birth.month}"
    if birth.day is not None:
        yield f"D {heard[0]} {birth.year} {birth.month} {birth.day}"
        yield f"T {heard} {birth.month} {birth.day}"
        yield f"V {heard} {birth.year} {birth.day}"


def _pair(one: str, other: str, birth: Birth | None) -> Iterator[str]:
    low, high = sorted((one, other))
    yield f"P {low} {high}"
    if birth is not None:
        yield f"Y {low} {high} {birth.year}"


def _edges(whole: str, other: str) -> Iterator[str]:
    yield f"X {whole} {other[:_EDGE]}"
    yield f"X {whole} -{other[-_EDGE:]}"


def _halves(nhs_number: str, upn: str) -> Iterator[str]:
    for kind, number, half in (("N", nhs_number, _HALF_NHS), ("U", upn, _HALF_UPN)):
        if number:
            yield f"{kind} {number[:half]}"
            yield f"{kind} -{number[half:]}"


def _of_query(asked: Asked) -> Iterator[tuple[str, int]]:
    for key in _halves(asked.nhs_number, asked.upn):
        yield key, _SAID[key[0]]
    pieces = _pieces(asked)
    born = asked.born
    if born is not None and born.month is not None:
        yield from _dates(pieces, born)
    if asked.area:
        for word in {form for one in pieces for form in _forms(asked, one)}:
            yield f"A {sound(word)} {asked.area}", _SAID["A"]
    if len(asked.words) == 1:
        yield f"O {sound(asked.words[0])}", _SAID["O"]
    for one, other in combinations(pieces, 2):
        if not one.places & other.places:
            yield from _pairs(asked, one, other)


class _Piece:
    """A word of the query, or two next to each other as one; and where it stands."""

    __slots__ = ("places", "word")

    def __init__(self, word: str, places: Iterable[int]) -> None:
        self.word, self.places = word, frozenset(places)


def _pieces(asked: Asked) -> list[_Piece]:
    words = asked.words
    single = [_Piece(word, (place,)) for place, word in enumerate(words)]
    joined = [_Piece(words[i] + words[i + 1], (i, i + 1)) for i in range(len(words) - 1)]
    return single + joined


def _forms(asked: Asked, piece: _Piece) -> tuple[str, ...]:
    if len(piece.places) > 1:
        return (piece.word,)
    (place,) = piece.places
    return (piece.word, *asked.forms[place])


def _dates(pieces: Iterable[_Piece], born: Birth) -> Iterator[tuple[str, int]]:
    year, month, day = born.year, born.month, born.day
    for heard in {sound(piece.word) for piece in pieces}:
        for key in _dated(heard, born):
            yield key, _SAID["D"] if key[0] == "D" else _SAID["T"]
        if day is not None and month is not None and day <= 12 and day != month:  # noqa: PLR2004 - months
            yield f"M {heard} {year} {day}", _SAID["T"]
            yield f"V {heard} {year} {month}", _LESS
            yield f"T {heard} {day} {month}", _LESS


def _pairs(asked: Asked, one: _Piece, other: _Piece) -> Iterator[tuple[str, int]]:
    born = asked.born
    complete = born is not None and born.day is not None
    ones, others = _forms(asked, one), _forms(asked, other)
    heard = {
        tuple(sorted((sound(a), sound(b)))) for a in ones for b in others if _one_as_typed(a, b, one, other)
    }
    for low, high in heard:
        if born is None:
            yield f"P {low} {high}", _SAID["P"]
            continue
        yield f"Y {low} {high} {born.year}", _SAID["Y"]
        if complete:
            yield f"Y {low} {high} {born.year - 1}", _SAID["T"]
            yield f"Y {low} {high} {born.year + 1}", _SAID["T"]
    if not complete:
        for a in ones:
            for b in others:
                if _one_as_typed(a, b, one, other):
                    yield from ((key, _SAID["X"]) for key in (*_edges(a, b), *_edges(b, a)))


def _one_as_typed(a: str, b: str, one: _Piece, other: _Piece) -> bool:
    """Of two words that both stand for other names, one at least is looked for as it was typed."""
    return a == one.word or b == other.word
