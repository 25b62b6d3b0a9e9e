"""One query against many children: what a part says is worked out once, however many children share it."""

from collections.abc import Iterable

from cases.matching.asked import Asked
from cases.matching.bands import CERTAIN, probability
from cases.matching.births import birth_weight
from cases.matching.likelihood import borne_out, near
from cases.matching.traits import birth_in, names_in, parts_of, unpack, words_in
from cases.matching.weights import Naming, Rarity, area_weight, like, number_weight

_DIGITS = 2


class Scales:
    """Weighs children, packed, as ``likelihood`` weighs each by itself."""

    def __init__(self, asked: Asked, packed: Iterable[str]) -> None:
        """``packed`` are all who will be weighed. ``known`` are their words that are like any asked."""
        self._asked = asked
        self._words = {names: words_in(names) for names in {parts_of(one)[0] for one in packed}}
        self.known = like(asked, set[str]().union(*self._words.values())) if asked.words else set[str]()
        self._naming: Naming | None = None
        self._named: dict[str, float | None] = {}
        self._births: dict[str, float] = {}
        self._areas: dict[str, float] = {}

    def likelihood(self, packed: str, prior: float, rarity: Rarity) -> float:
        """How probable it is that this child is meant; 0 where nothing said is like a name or number."""
        names, birth, nhs_number, upn, area = parts_of(packed)
        named = self._name(names, rarity)
        numbered = near(self._asked, nhs_number, upn, _DIGITS)
        # Most share a date of birth and nothing else.
        if named is None and not numbered:
            return 0.0
        if named is None:
            named = self._weigher(rarity).weight(names_in(names))
        weight = named + self._birth(birth) + self._area(area)
        weight += number_weight(self._asked.nhs_number, nhs_number) + number_weight(self._asked.upn, upn)
        likely = probability(weight, prior)
        return likely if likely < CERTAIN else borne_out(likely, self._asked, unpack(packed))

    def _name(self, names: str, rarity: Rarity) -> float | None:
        if names not in self._named:
            unlike = self.known.isdisjoint(self._words[names])
            self._named[names] = None if unlike else self._weigher(rarity).weight(names_in(names))
        return self._named[names]

    def _weigher(self, rarity: Rarity) -> Naming:
        if self._naming is None:
            self._naming = Naming(self._asked, rarity, self.known)
        return self._naming

    def _birth(self, birth: str) -> float:
        if birth not in self._births:
            self._births[birth] = birth_weight(self._asked.born, birth_in(birth))
        return self._births[birth]

    def _area(self, area: str) -> float:
        if area not in self._areas:
            self._areas[area] = area_weight(self._asked.area, area)
        return self._areas[area]
