"""Hashed keys of a child, kept beside it. What a query looks for is in cases/matching/probes.py.

A key is made of what rarely goes wrong together: a name's sound and the year; one word as it is spelt and
the beginning or the end of another; two thirds of a number. Two children with one key need have nothing else
in common, and a clash of hashes costs a comparison, no more. A child's keys stay as they are whoever else is
registered.
"""

from collections.abc import Iterator
from hashlib import blake2b

from cases.matching.spelling import sound
from cases.matching.traits import Called, Traits
from cases.model import Birth

EDGE, SHORT_EDGE, SHORT = 3, 2, 5
_NHS_PARTS, _UPN_PARTS = (4, 7), (5, 9)
"""After which digits a number is cut into three."""


def child_number(child_id: str) -> int:
    """A child's number in the key table: 63 bits of its id's hash, so that it can be told without looking."""
    return int.from_bytes(blake2b(child_id.encode(errors="replace"), digest_size=8).digest(), "big") >> 1


def child_keys(traits: Traits) -> frozenset[int]:
    """All keys of a child."""
    return frozenset(map(hashed, _of_child(traits)))


def hashed(key: str) -> int:
    """A key as the table has it."""
    # 47 bits: what SQLite keeps in six bytes.
    return int.from_bytes(blake2b(key.encode(errors="replace"), digest_size=6).digest(), "big") >> 1


def _of_child(traits: Traits) -> Iterator[str]:
    birth = traits.birth
    for name in traits.names:
        given, family = _sides(name)
        words = {*given, *family}
        for heard in {sound(word) for word in words}:
            yield from dated(heard, birth)
            if traits.area:
                yield f"A {heard} {traits.area}"
        if not family:
            yield from (f"O {sound(word)}" for word in words)
        for one in given:
            for other in family:
                yield from _pair(sound(one), sound(other), birth)
                yield from _edges(one, other)
                yield from _edges(other, one)
    yield from of_numbers(traits.nhs_number, traits.upn)


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


def dated(heard: str, birth: Birth | None) -> Iterator[str]:
    """One sound with the date, one part of it left out each time; the date with an initial."""
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
    """One letter wrong leaves one of them; of a short word shorter ones."""
    yield from of_length(whole, other, SHORT_EDGE if len(other) <= SHORT else EDGE)


def of_length(whole: str, other: str, length: int) -> Iterator[str]:
    """One word as it is spelt, with the beginning and with the end of another."""
    yield f"X {whole} {other[:length]}"
    yield f"X {whole} -{other[-length:]}"


def of_numbers(nhs_number: str, upn: str) -> Iterator[str]:
    """Each number without a third of it: one wrong digit leaves one of the three.

    And few share one, even of numbers that all begin alike: a half would be shared by thousands.
    """
    for kind, number, (first, last) in (("N", nhs_number, _NHS_PARTS), ("U", upn, _UPN_PARTS)):
        if number:
            yield f"{kind} {number[:last]}-"
            yield f"{kind} {number[:first]}-{number[last:]}"
            yield f"{kind} -{number[first:]}"
