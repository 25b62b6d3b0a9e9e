import re
from collections import Counter, defaultdict
from uuid import UUID

from sandbox.world.shape import Row, World

DRAMA_NUMBERS = r"01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3}"


def registered(world: World) -> list[Row]:
    return [row for row in world["people"] if row["registered"]]


def test_at_least_44_practitioners_of_every_agency_are_registered(world: World):
    assert len(registered(world)) >= 44
    assert {row["agency"] for row in registered(world)} == {row["id"] for row in world["agencies"]}


def test_everybody_works_in_a_service_of_their_agency(world: World):
    agency_of = {row["id"]: row["agency"] for row in world["services"]}
    for row in registered(world):
        assert agency_of[row["service"]] == row["agency"]


def test_names_phones_and_addresses_are_given_once(world: World):
    for part in ("name", "phone", "email", "aadObjectId"):
        values = [row[part] for row in world["people"]]
        assert len(values) == len(set(values)), part


def test_nobody_can_be_rung_or_written_to(world: World):
    for row in world["people"]:
        assert re.fullmatch(DRAMA_NUMBERS, row["phone"])
        assert row["email"].isascii()
        assert row["email"].endswith(".example")


def test_each_agency_has_its_own_tenant_but_two_charities_are_the_councils_guests(world: World):
    tenants: defaultdict[str, set[str]] = defaultdict(set)
    for row in registered(world):
        tenants[row["agency"]].add(row["tenantId"])
    assert all(len(found) == 1 for found in tenants.values())
    shared = Counter(tenant for found in tenants.values() for tenant in found)
    assert sorted(shared.values(), reverse=True)[:2] == [3, 1]
    assert tenants["young-carers"] == tenants["open-larder"] == tenants["council"]
    assert all(str(UUID(tenant)) == tenant for tenant in shared)


def test_the_roles_that_everybody_asks_for_are_there(world: World):
    roles = {row["role"] for row in world["people"]}
    assert {"Social worker", "Police constable", "GP", "Health visitor", "School nurse"} <= roles
    assert {"Class teacher", "Designated safeguarding lead", "Housing officer"} <= roles


def test_a_team_manager_manages_their_own_service_and_nobody_else_any(world: World):
    for row in world["people"]:
        assert row["manages"] == ([row["service"]] if row["role"] == "Team Manager" else [])
    assert any(row["manages"] for row in world["people"])


def test_there_is_one_broker_and_one_governance_lead(world: World):
    assert [row["role"] for row in world["people"] if row["broker"]] == ["Sensitive services broker"]
    assert [row["role"] for row in world["people"] if row["governanceLead"]] == [
        "Information governance lead"
    ]


def test_one_agency_has_an_administrator(world: World):
    assert [row["name"] for row in world["people"] if row["administrator"]] == ["Agnes Fairweather"]


def test_one_person_is_not_registered_and_belongs_to_no_agency(world: World):
    (stranger,) = (row for row in world["people"] if not row["registered"] and not row.get("ownsTeams"))
    assert stranger["agency"] is None
    assert stranger["service"] is None
    assert stranger["tenantId"]
