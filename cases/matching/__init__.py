"""How well a child fits what was asked: spelling, sounds, other forms of a name, keys, weights, bands."""

from cases.matching.asked import Asked, ask
from cases.matching.bands import CERTAIN, CLOSE, LEAST, PLAUSIBLE, Found, probability
from cases.matching.keys import child_keys, child_number
from cases.matching.likelihood import likelihood
from cases.matching.probes import probes
from cases.matching.traits import Called, Traits, pack, traits_of, unpack
from cases.matching.weights import Rarity, match_weight, unknown_rarity

__all__ = [
    "CERTAIN",
    "CLOSE",
    "LEAST",
    "PLAUSIBLE",
    "Asked",
    "Called",
    "Found",
    "Rarity",
    "Traits",
    "ask",
    "child_keys",
    "child_number",
    "likelihood",
    "match_weight",
    "pack",
    "probability",
    "probes",
    "traits_of",
    "unknown_rarity",
    "unpack",
]
