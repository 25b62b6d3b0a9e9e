"""What may not be seen leaves no trace: every byte of every answer in a conversation stays the same."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

import msgspec
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from cards.buttons import decode
from cases.commands import Command
from cases.model import ConversationId
from cases.policy import channel_members
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Audience, Reply, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY
from tests.desk import Present, fake_desk
from tests.local_teams import walk
from tests.property.registers import (
    FAMILY,
    GIVEN,
    Unseen,
    identity,
    registers,
    unseen_relatives,
    unseen_things,
    with_unseen,
)

VIEWERS = ("me", "nurse", "doctor", "officer", "manager", "somebody else")
PLACES = (("a:1", Room.PERSONAL), ("19:case", Room.CHANNEL), ("19:chat", Room.GROUP))


def belonging(seed: RegisterSeed) -> Present:
    """Those who belong in the case's channel."""
    case = seed.cases[0]
    return Present(frozenset(identity(one) for one in channel_members(case, seed.involvements, TODAY)))


class Conversation:
    """One person talks, presses every button they are offered, and everything they can get is kept."""

    def __init__(self, seed: RegisterSeed, viewer: str, place: tuple[str, Room], present: Present) -> None:
        fakes = fake_desk(seed, present)
        self._ledger, self._desk = fakes.ledger, fakes.desk
        self._numbers = count()
        self._viewer = viewer
        self._place, self._room = ConversationId(place[0]), place[1]
        self.got: list[bytes] = []

    async def say(self, said: str | Command, presses: int) -> None:
        for reply in await self._dispatch(self._viewer, said):
            self.got.append(msgspec.json.encode((str(reply.to), reply.card.summary, reply.card.content)))
            filled = {
                one["id"]: one.get("value") or _typed(one)
                for one in walk(reply.card.content)
                if "label" in one
            }
            for action in walk(reply.card.content):
                if presses and action.get("type") == "Action.Execute" and action.get("verb") != "help":
                    inputs = {} if action.get("associatedInputs") == "none" else filled
                    await self.say(decode(action["verb"], {**action["data"], **inputs}), presses - 1)

    async def overhear(self, speaker: str, said: str) -> None:
        """Somebody else asks in the room; only what the room gets is kept."""
        for reply in await self._dispatch(speaker, said):
            if reply.to is Audience.ROOM and self._room is not Room.PERSONAL:
                self.got.append(msgspec.json.encode((reply.card.summary, reply.card.content)))

    async def hear(self) -> None:
        """What this person is told in the background of what everybody did."""
        for notice in await self._ledger.notices.due(NOW, 1000):
            if notice.notice.to == self._viewer:
                card = await tell(notice.notice, self._desk, NOW)
                self.got.append(msgspec.json.encode((card.summary, card.content)) if card else b"")
        self.got = [one for one in self.got if one]

    async def _dispatch(self, speaker: str, said: str | Command) -> tuple[Reply, ...]:
        asked = said if isinstance(said, str) else ""
        turn = Turn(identity(speaker), self._room, self._place, str(next(self._numbers)), NOW, asked)
        # In the service an id tells nothing; here it is not to tell how many were made in the turns before.
        numbers = count()
        desk = replace(self._desk, fresh_id=lambda: f"{turn.once}.{next(numbers)}")
        return await dispatch(turn, said, desk) or ()


def _typed(field: Mapping[str, Any]) -> str:
    """What somebody puts into an input that holds nothing yet."""
    choices = field.get("choices")
    if choices:
        return str(choices[0]["value"])
    return "" if field["type"] == "Input.Date" else "Somebody new"


CHANGES = (
    "I've started working with {}",
    "I've started working with {} on 1 October as key worker",
    "I've stopped working with {}",
    "I've stopped working with {} on 1 October",
    "I'm now the key worker for {}",
    "I saw {} yesterday",
    "I saw {}",
    "I'm still working with {}",
    "add nurse to {}",
    "add stranger to {}",
    "add doctor to {} as counsellor",
)
SAID_OF = st.sampled_from(
    [*GIVEN, "Robin Example", "Ash Examplewood", "C-1001", "C-1002", "lumo-tavi", "reso-kima", "this child"]
)
TEXTS = st.one_of(
    st.builds(str.format, st.sampled_from(CHANGES), SAID_OF),
    st.builds("Who is working with {} {}?".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.builds("{} {} born 2014".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.sampled_from([*GIVEN, "Example", "C-1001", "C-1002", "lumo-tavi"]),
    st.just("who is working with this child?"),
    st.builds("who has looked at {}?".format, st.sampled_from(["this child", "C-1001", "C-1002", *GIVEN])),
    st.builds("what has {} looked at?".format, st.sampled_from(["me", "Doctor", "Nurse"])),
)
FAMILIES = st.one_of(
    st.builds(
        "Who is working with {} {} and her siblings?".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)
    ),
    st.sampled_from(
        ["the family of C-1001", "C-1002's siblings", "the Example family", "family of lumo-tavi"]
    ),
    st.just("who is working with this family?"),
)


SPEAKERS = st.sampled_from(["myself", "doctor", "broker", "nurse"])
Said = list[tuple[str, str]]


def talks(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Said]:
    return st.lists(st.tuples(SPEAKERS, texts), min_size=1, max_size=4)


def assert_unnoticed(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
) -> None:
    async def everything_got(register: RegisterSeed) -> list[bytes]:
        talk = Conversation(register, viewer, place, belonging(seed))
        for speaker, text in said:
            if speaker in ("myself", viewer):
                await talk.say(text, presses=2)
            else:
                await talk.overhear(speaker, text)
        await talk.hear()
        return talk.got

    async def both() -> tuple[list[bytes], list[bytes]]:
        return await everything_got(seed), await everything_got(with_unseen(seed, thing))

    before, after = asyncio.run(both())
    event(thing.what)
    event("a circle was shown" if any(b"Since " in one for one in before) else "none was shown")
    largest = max((one.count(b'"size":"Medium"') for one in before), default=0)
    event(f"a family of {largest} was shown" if largest else "no family was shown")
    assert before == after


@settings(max_examples=400, deadline=None)
@given(
    registers(),
    unseen_things,
    st.sampled_from(VIEWERS),
    st.sampled_from(PLACES),
    talks(st.one_of(TEXTS, FAMILIES)),
)
def test_nobody_can_tell_that_something_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assume(not (viewer == "doctor" and thing.what == "undisclosed involvement of the clinic"))
    assert_unnoticed(seed, thing, viewer, place, said)


@settings(max_examples=200, deadline=None)
@given(registers(), unseen_relatives, st.sampled_from(VIEWERS), st.sampled_from(PLACES), talks(FAMILIES))
def test_nobody_can_tell_that_a_relative_they_may_not_see_was_added(
    seed: RegisterSeed, thing: Unseen, viewer: str, place: tuple[str, Room], said: Said
):
    assert_unnoticed(seed, thing, viewer, place, said)
