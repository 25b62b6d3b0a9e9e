"""How probable it is that a child is meant: from what speaks for it, and what must be there to be certain."""

from rapidfuzz.distance import OSA

from cases.matching.asked import Asked
from cases.matching.bands import CERTAIN, probability
from cases.matching.traits import Called, Traits
from cases.matching.weights import Rarity, agrees, match_weight, unknown_rarity

UNSURE = CERTAIN - 0.01
"""At most so probable is a child of whom not everything is borne out: there are namesakes."""


def likelihood(asked: Asked, child: Traits, prior: float, rarity: Rarity = unknown_rarity) -> float:
    """How probable it is, of itself, that this child is meant."""
    return borne_out(probability(match_weight(asked, child, rarity), prior), asked, child)


def borne_out(likely: float, asked: Asked, child: Traits) -> float:
    """How probable it is once it is seen what is borne out.

    Certain it is only where every word of the name is one of theirs and the whole date of birth is as was
    said, or a number but for one digit, or where a number is quite theirs: a namesake whom nobody has
    registered would look the same.
    """
    if likely < CERTAIN or numbered(asked, child, 0):
        return likely
    if _called_so(asked, child) and (_born_so(asked, child) or numbered(asked, child, 1)):
        return likely
    return min(likely, UNSURE)


def numbered(asked: Asked, child: Traits, wrong: int) -> bool:
    """Whether a number is theirs, with so many digits wrong at most."""
    return near(asked, child.nhs_number, child.upn, wrong)


def near(asked: Asked, nhs_number: str, upn: str, wrong: int) -> bool:
    """Whether one of these numbers is the one asked, with so many digits wrong at most."""
    if not asked.nhs_number and not asked.upn:
        return False
    pairs = ((asked.nhs_number, nhs_number), (asked.upn, upn))
    return any(
        one and other and OSA.distance(one, other, score_cutoff=wrong) <= wrong for one, other in pairs
    )


def _born_so(asked: Asked, child: Traits) -> bool:
    born, known = asked.born, child.birth
    if born is None or known is None or born.day is None:
        return False
    return (born.year, born.month, born.day) == (known.year, known.month, known.day)


def _called_so(asked: Asked, child: Traits) -> bool:
    """Whether one of their names has every word, spelt somehow."""
    return any(_has_all(name, asked) for name in child.names)


def _has_all(name: Called, asked: Asked) -> bool:
    theirs = {*name.given, *name.family, "".join(name.given), "".join(name.family)}
    places = range(len(asked.words))
    found = {i for i in places if any(agrees(asked.words[i], asked.forms[i], one) for one in theirs)}
    for i in places[:-1]:
        if any(agrees(asked.words[i] + asked.words[i + 1], frozenset(), one) for one in theirs):
            found |= {i, i + 1}
    return len(found) == len(asked.words)
