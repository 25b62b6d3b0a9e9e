"""What follows the directory: the table of docs/policy.md, and what holds whatever it says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enrolling import Known, Stand, Wish, enrol
from cases.entries import FIELDS, Heard, Listed, changes, followed
from cases.model import Identity, PractitionerId, ServiceId
from cases.ports_directory import Entry

WHO = Identity("tenant", "oid-ana")
BLANK = Listed(PractitionerId("ana"), WHO, name="")

# What the register says, what the directory said before, what it says now; and what the register says then.
FOLLOWED = [
    ("name", "Ana Wren", "Ana Wren", "Ana Heron", "the directory's"),
    ("name", "Ana Wren", "", "Ana M. Wren", "the directory's"),
    ("name", "Ana Wren", "Ana Wren", "", "as it is"),
    ("role", "", "", "Nurse", "the directory's"),
    ("role", "Lead nurse", "", "Nurse", "as it is"),
    ("role", "Nurse", "Nurse", "Matron", "the directory's"),
    ("role", "Lead nurse", "Nurse", "Matron", "as it is"),
    ("role", "Nurse", "Nurse", "", "as it is"),
    ("phone", "", "", "01632 960002", "the directory's"),
    ("phone", "01632 960001", "", "01632 960002", "as it is"),
    ("phone", "01632 960001", "01632 960001", "01632 960002", "the directory's"),
    ("email", "", "", "ana@trust.example", "the directory's"),
    ("email", "team@trust.example", "ana@trust.example", "heron@trust.example", "as it is"),
    ("email", "ana@trust.example", "ana@trust.example", "heron@trust.example", "the directory's"),
]


def after(field: str, ours: str, before: str, said: str) -> str:
    """What the register says after a look, in the words of the page."""
    listed = replace(BLANK, heard=Heard(**{field: before}) if before else None, **{field: ours})
    then = followed(listed, Entry(WHO, **({"name": ""} | {field: said})))
    assert changes(listed, then) in ((), (field,))
    return "as it is" if getattr(then, field) == ours else "the directory's"


@pytest.mark.parametrize(("field", "ours", "before", "said", "outcome"), FOLLOWED)
def test_each_field_follows_as_the_page_says(field: str, ours: str, before: str, said: str, outcome: str):
    assert after(field, ours, before, said) == outcome


def test_whoever_the_directory_does_not_have_stays_as_they_are_and_counts_as_looked_for():
    listed = replace(BLANK, name="Ana Wren", role="Nurse")
    assert followed(listed, None) == replace(listed, heard=Heard())
    assert followed(followed(listed, None), None) == replace(listed, heard=Heard())


TEXT = st.text("ab ", max_size=3)
ENTRIES = st.builds(Entry, st.just(WHO), TEXT, TEXT, TEXT, TEXT)
LISTED = st.builds(Listed, st.just(PractitionerId("ana")), st.just(WHO), TEXT, TEXT, TEXT, TEXT)


@given(LISTED, st.lists(ENTRIES, max_size=4))
def test_whatever_the_directory_says_nothing_is_emptied_and_a_second_look_changes_nothing(
    listed: Listed, said: list[Entry]
):
    for entry in said:
        then = followed(listed, entry)
        assert (then.practitioner_id, then.identity) == (listed.practitioner_id, listed.identity)
        assert all(getattr(then, one) for one in FIELDS if getattr(listed, one))
        assert followed(then, entry) == then
        listed = then


SERVICE = ServiceId("nursing")
WISH = Wish(SERVICE)


def entry(number: int, name: str = "Sam Reed", **more: object) -> Entry:
    return Entry(Identity("tenant", f"oid-{number}"), name, "Nurse", **more)


def known(number: int, service: str = SERVICE, *, active: bool = True) -> Known:
    return Known(PractitionerId(f"p{number}"), "Sam Reed", ServiceId(service), active)


# Who is named, as whom the register has the same identity, with guests or without, and how they stand.
STANDS = [
    ("nobody has the identity", entry(1), None, False, Stand.NEW),
    ("somebody of the service has it", entry(1), known(1), False, Stand.HERE),
    ("somebody of another service has it", entry(1), known(1, "police"), False, Stand.ELSEWHERE),
    ("somebody who has left has it", entry(1), known(1, active=False), False, Stand.LEFT),
    ("the account is disabled", entry(1, enabled=False), None, False, Stand.DISABLED),
    ("a guest", entry(1, guest=True), None, False, Stand.GUEST),
    ("a guest, with `--guests`", entry(1, guest=True), None, True, Stand.NEW),
]


@pytest.mark.parametrize(("one", "there", "guests", "stand"), [row[1:] for row in STANDS])
def test_whoever_is_named_stands_as_the_page_says(one: Entry, there: Known, guests: bool, stand: Stand):  # noqa: FBT001
    found = {one.identity: there} if there else {}
    plan = enrol([one], found, (), Wish(SERVICE, guests=guests), lambda: "fresh")
    stands = [Stand.NEW for _ in plan.new] + [how for how, *_ in plan.others]
    assert stands == [stand]


def test_a_role_that_was_given_is_the_registers_own_word():
    (one,) = enrol([entry(1)], {}, (), Wish(SERVICE, "Matron"), lambda: "fresh").new
    assert (one.practitioner.role, one.heard.role) == ("Matron", "Nurse")
    listed = Listed(one.practitioner.id, WHO, name="Sam Reed", role="Matron", heard=one.heard)
    assert followed(listed, replace(entry(1), role="Sister")).role == "Matron"


NUMBERS = st.sets(st.integers(0, 8))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_people_of_one_name_are_never_mixed(named: set[int], here: set[int], left: set[int]):
    """Everybody is called the same: who is who is told by the ids alone."""
    register = {
        Identity("tenant", f"oid-{number}"): known(number, active=number not in left) for number in here
    }
    plan = enrol([entry(number) for number in named], register, register.values(), WISH, lambda: "fresh")
    new = {one.practitioner.identity.object_id for one in plan.new}
    assert new == {f"oid-{number}" for number in named - here}
    assert {(identity.object_id, whose) for _, identity, _, whose in plan.others} == {
        (f"oid-{number}", f"p{number}") for number in named & here
    }
    assert {whose for whose, _ in plan.absent} == {f"p{number}" for number in here - named - left}
