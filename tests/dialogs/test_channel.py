"""What a case's channel hears, and what it must not be able to tell."""

from dataclasses import replace

from cases.model import ChildId, DisclosureLevel, Identity, InvolvementId, PractitionerId
from cases.records import Outcome
from dialogs.dispatch import dispatch
from dialogs.turn import Audience, Reply, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, agreement, case, child, involvement, sensitive
from tests.desk import Present, fake_desk
from tests.local_teams import words
from tests.property.registers import PEOPLE, seed_of

ME, NURSE, DOCTOR, OFFICER = (
    next(p for p in PEOPLE if p.id == name) for name in ("me", "nurse", "doctor", "officer")
)
CHANNEL = case("c1", lead="me", channel="19:case")
TOGETHER = agreement("council", "health", "police", "charity")
NAMED = sensitive(DOCTOR, DisclosureLevel.NAMED, "me", "nurse", child="c1")
CIRCLE = (involvement(ME, "c1"), involvement(NURSE, "c1"), NAMED)
SECRET = replace(
    sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"), id=InvolvementId("x"), role="Secret role"
)


def register(*involvements, agreements=(TOGETHER,), **changes) -> RegisterSeed:
    return seed_of((child("c1", **changes),), involvements, agreements, (CHANNEL,))


async def ask(
    seed: RegisterSeed, who: str, present: tuple[str, ...], text: str = "who is working with this child?"
):
    fakes = fake_desk(seed, Present(frozenset(Identity("tenant", f"oid-{one}") for one in present)))
    turn = Turn(Identity("tenant", f"oid-{who}"), Room.CHANNEL, CHANNEL.conversation_id, "1", NOW, text)
    return await dispatch(turn, text, fakes.desk) or (), fakes.ledger


def room(replies: tuple[Reply, ...]) -> list[Reply]:
    return [one for one in replies if one.to is Audience.ROOM]


def private(replies: tuple[Reply, ...]) -> list[Reply]:
    return [one for one in replies if one.to is Audience.ASKER]


ALL = ("me", "nurse", "doctor")


async def test_everybody_sees_the_circle_when_all_who_are_there_belong_there():
    replies, ledger = await ask(register(*CIRCLE), "me", ALL)
    assert [one.to for one in replies] == [Audience.ROOM]
    assert {"Me", "Nurse", "Doctor"} <= set(words(replies[0].card.content).split("\n"))
    seen = {(entry.practitioner_id, entry.outcome) for entry in ledger.audit}
    assert seen == {(PractitionerId(name), Outcome.SHOWN) for name in ALL}, "each who saw it is on record"


async def test_one_who_sees_more_gets_the_rest_alone_and_the_room_cannot_tell():
    before, _ = await ask(register(*CIRCLE), "doctor", ALL)
    after, _ = await ask(register(*CIRCLE, SECRET), "doctor", ALL)
    assert room(before) == room(after)
    assert private(before) == []
    assert "Secret role" in words(private(after)[0].card.content)


async def test_what_one_of_them_may_not_see_is_left_out_for_the_room():
    only_council_and_police = (agreement("council", "police"),)
    held = (involvement(ME, "c1"), involvement(NURSE, "c1"), involvement(OFFICER, "c1"))
    replies, _ = await ask(
        register(*held, agreements=only_council_and_police), "me", ("me", "nurse", "officer")
    )
    said = words(room(replies)[0].card.content).split("\n")
    assert {"Me", "Nurse", "Officer"}.isdisjoint(said)
    assert "Officer" in words(private(replies)[0].card.content).split("\n")


async def test_with_a_stranger_in_the_channel_it_hears_nothing():
    for present in ((*ALL, "broker"), (*ALL, "somebody"), ("nurse", "doctor"), ()):
        replies, _ = await ask(register(*CIRCLE), "me", present)
        assert "answered you privately" in words(room(replies)[0].card.content)
        assert len(private(replies)) == 1


async def test_a_shielded_childs_channel_hears_nothing():
    replies, _ = await ask(register(*CIRCLE, shielded=True), "me", ALL)
    assert "answered you privately" in words(room(replies)[0].card.content)


async def test_a_child_of_no_concern_to_the_channel_is_answered_alone():
    other = replace(involvement(ME, "c2"), child_id=ChildId("c2"))
    seed = seed_of((child("c1"), child("c2")), (*CIRCLE, other), (TOGETHER,), (CHANNEL,))
    replies, _ = await ask(seed, "me", ALL, "C-c2")
    assert all("Robin" not in words(one.card.content) for one in room(replies))
