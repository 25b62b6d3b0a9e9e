"""What every register tells of relatives, the fake one too."""

from dataclasses import replace

from cases.kin import adults, kin
from cases.model import Adult, ChildId, Household, Name, Person, Relationship, Relatives
from tests import builders as make
from tests.store.conftest import Opened
from tests.store.world import ALONE, BABY, KIM, ROBIN, WORLD

PAT = Person("pat", Name("Pat", "Example"))


def unordered(found: Relatives) -> tuple[set[Relationship], set[Adult], set[Household]]:
    for part in (found.children, found.adults, found.households):
        assert len(part) == len(set(part))
    return set(found.children), set(found.adults), set(found.households)


async def test_relationships_come_from_either_side_with_adults_and_households(ports: Opened):
    register = (await ports(WORLD)).register

    siblings, around, homes = unordered(await register.relatives([ROBIN.id]))

    assert siblings == {Relationship(ROBIN.id, KIM.id, "sibling"), Relationship(KIM.id, ROBIN.id, "sibling")}
    assert around == {Adult(ROBIN.id, PAT, "mother")}
    assert homes == {WORLD.households[0]}


async def test_the_adults_of_whoever_may_be_family_come_along(ports: Opened):
    register = (await ports(WORLD)).register

    for child in (KIM, ALONE):
        _, around, _ = unordered(await register.relatives([child.id]))
        assert around == {Adult(ROBIN.id, PAT, "mother")}


async def test_a_child_of_the_same_adult_is_found_without_any_other_tie(ports: Opened):
    half = make.child("half")
    related = (*WORLD.relationships, Relationship(half.id, "pat", "mother"))
    held = replace(WORLD, children=(*WORLD.children, half), relationships=related)
    register = (await ports(held)).register

    found = await register.relatives([half.id])

    assert kin(half.id, found) == {ROBIN.id}
    assert [one.person for one in adults(ROBIN.id, found)] == [PAT]


async def test_of_a_child_without_relatives_and_of_an_unknown_one_there_is_nothing(ports: Opened):
    register = (await ports(WORLD)).register

    assert await register.relatives([BABY.id]) == Relatives()
    assert await register.relatives([ChildId("nobody"), ChildId("\x00")]) == Relatives()
    assert await register.relatives([]) == Relatives()


async def test_several_children_are_read_at_once(ports: Opened):
    register = (await ports(WORLD)).register

    together = unordered(await register.relatives([ROBIN.id, KIM.id, ALONE.id, ROBIN.id]))

    assert together == unordered(await register.relatives([ROBIN.id]))


async def test_a_large_household_is_read_whole(ports: Opened):
    many = tuple(make.child(f"c{number:04}") for number in range(1203))
    home = Household("large", frozenset(child.id for child in many))
    register = (await ports(replace(WORLD, children=many, relationships=(), cases=(), involvements=(),
                                    households=(home,)))).register  # fmt: skip

    found = await register.relatives([many[0].id])

    assert found.households == (home,)
    assert len(kin(many[0].id, found)) == 1202
