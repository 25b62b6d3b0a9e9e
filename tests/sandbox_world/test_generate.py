import json
from collections import Counter
from datetime import date

import pytest

from sandbox.world import build_world
from sandbox.world.shape import Row, World
from tests.sandbox_world.checks import nhs_check_is_right

EXTRA = 2_000


@pytest.fixture(scope="module")
def larger(today: date) -> World:
    return build_world(today, extra_children=EXTRA)


def added(larger: World, world: World, kind: str) -> list[Row]:
    return larger[kind][len(world[kind]) :]


def test_the_hand_made_part_stays_as_it_was(world: World, larger: World):
    for kind, rows in world.items():
        assert larger[kind][: len(rows)] == rows


def test_exactly_as_many_children_are_added_as_asked_for(world: World, larger: World, today: date):
    assert len(added(larger, world, "children")) == EXTRA
    assert len(build_world(today, extra_children=1)["children"]) == len(world["children"]) + 1


def test_the_same_arguments_give_the_same_bytes(larger: World, today: date):
    assert json.dumps(build_world(today, extra_children=EXTRA)) == json.dumps(larger)


def test_every_generated_id_is_new(larger: World):
    for rows in larger.values():
        ids = [row["id"] for row in rows if "id" in row]
        assert len(ids) == len(set(ids))


def test_nothing_generated_points_nowhere(larger: World):
    ids = {kind: {row["id"] for row in rows if "id" in row} for kind, rows in larger.items()}
    for row in larger["involvements"]:
        assert row["child"] in ids["children"]
        assert row["practitioner"] in ids["people"]
    assert {member for row in larger["households"] for member in row["members"]} == (
        ids["children"] | ids["persons"]
    )
    assert {row["other"] for row in larger["relationships"]} <= ids["children"] | ids["persons"]


def test_each_generated_child_has_a_circle_of_five_different_practitioners(world: World, larger: World):
    rows = added(larger, world, "involvements")
    pairs = {(row["child"], row["practitioner"]) for row in rows}
    assert len(pairs) == len(rows)
    assert set(Counter(row["child"] for row in rows).values()) == {5}


def test_generated_work_is_spread_over_generated_practitioners(world: World, larger: World):
    rows = added(larger, world, "involvements")
    staff = {row["id"] for row in added(larger, world, "people")}
    assert {row["practitioner"] for row in rows} == staff
    assert not any(
        row["broker"] or row["governanceLead"] or row["manages"] for row in added(larger, world, "people")
    )


def test_generated_involvements_are_sensitive_where_the_service_is(world: World, larger: World):
    sensitive = {row["id"] for row in world["services"] if row["sensitive"]}
    rows = added(larger, world, "involvements")
    assert all((row["visibility"] == "sensitive") == (row["service"] in sensitive) for row in rows)
    assert any(row["visibility"] == "sensitive" for row in rows)


def test_no_generated_child_bears_a_hand_made_childs_name(world: World, larger: World):
    def names(rows: list[Row]) -> set[tuple[str, str]]:
        return {(name["given"], name["family"]) for row in rows for name in row["names"]}

    assert not names(world["children"]) & names(added(larger, world, "children"))


def test_generated_nhs_numbers_are_valid_and_unique(larger: World):
    numbers = [row["nhsNumber"] for row in larger["children"] if row["nhsNumber"]]
    assert len(numbers) == len(set(numbers))
    assert all(number.startswith("999") and nhs_check_is_right(number) for number in numbers)


def test_generated_dates_follow_one_another(world: World, larger: World, today: date):
    born = {row["id"]: row["born"] for row in added(larger, world, "children")}
    for row in added(larger, world, "involvements"):
        assert born[row["child"]] <= row["since"] <= row["lastContact"] <= today.isoformat()
