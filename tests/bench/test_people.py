import re
from collections import Counter

from bench.people.children import BLOCK, People, nhs_number
from bench.people.names import ORIGINS, OWN_SCRIPT
from bench.people.slips import is_latin
from bench.people.staff import EACH, Staff
from cases.model import Child, Visibility
from sandbox.world.numbers import nhs_numbers

TOWN = People(4_000)


def everybody() -> list[Child]:
    return [child for block in TOWN.all() for child in block]


def test_the_same_children_are_made_each_time_and_in_whatever_order():
    first = [TOWN.block(number) for number in (0, 7, 3)]

    assert first == [People(4_000).block(number) for number in (0, 7, 3)]
    assert TOWN.child(3 * BLOCK + 5) == TOWN.block(3)[5]


def test_another_seed_is_another_country():
    ours, theirs = TOWN.block(0), People(4_000, seed=8).block(0)

    assert not {child.names for child in ours} & {child.names for child in theirs}


def test_there_are_as_many_as_were_asked_for_each_with_an_id_and_reference_of_their_own():
    children = [child for block in People(300).all() for child in block]

    assert len(children) == 300
    assert len({child.id for child in children}) == len({child.reference for child in children}) == 300


def test_nhs_numbers_are_those_of_the_sandbox_one_for_each_child_who_has_one():
    numbers = [child.nhs_number for child in everybody() if child.nhs_number]

    assert set(numbers) <= set(nhs_numbers())
    assert len(set(numbers)) == len(numbers) > 0.85 * TOWN.count
    assert all(re.fullmatch(r"999\d{7}", number) for number in numbers)
    assert nhs_number(1_000_000) == ""


def test_all_sorts_of_children_occur():
    children = everybody()
    names = [child.names for child in children]

    assert any(len(several) > 1 for several in names)
    assert any(not several[0].family for several in names)
    assert any("-" in several[0].family for several in names)
    assert any(not is_latin(str(several[0])) for several in names)
    assert any(child.birth and child.birth.expected for child in children)
    assert any(child.birth and child.birth.month is None for child in children)
    assert any(child.birth is None for child in children)
    assert any(child.shielded for child in children)


def test_siblings_share_a_name_and_an_area_and_some_are_twins():
    families = Counter((child.names[0].family, child.area) for child in everybody())
    twins = Counter((child.names[0].family, child.area, child.birth) for child in everybody() if child.birth)

    assert sum(count for count in families.values() if count > 1) > TOWN.count / 2
    assert any(count > 1 for (_, _, born), count in twins.items() if born and born.day)


def test_no_name_is_had_by_very_many_and_most_full_names_by_one_child():
    full = Counter(child.names[0] for child in everybody())

    assert max(full.values()) < TOWN.count / 200
    assert len(full) > 0.9 * TOWN.count


def test_shares_of_origins_are_whole_and_names_in_a_script_have_a_latin_spelling():
    assert round(sum(origin.share for origin in ORIGINS), 6) == 1
    assert all(is_latin(latin) and not is_latin(own) for latin, own in OWN_SCRIPT.items())


def test_each_child_has_five_practitioners_who_are_there():
    staff = Staff(TOWN)
    made = {practitioner.id: practitioner for practitioner in staff.practitioners()}
    involvements = list(staff.involvements(1, TOWN.block(1)))

    assert len(made) == staff.count == 1_600
    assert len(involvements) == EACH * BLOCK
    assert len({(one.child_id, one.practitioner_id) for one in involvements}) == len(involvements)
    for one in involvements:
        assert one.service_id == made[one.practitioner_id].service_id
    sensitive = {service.id for service in staff.services if service.sensitive}
    assert {one.visibility for one in involvements if one.service_id in sensitive} == {Visibility.SENSITIVE}
    assert {one.visibility for one in involvements if one.service_id not in sensitive} == {Visibility.OPEN}


def test_every_agency_is_party_to_one_agreement_with_those_of_its_borough():
    staff = Staff(People(120_000))
    parties = [agency for agreement in staff.agreements() for agency in agreement.agencies]

    assert len(list(staff.agreements())) == 3
    assert sorted(parties) == [agency.id for agency in staff.agencies]
