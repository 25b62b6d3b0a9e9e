"""From a weight to a probability, and what a probability is good for.

The bands are those that England's public matching service uses for children's identity: from 0.95 on a match
may be used, from 0.85 on somebody has to look at it, below that it counts as not found.
"""

from dataclasses import dataclass

from cases.model import ChildId

CERTAIN = 0.95
"""From here on a child who only comes close may be the answer, if no other comes near."""

CLOSE = 0.85
"""From here on a child is offered: is it this one?"""

PLAUSIBLE = 0.5
"""From here on a child counts as another who could be meant, where one is offered or certain."""

LEAST = 0.001
"""Less probable ones are not worth telling, not even to choose from."""


@dataclass(frozen=True, slots=True)
class Found:
    """A child who fits: every part as it was typed (``exact``), or only so closely (``probability``)."""

    child_id: ChildId
    exact: bool = True
    probability: float = 1.0


def probability(weight: float, prior: float) -> float:
    """How probable it is that this child is meant, of itself.

    ``weight`` is what speaks for it, in bits; ``prior`` how many bits it takes to pick one child of all.
    """
    doubt = max(-60.0, min(60.0, prior - weight))
    return float(1 / (1 + 2**doubt))
