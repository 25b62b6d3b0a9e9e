"""Who hears of a beginning or an end: decided when it is told, as the circle would name it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.model import DisclosureLevel, InvolvementId, PractitionerId
from cases.records import Event, EventKind, Notice
from dialogs.tell import tell
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agreement, case, child, grant, involvement, sensitive
from tests.desk import fake_desk
from tests.local_teams import words
from tests.property.registers import PEOPLE, seed_of

NURSE, DOCTOR = (next(one for one in PEOPLE if one.id == name) for name in ("nurse", "doctor"))
TOGETHER = agreement("council", "health")
LED = case("c1", lead="me")
JOINED = involvement(NURSE, "c1", id=InvolvementId("i"), since=TODAY)
LOOK = replace(grant("nurse", "c1"), id="look")


def register(row=JOINED, agreements=(TOGETHER,), cases=(LED,)) -> RegisterSeed:
    return seed_of((child("c1"),), (row,), agreements, cases)


async def heard(seed: RegisterSeed, who: str = "nurse", to: str = "me", grant_id: str = "") -> str:
    """What the card says, "" if nobody is told."""
    looks = [LOOK, replace(LOOK, id="hidden look", practitioner_id=DOCTOR.id)]
    fakes = fake_desk(seed, grants=looks)
    fakes.ledger.kept.events.append(
        Event(
            "e", NOW, EventKind.JOINED, child("c1").id, InvolvementId("i"), PractitionerId(who),
            PractitionerId(who if to == "me" else "me"), TODAY, grant_id=grant_id,
        )
    )  # fmt: skip
    card = await tell(Notice(PractitionerId(to), "involvement", "e"), fakes.desk, NOW)
    return words(card.content) + str(card.content) if card else ""


async def test_the_lead_hears_who_joined_and_why():
    said = await heard(register(), grant_id="look")
    assert "Somebody joined" in said
    assert "Nurse" in said
    assert "Keeping a child safe" in said
    assert "Robin" not in said


HIDDEN = replace(sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"), id=InvolvementId("i"))
UNTOLD = [
    ("without an agreement", register(agreements=()), "nurse"),
    ("of an undisclosed service", register(HIDDEN), "doctor"),
    (
        "of a service known to exist",
        register(replace(HIDDEN, disclosure=sensitive(DOCTOR, DisclosureLevel.EXISTENCE).disclosure)),
        "doctor",
    ),
    ("a former lead", register(cases=(replace(LED, lead_id=PractitionerId("broker")),)), "nurse"),
]


@pytest.mark.parametrize(("what", "seed", "who"), UNTOLD, ids=[row[0] for row in UNTOLD])
async def test_what_the_circle_would_not_name_is_not_told(what: str, seed: RegisterSeed, who: str):  # noqa: ARG001
    assert await heard(seed, who) == ""


async def test_the_lead_then_hears_of_the_look_alone():
    said = await heard(register(agreements=()), grant_id="look")
    assert "Somebody looked at" in said
    assert "joined" not in said
    hidden = await heard(register(HIDDEN), "doctor", grant_id="hidden look")
    assert "A further service" in hidden
    assert "Doctor" not in hidden


async def test_whoever_is_added_hears_by_whom():
    said = await heard(register(), to="nurse")
    assert "You were added to" in said
    assert "Me" in said


async def test_an_involvement_to_come_is_told_too():
    coming = replace(JOINED, since=TODAY + timedelta(days=3))
    assert "Somebody joined" in await heard(register(coming))
