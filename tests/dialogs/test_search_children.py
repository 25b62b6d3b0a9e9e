"""Children found while somebody types: whom they may see, fifteen at most, on the trail, no grant made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import Birth, Child, DisclosureLevel, Name, ServiceId
from cases.records import Action, Outcome
from dialogs.search_children import search_children
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agreement, case, child, grant, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.property.registers import identity, seed_of

ME = practitioner("me", "front door")
OTHER = practitioner("other", "front door")
NURSE = practitioner("nurse", "nursing")
DOCTOR = practitioner("doctor", "clinic")
CHIEF = practitioner("chief", "custody", manages=frozenset({ServiceId("nursing")}))
PEOPLE = (ME, OTHER, NURSE, DOCTOR, CHIEF)


def amara(name: str, number: int, **changes: object) -> Child:
    names = (Name("Amara", f"Stone{chr(97 + number)}"),)
    return replace(child(name, names=names, reference=f"C-10{number:02}"), **changes)


CHILDREN = (
    amara("mine", 1),
    amara("theirs", 2),
    amara("sibling", 3),
    amara("granted", 4),
    amara("secret", 5, shielded=True),
    amara("past", 6),
    amara("hidden", 7),
    amara("nobody", 8),
)
ROWS = (
    involvement(ME, "mine"),
    involvement(NURSE, "theirs"),
    involvement(OTHER, "granted"),
    involvement(OTHER, "sibling"),
    involvement(ME, "secret"),
    replace(involvement(ME, "past"), until=TODAY - timedelta(days=1)),
    sensitive(DOCTOR, DisclosureLevel.NONE, child="hidden"),
)
CASE = case("mine", "sibling", lead="other", channel="19:case")


def register(**changes: object) -> RegisterSeed:
    made = seed_of(CHILDREN, ROWS, (agreement("council", "health"),), (CASE,))
    return replace(made, practitioners=PEOPLE, **changes)


def turn(who: str, typed: str, once: str = "1") -> Turn:
    return Turn(identity(who), Room.PERSONAL, "a:1", once, NOW, typed)  # type: ignore[arg-type]


async def found(fakes: FakeDesk, who: str, typed: str, once: str = "1") -> list[str]:
    return [one.reference for one in await search_children(turn(who, typed, once), typed, fakes.desk) or ()]


RIGHTS = {
    "me": ["C-1001", "C-1003", "C-1004"],
    "nurse": ["C-1002"],
    "doctor": ["C-1007"],
    "chief": ["C-1002"],
    "other": ["C-1001", "C-1003", "C-1004"],
}


@pytest.mark.parametrize("who", RIGHTS)
async def test_only_those_are_offered_whom_they_may_see_now(who: str):
    fakes = fake_desk(register(), grants=[grant("me", "granted"), grant("nurse", "nobody")])
    assert await found(fakes, who, "amara") == RIGHTS[who]
    assert fakes.ledger.grants == [grant("me", "granted"), grant("nurse", "nobody")]


async def test_an_unknown_person_gets_no_list():
    assert await search_children(turn("nobody", "amara"), "amara", fake_desk(register()).desk) is None


@pytest.mark.parametrize("typed", ["", " ", "a", "?"])
async def test_of_too_few_letters_those_one_works_with_are_offered(typed: str):
    assert await found(fake_desk(register()), "me", typed) == ["C-1001"]


async def test_a_shielded_child_is_offered_to_its_lead_by_reference_alone():
    protected = replace(case("secret", lead="me"), reference="bado-kilu")
    fakes = fake_desk(register(cases=(protected,)))
    assert "C-1005" not in await found(fakes, "me", "Amara Stonef")
    (offered,) = await search_children(turn("me", "C-1005"), "C-1005", fakes.desk) or ()
    assert (offered.words, offered.shielded) == ("C-1005", True)
    assert await found(fakes, "other", "C-1005") == []
    assert await found(fakes, "me", "C-100") == ["C-1001"]


async def test_a_cases_reference_offers_its_children():
    assert await found(fake_desk(register()), "other", "lumo-tavi") == ["C-1001", "C-1003"]
    assert await found(fake_desk(register()), "nurse", "lumo-tavi") == []


async def test_a_line_tells_namesakes_apart():
    fakes = fake_desk(register())
    (one,) = await search_children(turn("nurse", "amara"), "amara", fakes.desk) or ()
    assert one.words == "Amara Stonec, born 2014, Millbrook, C-1002"


async def test_an_unborn_child_is_expected():
    baby = child("baby", names=(Name("Baby"),), birth=Birth(2027, 2, expected=True), reference="C-2001")
    fakes = fake_desk(register(children=(baby,), involvements=(involvement(ME, "baby"),), cases=()))
    (one,) = await search_children(turn("me", "ba"), "ba", fakes.desk) or ()
    assert one.about == "expected 2027, Millbrook"


async def test_those_who_may_not_be_seen_take_no_place_among_the_fifteen():
    many = tuple(amara(f"n{number}", 20 + number) for number in range(20))
    others = tuple(replace(amara(f"a{number}", 0), reference=f"C-00{number:02}") for number in range(20))
    held = tuple(involvement(ME, one.id) for one in many)
    about = replace(CASE, children=("n0", *(one.id for one in others)))
    # Of the others' cases I am not in the channel, as I am known there to nobody.
    known = tuple(replace(one, visibility=sensitive(ME, DisclosureLevel.NONE).visibility) for one in held)
    fakes = fake_desk(register(children=(*others, *many), involvements=known, cases=(about,)))
    assert len(await found(fakes, "me", "amara")) == 15
    assert not [one for one in await found(fakes, "me", "amara") if one.startswith("C-00")]


async def test_each_child_that_was_offered_is_on_the_trail_once_in_some_minutes():
    fakes = fake_desk(register())
    for number, typed in enumerate(("am", "ama", "amar")):
        assert await found(fakes, "me", typed, str(number)) == ["C-1001", "C-1003"]
    entries = fakes.ledger.audit
    assert [(one.child_id, one.asked, one.basis) for one in entries] == [
        ("mine", "am", "involved"),
        ("sibling", "am", "channel"),
    ]
    assert {(one.action, one.outcome) for one in entries} == {(Action.CHILD_FIND, Outcome.LISTED)}
    later = replace(turn("me", "ama", "9"), now=NOW + timedelta(minutes=11))
    await search_children(later, "ama", fakes.desk)
    assert len(entries) == 4


async def test_what_offers_nobody_writes_nothing():
    fakes = fake_desk(register())
    assert await found(fakes, "me", "zzz") == []
    assert fakes.ledger.audit == []
