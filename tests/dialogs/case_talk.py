"""A case with a channel that is ready, and people who talk about it."""

from dataclasses import replace
from typing import Any

from cards.buttons import decode
from cards.card import Card
from cases.commands import Command
from cases.model import (
    CaseId,
    ChannelForm,
    ChannelOrder,
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.records import CaseEvent, CaseEventKind
from dialogs.dispatch import dispatch
from dialogs.turn import Audience, Channelling, Desk, Room, Turn
from store.seed import RegisterSeed
from tests.builders import LONG_AGO, NOW, agreement, case, child, involvement
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import button, words
from tests.property.registers import PEOPLE, identity, seed_of

ME, NURSE, DOCTOR, OFFICER, HELPER, MANAGER, BROKER = PEOPLE
CASE, CHANNEL = CaseId("case"), ConversationId("19:case")
TOGETHER = agreement("council", "health", "police")
OPENED = CaseEvent("opened", NOW, CaseEventKind.OPENED, CASE, None, LONG_AGO, PractitionerId("me"))
OWNER = Identity("tenant", "oid-owner")


def register(**changes: Any) -> RegisterSeed:
    """One child, whom Me leads for, with the nurse in the circle; whatever else is given instead."""
    of_case = changes.pop("of_case", case("c1", lead="me", channel=CHANNEL))
    seed = seed_of(
        (child("c1"),),
        (involvement(ME, "c1"), involvement(NURSE, "c1")),
        (TOGETHER,),
        (of_case,),
        case_events=(OPENED,),
    )
    return replace(seed, **changes)


def channelled(seed: RegisterSeed, *there: str, stage: ChannelStage = ChannelStage.OPEN) -> FakeDesk:
    """A desk over it; these people are in the channel."""
    fakes = fake_desk(seed)
    fakes = replace(fakes, desk=replace(fakes.desk, channels=Channelling("home", OWNER)))
    work: Any = fakes.desk.casework
    work.orders[CASE] = ChannelOrder(CASE, ChannelForm.PRIVATE, PractitionerId("me"), NOW)
    work.records[CASE] = ChannelRecord(CASE, stage, "team", CHANNEL, "lumo-tavi", NOW)
    for one in there:
        sit(fakes, one)
    return fakes


def sit(fakes: FakeDesk, who: str, stage: SeatStage = SeatStage.IN, *, known: bool = True) -> None:
    """Somebody's seat in the channel."""
    work: Any = fakes.desk.casework
    seat = Seat(CASE, identity(who), stage, NOW, PractitionerId(who) if known else None)
    work.seats[CASE, seat.identity] = seat


class Talk:
    """Somebody talks with the bot; what they get is the last card."""

    def __init__(self, fakes: FakeDesk, who: str, room: Room = Room.PERSONAL) -> None:
        self.fakes, self._who, self._room = fakes, who, room
        self._number = 0
        self.cards: list[tuple[Card, Audience]] = []

    @property
    def desk(self) -> Desk:
        return self.fakes.desk

    async def say(self, said: str | Command) -> str:
        """The words of the answer that they get."""
        self._number += 1
        place = CHANNEL if self._room is Room.CHANNEL else ConversationId(f"a:{self._who}")
        asked = said if isinstance(said, str) else ""
        once = f"{self._who}-{self._number}-{id(self)}"
        turn = Turn(identity(self._who), self._room, place, once, NOW, asked)
        replies = await dispatch(turn, said, self.desk)
        assert replies is not None
        self.cards = [(one.card, one.to) for one in replies]
        return words(self.cards[0][0].content)

    async def press(self, title: str, **inputs: str) -> str:
        """The words of what comes after that button."""
        action = button(self.cards[0][0].content, title)
        return await self.say(decode(action["verb"], {**action["data"], **inputs}))

    def titles(self) -> list[str]:
        """The buttons on the last card."""
        found: list[str] = []

        def look(node: Any) -> None:
            if isinstance(node, dict):
                if node.get("type") == "Action.Execute":
                    found.append(node["title"])
                for key, one in node.items():
                    if key != "fallback":
                        look(one)
            if isinstance(node, list):
                for one in node:
                    look(one)

        look(self.cards[0][0].content)
        return found
