"""How much speaks for a child: Fellegi-Sunter weights, in bits.

Each part that agrees counts for as much as it would be unlikely among others; each that differs counts
against. Every child is weighed by itself: what is known of names is coarse (see ``Rarity``), and no other
child's weight comes into it.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
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
# Names of one origin go together, so two that agree say less than each by itself.
_TOGETHER = -2.0
_ALIKE, _SOMEWHAT = 0.92, 0.85
_SOME = 2.5
_WHOLE_NUMBER, _ONE_WRONG, _TWO_WRONG, _OTHER_NUMBER = 25.0, 16.0, 6.0, -6.0
_SAME_AREA, _LIKE_AREA, _OTHER_AREA = 5.0, 3.5, -2.0


def unknown_rarity(word: str) -> float:  # noqa: ARG001 - a Rarity
    """Of a register about which nothing is known: every name is a rather rare one."""
    return RAREST


def match_weight(asked: Asked, child: Traits, rarity: Rarity = unknown_rarity) -> float:
    """What speaks for this child, in bits."""
    return (
        Naming(asked, rarity).weight(child.names)
        + birth_weight(asked.born, child.birth)
        + number_weight(asked.nhs_number, child.nhs_number)
        + number_weight(asked.upn, child.upn)
        + area_weight(asked.area, child.area)
    )


def like(asked: Asked, words: Iterable[str]) -> set[str]:
    """Those of these words that anything asked is at all like: many at once, in C."""
    there = list(words)
    found = set(there) & frozenset[str]().union(*asked.forms)
    mine = {*asked.words, *map("".join, pairwise(asked.words))}
    sounds = set(map(sound, mine))
    found.update(word for word in there if sound(word) in sounds)
    for word in mine:
        alike = process.extract(
            word, there, scorer=JaroWinkler.similarity, score_cutoff=_SOMEWHAT, limit=None
        )
        near = process.extract(word, there, scorer=OSA.distance, score_cutoff=2, limit=None)
        found.update(one for one, _, _ in (*alike, *near))
    return found


def agrees(one: str, forms: frozenset[str], other: str) -> bool:
    """Whether a word that was asked, of which these are other forms, may be another, spelt somehow."""
    return other in forms or _likeness(one, other)[0] > 0


class Naming:
    """Weighs names against the words of one query. What each word says is worked out once."""

    def __init__(self, asked: Asked, rarity: Rarity, known: Container[str] | None = None) -> None:
        """``known`` are the words that anything asked is like (``like``): others are not compared again."""
        self._rarity = rarity
        self._known = known
        # As they were typed, then with two next to each other as one.
        self._ways = [(asked.words, asked.forms)] if asked.words else []
        self._ways += [_as_one(asked, place) for place in range(len(asked.words) - 1)]
        self._told: list[dict[str, tuple[tuple[float, int], ...]]] = [{} for _ in self._ways]

    def weight(self, names: Iterable[Called]) -> float:
        """What that one of a child's names says that agrees most."""
        return max(map(self._name, names), default=0.0) if self._ways else 0.0

    def _name(self, name: Called) -> float:
        """The words of one name, each with the word of the query that it agrees with most; in any order."""
        apart = (*name.given, *name.family)
        best = self._words(0, apart)
        if len(apart) == len(self._ways[0][0]) and len(apart) <= 2:  # noqa: PLR2004 - nothing written as one
            return best
        joined = tuple("".join(side) for side in (name.given, name.family) if side)
        if len(apart) > len(joined):
            best = max(best, self._words(0, joined))
        return max([best, *(self._words(way, apart) for way in range(1, len(self._ways)))])

    def _words(self, way: int, theirs: Sequence[str]) -> float:
        told = self._told[way]
        pairs = []
        for index, other in enumerate(theirs):
            heard = told.get(other)
            if heard is None:
                heard = told[other] = self._tell(way, other)
            for said, place in heard:
                pairs.append((said, place, -index))
        total, mine = _paired(pairs)
        words = len(self._ways[way][0])
        missing = words - mine
        # A second given name or family name that only one side knows of says little; a first one says much.
        extra = words - len(theirs)
        different = max(missing - max(extra, 0), 0)
        if mine > 1:
            total += _TOGETHER
        return total + different * _DIFFERENT + (missing - different + max(-extra, 0)) * _UNSAID

    def _tell(self, way: int, other: str) -> tuple[tuple[float, int], ...]:
        if self._known is not None and other not in self._known:
            return ()
        words, forms = self._ways[way]
        said = ((_word(one, forms[place], other, self._rarity), -place) for place, one in enumerate(words))
        return tuple(one for one in said if one[0] > 0)


def _paired(pairs: list[tuple[float, int, int]]) -> tuple[float, int]:
    """What the pairs that say most say together, each word in one of them; and how many they are."""
    if len(pairs) <= 1:
        return (pairs[0][0], 1) if pairs else (0.0, 0)
    total, mine, found = 0.0, set[int](), set[int]()
    for said, place, index in sorted(pairs, reverse=True):
        if place not in mine and index not in found:
            total += said
            mine.add(place)
            found.add(index)
    return total, len(mine)


def _as_one(asked: Asked, place: int) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    words, forms = asked.words, asked.forms
    return (
        (*words[:place], words[place] + words[place + 1], *words[place + 2 :]),
        (*forms[:place], frozenset(), *forms[place + 2 :]),
    )


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
    alike = JaroWinkler.similarity(one, other, score_cutoff=_SOMEWHAT)
    if apart == 1 and shorter >= _SHORT:
        return (0.75, 9.0) if shorter > _SHORT else (0.65, 8.0)
    if sound(one) == sound(other):
        # Cooney sounds as Khan does, to one who hears consonants alone.
        return (0.65, 8.0) if alike or apart <= 2 else (0.4, 5.0)  # noqa: PLR2004 - two letters
    if alike > _ALIKE:
        return 0.55, 7.0
    if apart <= 2 and shorter > _LONGER:  # noqa: PLR2004 - two letters
        return 0.45, 5.5
    return (0.0, _SOME) if alike > _SOMEWHAT else (0.0, _DIFFERENT)


def number_weight(asked: str, theirs: str) -> float:
    """What a number says, in bits; nothing where one is not known."""
    if not asked or not theirs:
        return 0.0
    if asked == theirs:
        return _WHOLE_NUMBER
    wrong = OSA.distance(asked, theirs, score_cutoff=2)
    if wrong == 1:
        return _ONE_WRONG
    return _TWO_WRONG if wrong == 2 else _OTHER_NUMBER  # noqa: PLR2004 - two digits


def area_weight(asked: str, theirs: str) -> float:
    """What an area says, in bits; nothing where one is not known."""
    if not asked or not theirs:
        return 0.0
    if asked == theirs:
        return _SAME_AREA
    return _LIKE_AREA if OSA.distance(asked, theirs, score_cutoff=1) <= 1 else _OTHER_AREA
