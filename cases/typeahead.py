"""Which children fit what has been typed so far: those who begin so, and after them those who come close.

Each child is judged by itself, so that one who may not be seen changes nothing of what is said of others.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import permutations

from rapidfuzz.distance import OSA

from cases.birth import NoSuchDateError, fits, take_birth
from cases.identifiers import take_nhs_number, take_reference, take_upn
from cases.matching import CLOSE, Asked, Traits, ask, match_weight, probability
from cases.matching.nicknames import Forms
from cases.matching.traits import Called
from cases.model import ChildId
from cases.query import Query

LONGEST = 100
MOST_WORDS = 4
"""Words of a name that are told apart: further ones narrow nothing down."""

_FEWEST = 2
_FEWEST_DIGITS = 4
# From so many letters on one of them may be wrong.
_LONG = 4
# One of a thousand children: as many as somebody may see by a standing right.
_PRIOR = 10.0
_MOST_PLACES = 8
_CALLED, _BEGINS, _CLOSE = range(3)

_NOTHING = Asked()

Fit = tuple[int, float]
"""How well a child fits: the less, the better."""


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child to whose circle somebody may have a standing right. ``mine``: they work with it themself."""

    child_id: ChildId
    reference: str
    traits: Traits
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed so far. ``begun`` is the beginning of a number or a reference, as plain letters."""

    asked: Asked = _NOTHING
    reference: str = ""
    begun: str = ""

    @property
    def short(self) -> bool:
        """Whether it is too little to look for anybody by."""
        said = self.asked
        return len("".join(said.words)) < _FEWEST and not (
            said.born or said.nhs_number or said.upn or self.begun or self.reference
        )

    @property
    def empty(self) -> bool:
        """Whether nothing that says anything has been typed."""
        return self.short and not self.asked.words


def typed_in(text: str, forms: Forms) -> Typed:
    """What a text says, wherever somebody has stopped typing it."""
    text = text[:LONGEST]
    upn, rest = take_upn(text)
    nhs_number, rest = take_nhs_number(rest)
    reference, rest = take_reference(rest)
    if reference.replace("-", "").isalpha():
        rest = text  # a case's reference may as well be a name of two parts
    born = None
    with suppress(NoSuchDateError):
        born, rest = take_birth(rest)
    # A number that is not finished is no word of a name.
    name = " ".join(part for part in rest.split() if not any(map(str.isdigit, part)))
    asked = ask(Query(name, born, nhs_number, upn=upn), forms)
    asked = replace(asked, words=asked.words[:MOST_WORDS], forms=asked.forms[:MOST_WORDS])
    begun = _plain(text)
    return Typed(asked, reference, begun if any(map(str.isdigit, begun)) else "")


def best_first(typed: Typed, children: Iterable[OwnChild]) -> Sequence[ChildId]:
    """Those of the children who fit, the best first; alike ones by name, year and reference."""
    fitting = [(fit, child) for child in children if (fit := _fit(typed, child)) is not None]
    fitting.sort(key=lambda one: (one[0], *_by_name(one[1])))
    return [child.child_id for _, child in fitting]


def _by_name(child: OwnChild) -> tuple[object, ...]:
    birth, names = child.traits.birth, child.traits.names
    first = names[0] if names else Called(())
    return (first.given, first.family, birth.year if birth else 0, child.reference)


def _fit(typed: Typed, child: OwnChild) -> Fit | None:
    """How well a child fits; None for one who does not."""
    traits, asked = child.traits, typed.asked
    if typed.begun and _begins_number(typed, child):
        return (_CALLED, 0.0)
    if asked.words or asked.born:
        fit = _by_words(asked, traits)
        if fit is not None:
            return fit
    elif not (typed.begun or typed.reference or asked.nhs_number or asked.upn):
        return (_BEGINS, 0.0)
    return _by_weight(asked, traits)


def _begins_number(typed: Typed, child: OwnChild) -> bool:
    begun = typed.begun
    if begun.isdigit():
        return len(begun) >= _FEWEST_DIGITS and child.traits.nhs_number.startswith(begun)
    return _plain(child.reference).startswith(begun) or child.traits.upn.startswith(begun)


def _by_words(asked: Asked, traits: Traits) -> Fit | None:
    """By the beginnings of a name's words, in any order."""
    if not fits(traits.birth, asked.born):
        return None
    if not asked.words:
        return (_BEGINS, 0.0) if traits.birth else None
    best: Fit | None = None
    for name in traits.names:
        words = (*name.given, *name.family)
        if sorted(words) == sorted(asked.words):
            return (_CALLED, 0.0)
        if _each(asked, words):
            best = (_BEGINS, 0.0)
        elif best is None and _each(asked, words, nearly=True):
            best = (_CLOSE, -_probability(asked, traits))
    return best


def _by_weight(asked: Asked, traits: Traits) -> Fit | None:
    """As in any search for a child: by all that speaks for this one."""
    if asked.empty:
        return None
    likely = _probability(asked, traits)
    return (_CLOSE, -likely) if likely >= CLOSE else None


def _probability(asked: Asked, traits: Traits) -> float:
    return round(probability(match_weight(asked, traits), _PRIOR), 3)


def _each(asked: Asked, words: Sequence[str], *, nearly: bool = False) -> bool:
    """Whether each word that was typed begins a word of its own; nearly so, or another form of it."""
    typed = asked.words
    if len(typed) > len(words):
        return False
    able = [
        [
            word.startswith(one) or (nearly and (word in asked.forms[number] or _begins_nearly(word, one)))
            for word in words[:_MOST_PLACES]
        ]
        for number, one in enumerate(typed)
    ]
    if len(typed) == 1 or not all(map(any, able)):
        return all(map(any, able))
    return any(
        all(able[number][place] for number, place in enumerate(those))
        for those in permutations(range(len(able[0])), len(typed))
    )


def _begins_nearly(word: str, typed: str) -> bool:
    """Whether a word begins as was typed, but for one letter."""
    if len(typed) < _LONG:
        return False
    about = (len(typed) - 1, len(typed), len(typed) + 1)
    return any(OSA.distance(word[:length], typed, score_cutoff=1) <= 1 for length in about)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()
