import re
from collections import Counter
from datetime import date

from sandbox.world.shape import Row, World
from tests.sandbox_world.checks import nhs_check_is_right, upn_check_is_right


def shown(child: Row) -> str:
    """The name a child is shown by."""
    return f"{child['names'][0]['given']} {child['names'][0]['family']}".strip()


def test_sixty_children_and_one_on_record_twice_live_in_as_many_households_as_are_known(world: World):
    assert len(world["children"]) == 61
    assert len(world["households"]) == 36
    at_home = Counter(member for row in world["households"] for member in row["members"])
    assert set(at_home.values()) == {1}


def test_references_read_like_c_1042(world: World):
    for row in world["children"]:
        assert re.fullmatch(r"C-\d{4}", row["reference"])
        assert row["id"] == row["reference"].lower()


def test_nhs_numbers_are_valid_unique_and_nobodys(world: World):
    numbers = [row["nhsNumber"] for row in world["children"] if row["nhsNumber"]]
    assert len(numbers) == len(set(numbers)) >= 55
    assert all(re.fullmatch(r"999\d{7}", number) and nhs_check_is_right(number) for number in numbers)


def test_pupils_have_valid_numbers_of_a_local_authority_that_does_not_exist(world: World):
    numbers = [row["upn"] for row in world["children"] if row["upn"]]
    assert len(numbers) == len(set(numbers)) >= 30
    assert all(re.fullmatch(r"[A-Z]990\d{9}", number) and upn_check_is_right(number) for number in numbers)


def test_two_unrelated_children_have_the_very_same_name(world: World, current: list[Row]):
    (name,) = (name for name, count in Counter(map(shown, world["children"])).items() if count > 1)
    one, other = (row for row in world["children"] if shown(row) == name)
    assert one["born"][:4] != other["born"][:4]
    assert one["area"] != other["area"]
    assert not {one["id"], other["id"]} & {
        row["other"] for row in world["relationships"] if row["child"] in (one["id"], other["id"])
    }
    circles = [
        {row["practitioner"] for row in current if row["child"] == child["id"]} for child in (one, other)
    ]
    assert circles[0] - circles[1]
    assert circles[1] - circles[0]


def test_names_are_of_many_shapes(world: World):
    names = [shown(row) for row in world["children"]]
    assert any("-" in name for name in names)
    assert any("'" in name for name in names)
    assert any(not name.isascii() for name in names)
    assert [row["names"][0]["given"] for row in world["children"] if not row["names"][0]["family"]] == [
        "Zalmai"
    ]
    assert [len(row["names"]) for row in world["children"]].count(2) == 3


def test_dates_of_birth_are_known_to_the_day_the_month_the_year_or_not_at_all(world: World):
    lengths = Counter(row["born"] and len(row["born"]) for row in world["children"])
    assert lengths == {10: 57, 7: 1, 4: 2, None: 1}


def test_only_an_expected_child_is_not_yet_born(world: World, today: date):
    unborn = [row for row in world["children"] if row["born"] and row["born"] > today.isoformat()]
    assert [row["names"][0]["given"] for row in unborn] == ["Unborn"]
    assert unborn == [row for row in world["children"] if row["expected"]]
    assert not unborn[0]["nhsNumber"]


def test_all_others_are_under_eighteen(world: World, today: date):
    eighteen_years_ago = today.replace(year=today.year - 18).isoformat()
    assert all(row["born"] is None or row["born"] > eighteen_years_ago for row in world["children"])


def test_twins_and_siblings_are_related_both_ways(world: World, children: dict[str, Row]):
    pairs = {
        (row["child"], row["other"]): row["kind"]
        for row in world["relationships"]
        if row["kind"] in ("twin", "sibling")
    }
    assert all(pairs[other, child] == kind for (child, other), kind in pairs.items())
    twins = {pair for pair, kind in pairs.items() if kind == "twin"}
    assert len(twins) == 2
    assert all(children[one]["born"] == children[other]["born"] for one, other in twins)


def test_every_child_has_an_adult_at_home(world: World):
    adults = {row["id"] for row in world["persons"]}
    cared_for = {row["child"] for row in world["relationships"] if row["other"] in adults}
    assert cared_for == {row["id"] for row in world["children"]}


def test_one_child_is_shielded_and_has_a_lead_but_no_channel(world: World):
    (child,) = (row for row in world["children"] if row["shielded"])
    (case,) = (row for row in world["cases"] if child["id"] in row["children"])
    assert case["lead"]
    assert case["status"] == "open"
    assert case["conversation"] is None
