from collections import Counter
from datetime import date, timedelta

from cases.model import Level, Purpose
from sandbox.world.shape import World


def test_there_are_twelve_agencies_or_more_of_many_kinds(world: World):
    assert len(world["agencies"]) >= 12
    kinds = {row["kind"] for row in world["agencies"]}
    assert {"council", "police", "nhs trust", "gp surgery", "school", "housing association"} <= kinds
    assert {"youth offending", "charity", "probation", "fire"} <= kinds


def test_no_two_agencies_and_no_two_services_share_a_name(world: World):
    for kind in ("agencies", "services"):
        names = [row["name"] for row in world[kind]]
        assert len(names) == len(set(names))


def test_four_services_are_sensitive(world: World):
    sensitive = {row["id"] for row in world["services"] if row["sensitive"]}
    assert sensitive == {"sexual-health", "camhs", "substance-misuse", "domestic-abuse"}


def test_every_agreement_names_all_purposes_at_level_contact(world: World):
    for row in world["agreements"]:
        assert {Purpose(purpose) for purpose in row["purposes"]} == set(Purpose)
        assert Level(row["level"]) is Level.CONTACT


def test_an_agency_of_several_services_is_party_to_an_agreement_in_force(
    world: World, sharing: list[set[str]]
):
    services = Counter(row["agency"] for row in world["services"])
    covered = set().union(*sharing)
    assert {agency for agency, count in services.items() if count > 1} <= covered


def test_one_agency_never_signed_and_one_agreement_has_run_out(
    world: World, sharing: list[set[str]], today: date
):
    covered = set().union(*sharing)
    ever = {agency for row in world["agreements"] for agency in row["agencies"]}
    agencies = {row["id"] for row in world["agencies"]}
    assert agencies - ever == {"otter-lane"}
    assert ever - covered == {"northgate"}
    ended = [row["validTo"] for row in world["agreements"] if row["validTo"] < today.isoformat()]
    begins = [row["validFrom"] for row in world["agreements"] if row["validFrom"] > today.isoformat()]
    assert ended == [(today - timedelta(days=31)).isoformat()]
    assert begins == [(today + timedelta(days=31)).isoformat()]


def test_most_agencies_share_one_agreement_and_two_have_their_own(world: World, sharing: list[set[str]]):
    assert sorted(len(parties) for parties in sharing) == [2, len(world["agencies"]) - 3]
    assert {"council", "hearthstone"} in sharing


def test_a_sensitive_service_works_under_the_borough_agreement(world: World, sharing: list[set[str]]):
    borough = max(sharing, key=len)
    assert {row["agency"] for row in world["services"] if row["sensitive"]} <= borough
