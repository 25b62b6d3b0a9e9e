"""The keys that a query looks for, and how much each says."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from operator import itemgetter

from cases.matching.asked import Asked
from cases.matching.keys import EDGE, SHORT, SHORT_EDGE, dated, hashed, of_length, of_numbers
from cases.matching.spelling import sound
from cases.model import Birth

# How much a key says: children with keys that say more together are looked at first.
_SAID = {"N": 9, "U": 9, "D": 4, "Y": 5, "P": 4, "T": 3, "X": 4, "A": 4, "O": 3}
_LESS = 2

MOST = 400
"""Keys that are looked for at once. Only long names with many other forms have more; SQLite refuses 500."""


def probes(asked: Asked) -> dict[int, int]:
    """The keys that a query looks for, and how much each says."""
    found: dict[int, int] = {}
    for key, said in _of_query(asked):
        number = hashed(key)
        found[number] = max(found.get(number, 0), said)
    if len(found) <= MOST:
        return found
    # Of those that say as much, those of the words as they were typed come first.
    return dict(sorted(found.items(), key=itemgetter(1), reverse=True)[:MOST])


def _of_query(asked: Asked) -> Iterator[tuple[str, int]]:
    for key in of_numbers(asked.nhs_number, asked.upn):
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
    return (piece.word, *sorted(asked.forms[place]))


def _dates(pieces: Iterable[_Piece], born: Birth) -> Iterator[tuple[str, int]]:
    year, month, day = born.year, born.month, born.day
    for heard in {sound(piece.word) for piece in pieces}:
        for key in dated(heard, born):
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
    # With a complete date, a name alone is not enough to look at a child.
    said = _LESS if complete else _SAID["X"]
    for whole, beside in ((one, other), (other, one)):
        for form in _forms(asked, whole):
            # A form that sounds as what was typed shares its dates' keys, so that it needs none of its own.
            if form == whole.word or not (complete and sound(form) == sound(whole.word)):
                yield from ((key, said) for key in _asked_edges(form, beside.word))


def _one_as_typed(a: str, b: str, one: _Piece, other: _Piece) -> bool:
    """Of two words that both stand for other names, one at least is looked for as it was typed."""
    return a == one.word or b == other.word


def _asked_edges(whole: str, other: str) -> Iterator[str]:
    """The same, where a letter too many or too few may have made a short word of a longer one."""
    if len(other) <= SHORT + 1:
        yield from of_length(whole, other, SHORT_EDGE)
    if len(other) >= SHORT:
        yield from of_length(whole, other, EDGE)
    if len(other) == 2 * EDGE:
        # Two letters exchanged just where the edges meet spoil both.
        yield f"X {whole} {other[: EDGE - 1]}{other[EDGE]}"
