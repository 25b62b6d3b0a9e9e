"""Who has looked at whom?"""

from dataclasses import dataclass

from cases.query import Query


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """Who has looked at this child? ``older`` is where the page before ended: see cases.trail."""

    query: Query
    older: str = ""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What has this practitioner looked at? ``practitioner`` is their name as typed, or their id."""

    practitioner: str
    older: str = ""
