"""The answer to "who is working with this family?"."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Birth
from cases.views.circle import CircleMember


@dataclass(frozen=True, slots=True)
class FamilyAdult:
    """A parent, a carer or another adult around a child. ``relation`` is in the register's words."""

    relation: str
    name: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One practitioner in one child's circle. ``also_with`` names the children shown with them as well."""

    person: CircleMember
    also_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyChild:
    """One child of a family: the adults around the child, and the circle as a viewer may see it."""

    name: str
    birth: Birth | None
    reference: str
    adults: tuple[FamilyAdult, ...]
    members: tuple[FamilyMember, ...]
    further_service: bool
    grant_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The answer to "who is working with this family?": the children asked about first, then by age.

    ``may_ask`` is whether a reason can still open more; it says nothing of whether there is more.
    ``opens_case_of`` is the reference of the first child for whom the viewer may open a case, "" if of none.
    """

    children: tuple[FamilyChild, ...]
    today: date
    may_ask: bool
    opens_case_of: str = ""
