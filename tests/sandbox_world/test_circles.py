from collections import defaultdict
from datetime import date, timedelta

from cases.model import DisclosureLevel, Visibility
from sandbox.world.shape import Row, World


def test_an_involvement_is_of_the_practitioners_own_service_and_role(world: World, people: dict[str, Row]):
    for row in world["involvements"]:
        person = people[row["practitioner"]]
        assert person["registered"]
        assert (row["service"], row["role"]) == (person["service"], person["role"])


def test_exactly_the_involvements_of_sensitive_services_are_sensitive(world: World):
    sensitive = {row["id"] for row in world["services"] if row["sensitive"]}
    for row in world["involvements"]:
        assert (Visibility(row["visibility"]) is Visibility.SENSITIVE) == (row["service"] in sensitive)


def test_nobody_is_twice_in_a_circle(world: World):
    pairs = [(row["child"], row["practitioner"]) for row in world["involvements"]]
    assert len(pairs) == len(set(pairs))


def test_dates_follow_one_another(world: World, children: dict[str, Row], today: date):
    for row in world["involvements"]:
        born, day = children[row["child"]]["born"], today.isoformat()
        assert row["until"] is None or row["since"] < row["until"] < day
        assert born is None or len(born) < 10 or born > day or born <= row["since"], row["id"]
        for met in (row["lastContact"], row["lastConfirmed"]):
            assert met is None or row["since"] <= met <= (row["until"] or day), row["id"]


def test_no_involvement_begins_or_ends_near_today(world: World, today: date):
    near = {(today + timedelta(days=days)).isoformat() for days in range(-13, 14)}
    assert not near & {row[edge] for row in world["involvements"] for edge in ("since", "until")}


def test_some_involvements_have_ended_and_one_is_to_come(world: World, current: list[Row], today: date):
    assert len([row for row in world["involvements"] if row["until"]]) >= 8
    future = [row for row in world["involvements"] if row["since"] > today.isoformat()]
    assert len(future) == 1
    assert len(current) > 150


def test_last_contact_is_recent_long_ago_or_never(current: list[Row], today: date):
    month, year = ((today - timedelta(days=days)).isoformat() for days in (30, 365))
    contacts = [row["lastContact"] for row in current]
    assert contacts.count(None) >= 3
    assert any(met and met <= year for met in contacts)
    assert len([met for met in contacts if met and met > month]) > 50


def test_a_disclosure_has_a_basis_and_only_a_named_one_names_people(world: World, people: dict[str, Row]):
    for row in world["involvements"]:
        level = DisclosureLevel(row["disclosure"])
        assert bool(row["basis"]) == (level is not DisclosureLevel.NONE)
        assert bool(row["namedTo"]) == (level is DisclosureLevel.NAMED)
        assert level is DisclosureLevel.NONE or row["visibility"] == "sensitive"
        assert set(row["namedTo"]) <= people.keys() - {row["practitioner"]}


def test_each_disclosure_is_there_by_consent_and_on_another_lawful_basis(current: list[Row]):
    bases: defaultdict[str, set[bool]] = defaultdict(set)
    for row in current:
        if row["visibility"] == "sensitive":
            bases[row["disclosure"]].add(row["basis"].startswith("Consent"))
    assert bases == {"none": {False}, "existence": {True, False}, "named": {True}}


def circles(current: list[Row]) -> dict[str, list[str]]:
    """How each child's current involvements may be seen: "open", or the disclosure of a sensitive one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in current:
        found[row["child"]].append("open" if row["visibility"] == "open" else row["disclosure"])
    return found


def test_the_circles_that_try_the_policy_are_there(world: World, current: list[Row]):
    found = circles(current)
    assert any(kinds.count("existence") == 2 for kinds in found.values())
    assert [child for child, kinds in found.items() if kinds == ["none"]] == ["c-1035"]
    assert [child for child, kinds in found.items() if kinds == ["existence"]] == ["c-1045"]
    assert {row["id"] for row in world["children"]} - found.keys() == {"c-1039", "c-1053"}


def test_people_outside_the_borough_agreement_are_not_in_circles_with_a_disclosed_sensitive_involvement(
    current: list[Row], people: dict[str, Row], sharing: list[set[str]]
):
    borough = max(sharing, key=len)
    disclosed = {row["child"] for row in current if row["disclosure"] != "none"}
    outside = {row["child"] for row in current if people[row["practitioner"]]["agency"] not in borough}
    assert outside
    assert not disclosed & outside


def test_the_managers_service_has_children_and_the_manager_is_in_no_circle(
    current: list[Row], people: dict[str, Row]
):
    managers = [row for row in people.values() if row["manages"]]
    for manager in managers:
        assert any(row["service"] == manager["service"] for row in current)
        assert manager["id"] not in {row["practitioner"] for row in current}
