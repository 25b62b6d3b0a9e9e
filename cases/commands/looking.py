"""Who is working with a child, or a family?"""

from dataclasses import dataclass

from cases.model import ChildId, Reason
from cases.query import Query


@dataclass(frozen=True, slots=True)
class Who:
    """Who is working with this child? ``further`` sets aside the children the viewer may see already."""

    query: Query
    reason: Reason | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class WhoExactly:
    """The same, for one child chosen from several alike."""

    child_id: ChildId
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Who is working with this child's family? ``others`` asks for the reason that may open more of it."""

    query: Query
    reason: Reason | None = None
    others: bool = False


@dataclass(frozen=True, slots=True)
class FamilyExactly:
    """The same, for the family of one child chosen from several alike."""

    child_id: ChildId
    reason: Reason | None = None
