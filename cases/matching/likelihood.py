"""How probable it is that a child is meant: from what speaks for it, and what must not be overlooked."""

from cases.birth import fits
from cases.matching.asked import Asked
from cases.matching.bands import CERTAIN, probability
from cases.matching.traits import Traits
from cases.matching.weights import Rarity, match_weight, unknown_rarity

UNSURE = CERTAIN - 0.01
"""At most so probable is a child who was born on another day than was said: there are namesakes."""


def likelihood(asked: Asked, child: Traits, prior: float, rarity: Rarity = unknown_rarity) -> float:
    """How probable it is, of itself, that this child is meant.

    A child of the same name whom nobody has registered would look like one whose date was remembered wrongly:
    so a wrong date is never certain, but where a number says who it is.
    """
    likely = probability(match_weight(asked, child, rarity), prior)
    if fits(child.birth, asked.born) or _numbered(asked, child):
        return likely
    return min(likely, UNSURE)


def _numbered(asked: Asked, child: Traits) -> bool:
    same_nhs = asked.nhs_number != "" and asked.nhs_number == child.nhs_number
    return same_nhs or (asked.upn != "" and asked.upn == child.upn)
