"""Which names children have, and how often: a few very common ones, and very many that few have.

How common they are falls off as Zipf found for words. A good third has a name from a long tail, which is
made by mixing beginnings and ends of known ones: about as many names as in life, and many that are alike.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from bench.people import names_europe as europe
from bench.people import names_further as further
from bench.people import names_isles as isles
from bench.people import names_rare as rare
from bench.people import scripts

_FALLS_OFF = 0.6


@dataclass(frozen=True, slots=True)
class Bag:
    """Names to draw from, the commoner ones first."""

    names: Sequence[str]
    _up_to: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._up_to.extend(accumulate(1 / rank**_FALLS_OFF for rank in range(1, len(self.names) + 1)))

    def draw(self, dice: Random) -> str:
        """One of them."""
        return self.names[bisect(self._up_to, dice.random() * self._up_to[-1])]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family's names come from. ``own`` is a name in its own script, by its Latin spelling.

    ``rare_given`` and ``rare_family`` are its long tails, which so large a share has names from.
    """

    share: float
    given: Bag
    family: Bag
    rare_given: Bag
    rare_family: Bag
    tail: float
    own: dict[str, str] = field(default_factory=dict)


def an_origin(dice: Random) -> Origin:
    """Where one family comes from."""
    return ORIGINS[bisect(_UP_TO, dice.random() * _UP_TO[-1])]


def a_given(origin: Origin, dice: Random) -> str:
    """A child's given name."""
    return (origin.rare_given if dice.random() < origin.tail else origin.given).draw(dice)


def a_family(origin: Origin, dice: Random) -> str:
    """A family's name, which one family in sixteen has joined from two."""
    name = _one_family(origin, dice)
    if dice.random() < 0.06 and "-" not in name:
        other = _one_family(an_origin(dice) if dice.random() < 0.3 else origin, dice)
        return name if other == name or "-" in other else f"{name}-{other}"
    return name


def _one_family(origin: Origin, dice: Random) -> str:
    return (origin.rare_family if dice.random() < origin.tail else origin.family).draw(dice)


def _mixed(begins: Sequence[str], ends: Sequence[str], known: Sequence[str]) -> Bag:
    """Every beginning with every end, in an order that only looks like chance."""
    dice = Random(8)  # noqa: S311 - the same each time
    made = sorted({begin + end for begin in begins for end in ends} - set(known))
    return Bag(sorted(made, key=lambda _: dice.random()))


def _beginnings(names: Sequence[str], *lengths: int) -> list[str]:
    """What the names begin with."""
    plain = [name for name in names if name.isalpha() and name[1:].islower()]
    return sorted({name[:most] for name in plain for most in lengths if len(name) > most + 1})


def _endings(names: Sequence[str]) -> list[str]:
    """What the longer of the names end with."""
    return sorted({name[-3:] for name in names if len(name) > 5 and name.isalpha()})


def _british() -> Origin:
    given, family = isles.BRITISH_GIVEN.split(), isles.BRITISH_FAMILY.split()
    return Origin(
        share=0.59,
        given=Bag(given),
        family=Bag(family),
        rare_given=_mixed(rare.BEGINS_GIVEN.split(), rare.ENDS_GIVEN.split(), given),
        rare_family=_mixed(_beginnings(family, 3, 4, 5), rare.ENDS.split(), family),
        tail=0.45,
    )


def _further(share: float, all_given: str, all_family: str) -> Origin:
    given, family = all_given.split(), all_family.split()
    return Origin(
        share=share,
        given=Bag(given),
        family=Bag(family),
        rare_given=_mixed(_beginnings(given, 3, 4), _endings(given), given),
        rare_family=_mixed(_beginnings(family, 3, 4), _endings(family), family),
        tail=0.35,
    )


def _scripted(share: float, all_given: str, all_family: str) -> Origin:
    own = dict(reversed(pair.split("=")) for pair in f"{all_given} {all_family}".split())
    given, family = (Bag([one.split("=")[1] for one in names.split()]) for names in (all_given, all_family))
    return Origin(share, given, family, given, family, 0.0, own)


ORIGINS: tuple[Origin, ...] = (
    _british(),
    _further(0.030, isles.IRISH_GIVEN, isles.IRISH_FAMILY),
    _further(0.045, europe.POLISH_GIVEN, europe.POLISH_FAMILY),
    _further(0.025, europe.ROMANIAN_GIVEN, europe.ROMANIAN_FAMILY),
    _further(0.020, europe.IBERIAN_GIVEN, europe.IBERIAN_FAMILY),
    _further(0.010, europe.TURKISH_GIVEN, europe.TURKISH_FAMILY),
    _further(0.010, europe.BALTIC_GIVEN, europe.BALTIC_FAMILY),
    _further(0.100, further.MUSLIM_GIVEN, further.MUSLIM_FAMILY),
    _further(0.055, further.INDIAN_GIVEN, further.INDIAN_FAMILY),
    _further(0.050, further.AFRICAN_GIVEN, further.AFRICAN_FAMILY),
    _further(0.020, further.EAST_ASIAN_GIVEN, further.EAST_ASIAN_FAMILY),
    _scripted(0.015, scripts.UKRAINIAN_GIVEN, scripts.UKRAINIAN_FAMILY),
    _scripted(0.012, scripts.ARABIC_GIVEN, scripts.ARABIC_FAMILY),
    _scripted(0.005, scripts.GREEK_GIVEN, scripts.GREEK_FAMILY),
    _scripted(0.008, scripts.CHINESE_GIVEN, scripts.CHINESE_FAMILY),
    _scripted(0.005, scripts.HINDI_GIVEN, scripts.HINDI_FAMILY),
)
_UP_TO = list(accumulate(origin.share for origin in ORIGINS))
OWN_SCRIPT: dict[str, str] = {latin: own for origin in ORIGINS for latin, own in origin.own.items()}
"""Names in their own script, by their Latin spelling."""
