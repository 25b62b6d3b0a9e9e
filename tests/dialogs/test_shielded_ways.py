"""A shielded child leaves no trace: every way in, by every hidden field, answers as for an unknown child."""

from collections.abc import Sequence

import msgspec
import pytest

from cards.buttons import decode
from cases.commands import (
    ChangeRole,
    Command,
    Confirm,
    Family,
    FamilyExactly,
    Join,
    Leave,
    LogContact,
    NotSharing,
    Who,
    WhoExactly,
    WhoLooked,
)
from cases.model import Birth, ChildId, ConversationId, PractitionerId, Purpose, Reason
from cases.query import Query
from dialogs.turn import Room
from tests.dialogs.shielded import Talk, register, without_the_child
from tests.local_teams import walk

WHY = Reason(Purpose.SAFEGUARDING, "Came to the clinic today")
BORN = Birth(2019, 7, 30)

# What may be typed of a child, where it is no more than the child's own reference.
TYPED = {
    "name": "Carys Penhallow",
    "given name": "Carys",
    "other name": "Carrie",
    "family name": "Penhallow",
    "beginning": "Car",
    "shorter beginning": "Pe",
    "name and birth date": "Carys Penhallow born 30 July 2019",
    "NHS number": "999 000 0018",
    "UPN": "A123456789012",
    "area": "Elsewhere",
    "name and area": "Carys Elsewhere",
    "reference of the case": "lumo-tavi",
    "reference and name": "C-2000 Carys Penhallow",
    "reference and birth date": "C-2000 born 30 July 2019",
    "reference and NHS number": "C-2000 NHS number 999 000 0018",
    "id": "hidden",
}
ASKED = (
    "{}",
    "who is working with {}?",
    "is anyone supporting {}?",
    "who is working with {} and her siblings?",
    "the family of {}",
    "I've started working with {}",
    "I've stopped working with {}",
    "I saw {} yesterday",
    "I'm still working with {}",
    "I'm now the key worker for {}",
    "add officer to {}",
    "who has looked at {}?",
    "decisions not to share about {}",
)
FILLED = {
    "name": Query(name="Carys Penhallow"),
    "beginning": Query(name="C"),
    "name and birth date": Query(name="Carys Penhallow", born=BORN),
    "birth date": Query(born=BORN),
    "NHS number": Query(nhs_number="9990000018"),
    "channel": Query(conversation_id=ConversationId("19:case")),
    "reference of the case": Query(reference="lumo-tavi"),
    "reference and name": Query(reference="C-2000", name="Carys"),
    "reference and birth date": Query(reference="C-2000", born=BORN),
    "reference and NHS number": Query(reference="C-2000", nhs_number="9990000018"),
    "reference and channel": Query(reference="C-2000", conversation_id=ConversationId("19:case")),
}
HIDDEN = ChildId("hidden")
BY_ID: Sequence[Command] = (
    WhoExactly(HIDDEN, WHY),
    FamilyExactly(HIDDEN, WHY),
    Join(child_id=HIDDEN, reason=WHY),
    Join(child_id=HIDDEN, practitioner_id=PractitionerId("officer"), reason=WHY),
    Leave(child_id=HIDDEN, practitioner_id=PractitionerId("officer"), reason=WHY),
    Leave(child_id=HIDDEN),
    ChangeRole(child_id=HIDDEN, role="Nurse", sent=True),
    LogContact(child_id=HIDDEN, on="2026-11-01", sent=True),
    Confirm(child_id=HIDDEN),
)
WITH: tuple[type[Command], ...] = (Who, Family, Join)
PEOPLE = ("me", "nurse", "officer", "doctor", "manager", "broker", "governance", "somebody else")


async def everything(talk: Talk, who: str, said: str | Command, presses: int = 2) -> list[bytes]:
    """The answers, and those to every button on them, filled in."""
    got = []
    for reply in await talk.say(who, said):
        got.append(msgspec.json.encode((str(reply.to), reply.card.summary, reply.card.content)))
        for action in walk(reply.card.content):
            if presses and action.get("type") == "Action.Execute" and action["verb"] != "help":
                got += await everything(talk, who, decode(action["verb"], action["data"]), presses - 1)
    return got


Got = list[list[bytes]]


async def both(said: str | Command, room: Room = Room.PERSONAL) -> tuple[Got, Got]:
    """What each person gets where there is the shielded child, and where nobody has heard of them."""
    known = [await everything(Talk(register(), room), who, said) for who in PEOPLE]
    return known, [await everything(Talk(without_the_child(), room), who, said) for who in PEOPLE]


@pytest.mark.parametrize("field", TYPED)
@pytest.mark.parametrize("asked", ASKED)
async def test_what_is_typed_of_a_shielded_child_finds_what_it_finds_of_an_unknown_one(
    asked: str, field: str
):
    said = asked.format(TYPED[field])
    for room in (Room.PERSONAL, Room.CHANNEL):
        known, unknown = await both(said, room)
        assert known == unknown


@pytest.mark.parametrize("field", FILLED)
@pytest.mark.parametrize("command", WITH)
@pytest.mark.parametrize("reason", [None, WHY])
async def test_neither_does_a_forged_button(command: type, field: str, reason: Reason | None):
    said = command(FILLED[field], reason=reason)
    known, unknown = await both(said, Room.PERSONAL)
    assert known == unknown


@pytest.mark.parametrize("command", BY_ID, ids=lambda one: type(one).__name__)
async def test_neither_does_a_childs_id(command: Command):
    known, unknown = await both(command, Room.PERSONAL)
    assert known == unknown


@pytest.mark.parametrize("said", ["who is working with this child?", "this family", "I saw this child today"])
async def test_neither_does_this_child_in_the_channel(said: str):
    known, unknown = await both(said, Room.CHANNEL)
    assert known == unknown


@pytest.mark.parametrize("query", FILLED.values(), ids=list(FILLED))
@pytest.mark.parametrize("command", [WhoLooked, NotSharing])
async def test_nor_does_the_trail(command: type, query: Query):
    known, unknown = await both(command(query), Room.PERSONAL)
    assert known == unknown


async def test_the_reference_alone_tells_that_there_is_such_a_record():
    known, unknown = await both(Who(Query(reference="C-2000"), WHY), Room.PERSONAL)
    assert known != unknown


async def test_what_is_hidden_of_a_shielded_child_changes_nothing_by_reference():
    """But for the lead, and for the one view past the shield."""
    for who in ("me", "officer", "doctor", "manager", "broker", "governance"):
        first = await everything(Talk(register()), who, Who(Query(reference="C-2000"), WHY), presses=1)
        other = register(circle=())
        second = await everything(Talk(other), who, Who(Query(reference="C-2000"), WHY), presses=1)
        assert first == second
