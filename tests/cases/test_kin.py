"""Which children are of one family: a table, in the register's words."""

import pytest

from cases.kin import adults, kin
from cases.model import Adult, ChildId, Household, Name, Person, Relationship, Relatives

PAT, SAM = Person("pat", Name("Pat", "Example")), Person("sam", Name("Sam", "Example"))


def between(kind: str, *, said_of: str = "child") -> Relatives:
    other = "other" if said_of == "child" else "child"
    return Relatives(children=(Relationship(ChildId(said_of), other, kind),))


def both(one: str, other: str, of: Person = PAT) -> Relatives:
    """The child has the first person as this relation; the other child has ``of`` as that."""
    return Relatives(adults=(Adult(ChildId("child"), PAT, one), Adult(ChildId("other"), of, other)))


def home(*children: str) -> Relatives:
    return Relatives(households=(Household("home", frozenset(map(ChildId, children)), frozenset({"pat"})),))


CHAIN = Relatives(
    children=(
        Relationship(ChildId("child"), "middle", "sibling"),
        Relationship(ChildId("middle"), "other", "sibling"),
    )
)

KIN = [
    ("sibling", between("sibling"), True),
    ("sibling, recorded with the other child only", between("sibling", said_of="other"), True),
    ("twin", between("twin"), True),
    ("half-brother", between("half-brother"), True),
    ("Step sister, however it is written", between("Step sister"), True),
    ("foster sibling", between("foster sibling"), True),
    ("the mother, a child on the register herself", between("mother"), True),
    ("her baby", between("mother", said_of="other"), True),
    ("the same mother", both("mother", "mother"), True),
    ("the same person, mother of one and stepmother of the other", both("mother", "stepmother"), True),
    ("the same household", home("child", "other"), True),
    ("cousin", between("cousin"), False),
    ("friend", between("friend"), False),
    ("brother-in-law", between("brother-in-law"), False),
    ("the same foster carer, in another household", both("foster carer", "foster carer"), False),
    ("the same grandmother", both("grandmother", "grandmother"), False),
    ("mother of one, childminder of the other", both("mother", "childminder"), False),
    ("another mother", both("mother", "mother", SAM), False),
    ("a sibling's sibling", CHAIN, False),
    ("another household", home("other", "third"), False),
    ("nothing", Relatives(), False),
]  # fmt: skip


@pytest.mark.parametrize(("relatives", "are"), [row[1:] for row in KIN], ids=[row[0] for row in KIN])
def test_which_children_are_of_one_family(relatives: Relatives, are: bool):  # noqa: FBT001 - a column
    assert ("other" in kin(ChildId("child"), relatives)) is are


def test_nobody_is_of_their_own_family():
    assert kin(ChildId("child"), home("child", "other")) == {"other"}


def test_the_adults_of_a_child_are_those_related_and_not_those_at_home():
    held = Relatives(adults=(*both("mother", "father").adults,), households=home("child", "other").households)
    assert [(one.person.name.given, one.kind) for one in adults(ChildId("child"), held)] == [
        ("Pat", "mother")
    ]


def test_parents_come_first_and_nobody_twice():
    mother, aunt = Adult(ChildId("child"), SAM, "Mother"), Adult(ChildId("child"), PAT, "aunt")
    assert adults(ChildId("child"), Relatives(adults=(aunt, mother, aunt))) == (mother, aunt)
