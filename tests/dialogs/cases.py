"""A table to open cases at: one small register, and people who talk and press."""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from cards.buttons import decode
from cards.card import Card
from cases.commands import Command
from cases.model import Case, ConversationId, Relationship, ServiceId
from dialogs.dispatch import dispatch
from dialogs.turn import Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, agreement, child, involvement, practitioner
from tests.desk import FakeDesk, fake_desk, with_channels
from tests.local_teams import button, walk, words
from tests.property.registers import identity, seed_of

SOCIAL = practitioner("social", "front door", role="Social worker")
NURSE = practitioner("nurse", "nursing", role="Nurse")
MATE = practitioner("mate", "nursing", role="Nurse")
DOCTOR = practitioner("doctor", "clinic", role="Counsellor")
OFFICER = practitioner("officer", "custody", role="Officer")
BOSS = practitioner("boss", "nursing", manages=frozenset({ServiceId("nursing")}))
CHIEF = practitioner("chief", "clinic", manages=frozenset({ServiceId("clinic")}))
CLERK = practitioner("clerk", "front door", administrator=True)
PEOPLE = (SOCIAL, NURSE, MATE, DOCTOR, OFFICER, BOSS, CHIEF, CLERK)
TOGETHER = agreement("council", "health", "police")
CIRCLE = (involvement(SOCIAL, "c1"), involvement(NURSE, "c1"), involvement(OFFICER, "c1"))
SIBLINGS = (Relationship("c1", "c2", "sibling"),)
Json = dict[str, Any]


def register(*rows, cases: tuple[Case, ...] = (), agreements=(TOGETHER,), **changes) -> RegisterSeed:
    children = (child("c1", reference="C-1001", **changes), child("c2", reference="C-1002"))
    made = seed_of(children, rows or CIRCLE, agreements, cases, SIBLINGS)
    return replace(made, practitioners=PEOPLE)


@dataclass
class Table:
    """People at one register, and what they get."""

    fakes: FakeDesk
    numbers: "count[int]" = field(default_factory=count)

    def turn(self, who: str, text: str = "", card_id: str = "") -> Turn:
        room, place = Room.PERSONAL, ConversationId("a:1")
        return Turn(identity(who), room, place, str(next(self.numbers)), NOW, text, card_id=card_id)

    async def say(self, who: str, said: str | Command, card_id: str = "") -> Card:
        asked = said if isinstance(said, str) else ""
        (reply,) = await dispatch(self.turn(who, asked, card_id), said, self.fakes.desk) or ()
        return reply.card

    async def press(self, who: str, card: Card, title: str, card_id: str = "1:card", **inputs: str) -> Card:
        """The button, with the inputs as they are on the card unless said otherwise."""
        action = button(card.content, title)
        filled = {} if action.get("associatedInputs") == "none" else {**values(card), **inputs}
        return await self.say(who, decode(action["verb"], {**action["data"], **filled}), card_id)

    @property
    def opened(self) -> list[Case]:
        """The cases that the seed did not have."""
        return [case for case in self.fakes.ledger.cases.rows.values() if case.id != "case"]


def table(seed: RegisterSeed | None = None, *, channels: bool = True) -> Table:
    fakes = fake_desk(seed or register())
    return Table(with_channels(fakes) if channels else fakes)


def inputs(card: Card) -> dict[str, Json]:
    return {one["id"]: one for one in walk(card.content) if "label" in one}


def values(card: Card) -> dict[str, str]:
    return {key: str(one.get("value", "")) for key, one in inputs(card).items()}


def titles(card: Card, field_name: str) -> list[str]:
    return [one["title"] for one in inputs(card)[field_name]["choices"]]


def value(card: Card, field_name: str, title: str) -> str:
    """What a choice stands for."""
    choices = inputs(card)[field_name]["choices"]
    return next(str(one["value"]) for one in choices if one["title"].startswith(title))


def buttons(card: Card) -> list[str]:
    return [one["title"] for one in walk(card.content) if one.get("type") == "Action.Execute"]


def said(card: Card) -> str:
    return words(card.content)
