"""Children, the adults around them, and how they belong together."""

from dataclasses import dataclass

from cases.model.ids import ChildId


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth, as far as it is known. Month and day may be missing; ``expected`` means unborn."""

    year: int
    month: int | None = None
    day: int | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names a child is known by. ``family`` is empty for a child with one name."""

    given: str
    family: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Child:
    """A child. The first of ``names`` is the one shown; ``area`` is a district, never an address."""

    id: ChildId
    reference: str
    names: tuple[Name, ...]
    birth: Birth | None = None
    area: str = ""
    nhs_number: str = ""
    upn: str = ""
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A parent, carer or other adult around a child."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Relationship:
    """How ``other`` (a child or a person) is related to ``child_id``: "mother", "carer", "sibling"."""

    child_id: ChildId
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives together: ids of children and of persons."""

    id: str
    children: frozenset[ChildId] = frozenset()
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Adult:
    """A person as one child's relation: "mother", "foster carer"."""

    child_id: ChildId
    person: Person
    kind: str


@dataclass(frozen=True, slots=True)
class Relatives:
    """Who is around some children, as the register holds it and before any policy has spoken.

    ``children`` are relationships in which ``other`` is a child, said from either side. ``adults`` are those
    of the children asked about and of every child who may be of their family. ``households`` are theirs.
    """

    children: tuple[Relationship, ...] = ()
    adults: tuple[Adult, ...] = ()
    households: tuple[Household, ...] = ()
