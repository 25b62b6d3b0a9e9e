import json
from datetime import date

import pytest

from cases.model import CaseStatus
from sandbox.world import build_world
from sandbox.world.shape import Row, World


def test_the_same_day_gives_the_same_bytes(today: date):
    assert json.dumps(build_world(today)) == json.dumps(build_world(today))


def test_another_day_moves_dates_and_nothing_else(world: World):
    later = build_world(date(2027, 2, 28))
    assert [row["id"] for row in later["involvements"]] == [row["id"] for row in world["involvements"]]
    assert later["people"] == world["people"]
    assert later["conversations"] == world["conversations"]


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)])
def test_any_day_will_do(day: date):
    assert build_world(day)["children"]


def test_the_world_survives_json(world: World):
    assert json.loads(json.dumps(world)) == world


def test_every_id_is_given_once(world: World):
    for rows in world.values():
        ids = [row["id"] for row in rows if "id" in row]
        assert len(ids) == len(set(ids))


def test_nothing_points_nowhere(world: World, people: dict[str, Row], children: dict[str, Row]):
    ids = {kind: {row["id"] for row in rows if "id" in row} for kind, rows in world.items()}
    known = ids["children"] | ids["persons"]
    assert {row["child"] for row in world["relationships"]} <= children.keys()
    assert {row["other"] for row in world["relationships"]} <= known
    assert {member for row in world["households"] for member in row["members"]} == known
    assert {child for row in world["cases"] for child in row["children"]} <= children.keys()
    assert {row["lead"] for row in world["cases"]} <= people.keys()
    assert {member for row in world["conversations"] for member in row["members"]} == people.keys()
    assert {row["conversation"] for row in world["cases"]} - {None} <= ids["conversations"]
    assert {row["child"] for row in world["involvements"]} <= children.keys()
    assert {row["agency"] for row in world["services"]} == ids["agencies"]
    assert {name for row in world["agreements"] for name in row["agencies"]} <= ids["agencies"]


def test_about_twenty_cases_are_open_and_two_are_closed(world: World):
    statuses = [CaseStatus(row["status"]) for row in world["cases"]]
    assert statuses.count(CaseStatus.OPEN) == 20
    assert statuses.count(CaseStatus.CLOSED) == 2


def test_a_case_reference_can_be_said_aloud_and_holds_no_name(world: World):
    names = {
        part.lower()
        for row in world["children"]
        for name in row["names"]
        for part in (name["given"], name["family"])
        if part
    }
    for row in world["cases"]:
        syllables = row["reference"].replace("-", "")
        assert set(syllables[1::2]) <= set("aeiou")
        assert not set(syllables[0::2]) & set("aeiou")
        assert not names & set(row["reference"].split("-"))


def test_an_open_case_has_a_lead_who_is_openly_involved(world: World, current: list[Row]):
    for case in (row for row in world["cases"] if row["status"] == "open"):
        assert any(
            row["practitioner"] == case["lead"]
            and row["child"] in case["children"]
            and row["visibility"] == "open"
            for row in current
        ), case["reference"]


def test_siblings_share_a_case_only_where_it_has_a_channel(world: World):
    for case in world["cases"]:
        assert case["conversation"] or len(case["children"]) == 1
