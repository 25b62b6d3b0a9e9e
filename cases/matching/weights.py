"""How much speaks for a child: Fellegi-Sunter weights, in bits.

Each part that agrees counts for as much as it would be unlikely among others; each that differs counts
against. Every child is weighed by itself: what is known of names is coarse (see ``Rarity``), and no other
child's weight comes into it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from cases.matching.asked import Asked
from cases.matching.births import birth_weight
from cases.matching.spelling import sound
from cases.matching.traits import Called, Traits

Rarity = Callable[[str], float]
"""How many bits a word says: the fewer are called so, the more. Coarse, and never more than RAREST."""

RAREST = 14.0
_DIFFERENT = -4.0
_UNSAID = -0.5
_SHORT, _LONGER = 3, 4
_ALIKE, _SOMEWHAT = 0.92, 0.85
_SOME = 2.5
_WHOLE_NUMBER, _ONE_WRONG, _TWO_WRONG, _OTHER_NUMBER = 25.0, 16.0, 6.0, -6.0
_SAME_AREA, _LIKE_AREA, _OTHER_AREA = 5.0, 3.5, -2.0


def unknown_rarity(word: str) -> float:  # noqa: ARG001 - a Rarity
    """Of a register about which nothing is known: every name is a rather rare one."""
    return RAREST


def match_weight(asked: Asked, child: Traits, rarity: Rarity = unknown_rarity) -> float:
    """What speaks for this child, in bits."""
    named = max((_name(asked, name, rarity) for name in child.names), default=0.0) if asked.words else 0.0
    return (
        named
        + birth_weight(asked.born, child.birth)
        + _number(asked.nhs_number, child.nhs_number)
        + _number(asked.upn, child.upn)
        + _area(asked.area, child.area)
    )


def _name(asked: Asked, name: Called, rarity: Rarity) -> float:
    """The words of one name, each with the word of the query that it agrees with most; in any order."""
    apart = (*name.given, *name.family)
    best = _words(asked, apart, rarity)
    if len(apart) == len(asked.words) and len(apart) <= 2:  # noqa: PLR2004 - nothing written as one
        return best
    joined = [*(("".join(side),) for side in (name.given, name.family) if side)]
    if len(apart) > len(joined):
        best = max(best, _words(asked, tuple(word for (word,) in joined), rarity))
    for place in range(len(asked.words) - 1):
        best = max(best, _words(_as_one(asked, place), apart, rarity))
    return best


def _as_one(asked: Asked, place: int) -> Asked:
    words, forms = asked.words, asked.forms
    return Asked(
        (*words[:place], words[place] + words[place + 1], *words[place + 2 :]),
        (*forms[:place], frozenset(), *forms[place + 2 :]),
    )


def _words(asked: Asked, theirs: Sequence[str], rarity: Rarity) -> float:
    pairs = sorted(
        (
            (-_word(one, asked.forms[place], other, rarity), place, index)
            for place, one in enumerate(asked.words)
            for index, other in enumerate(theirs)
        ),
    )
    total, mine, found = 0.0, set[int](), set[int]()
    for against, place, index in pairs:
        if place not in mine and index not in found and against < 0:
            total -= against
            mine.add(place)
            found.add(index)
    missing = len(asked.words) - len(mine)
    # A second given name or family name that only one side knows of says little; a first one says much.
    extra = len(asked.words) - len(theirs)
    different = max(missing - max(extra, 0), 0)
    return total + different * _DIFFERENT + (missing - different + max(-extra, 0)) * _UNSAID


def _word(asked: str, forms: frozenset[str], theirs: str, rarity: Rarity) -> float:
    share, most = _likeness(asked, theirs)
    if theirs in forms and share < _FORM[0]:
        share, most = _FORM
    if not share:
        return most
    return min(most, share * rarity(theirs))


_FORM = (0.7, 10.0)


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> tuple[float, float]:
    """What share of a word's rarity counts, and how many bits at most; no share: that many bits."""
    if one == other:
        return 1.0, RAREST
    apart = OSA.distance(one, other, score_cutoff=2)
    shorter = min(len(one), len(other))
    alike = JaroWinkler.similarity(one, other)
    if apart == 1 and shorter > _SHORT:
        return 0.75, 9.0
    if sound(one) == sound(other):
        return 0.65, 8.0
    if alike > _ALIKE:
        return 0.55, 7.0
    if apart <= 2 and shorter > _LONGER:  # noqa: PLR2004 - two letters
        return 0.45, 5.5
    return (0.0, _SOME) if alike > _SOMEWHAT else (0.0, _DIFFERENT)


def _number(asked: str, theirs: str) -> float:
    if not asked or not theirs:
        return 0.0
    if asked == theirs:
        return _WHOLE_NUMBER
    wrong = OSA.distance(asked, theirs, score_cutoff=2)
    if wrong == 1:
        return _ONE_WRONG
    return _TWO_WRONG if wrong == 2 else _OTHER_NUMBER  # noqa: PLR2004 - two digits


def _area(asked: str, theirs: str) -> float:
    if not asked or not theirs:
        return 0.0
    if asked == theirs:
        return _SAME_AREA
    return _LIKE_AREA if OSA.distance(asked, theirs, score_cutoff=1) <= 1 else _OTHER_AREA
