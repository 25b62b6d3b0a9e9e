"""A register with a shielded child, and people who talk and press, for tests of the protected record."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from cards.buttons import decode
from cards.card import Card
from cases.commands import Command
from cases.model import (
    Birth,
    Child,
    ConversationId,
    DisclosureLevel,
    Involvement,
    Name,
    PractitionerId,
    Relationship,
)
from dialogs.dispatch import dispatch
from dialogs.tell import tell
from dialogs.turn import Reply, Room, Turn
from store.seed import RegisterSeed
from tests.builders import agreement, case, child, involvement, practitioner, sensitive
from tests.desk import fake_desk
from tests.local_teams import button
from tests.property.registers import PEOPLE, identity, seed_of

NURSE, DOCTOR, OFFICER, HELPER = (
    next(one for one in PEOPLE if one.id == name) for name in ("nurse", "doctor", "officer", "helper")
)
GOVERNANCE = practitioner("governance", "front door", governance_lead=True)
HIDDEN = child(
    "hidden",
    reference="C-2000",
    names=(Name("Carys", "Penhallow"), Name("Carrie")),
    birth=Birth(2019, 7, 30),
    area="Elsewhere",
    nhs_number="9990000018",
    upn="A123456789012",
    shielded=True,
)
KNOWN = child("known", reference="C-1001", names=(Name("Robin", "Example"),))
TOGETHER = agreement("council", "health", "police", "charity")
LED = case("hidden", lead="nurse", channel="19:case")
CIRCLE: tuple[Involvement, ...] = (
    involvement(NURSE, "hidden"),
    involvement(OFFICER, "hidden"),
    sensitive(DOCTOR, DisclosureLevel.NONE, child="hidden"),
)


def register(
    *children: Child, circle: Iterable[Involvement] = CIRCLE, governed: bool = True, **changes: object
) -> RegisterSeed:
    """A shielded child whose lead is the nurse, and a known sibling with whom the nurse works."""
    ties = (Relationship(KNOWN.id, HIDDEN.id, "sibling"), Relationship(HIDDEN.id, KNOWN.id, "sibling"))
    made = seed_of(
        (KNOWN, *(children or (HIDDEN,))),
        (involvement(NURSE, "known"), *circle),
        (TOGETHER,),
        (LED,),
        ties,
    )
    people = (*made.practitioners, GOVERNANCE) if governed else made.practitioners
    return replace(made, practitioners=people, **changes)


def without_the_child() -> RegisterSeed:
    """The same without the shielded child: nobody has ever heard of them."""
    made = register()
    return replace(
        made,
        children=(KNOWN,),
        involvements=tuple(one for one in made.involvements if one.child_id != HIDDEN.id),
        cases=(),
        relationships=(),
    )


class Talk:
    """People who talk to one bot over one register."""

    def __init__(self, seed: RegisterSeed, room: Room = Room.PERSONAL) -> None:
        self.fakes = fake_desk(seed)
        self._room = room
        self._numbers = count()

    async def say(self, who: str, said: str | Command) -> tuple[Reply, ...]:
        asked = said if isinstance(said, str) else ""
        number = next(self._numbers)
        place = ConversationId("a:1" if self._room is Room.PERSONAL else "19:case")
        now = self.fakes.clock.now()
        turn = Turn(identity(who), self._room, place, str(number), now, asked)
        ids = count()
        desk = replace(self.fakes.desk, fresh_id=lambda: f"fresh-{number}-{next(ids)}")
        return await dispatch(turn, said, desk) or ()

    async def press(self, who: str, card: Card, title: str, **inputs: str) -> Card:
        """The card that a press brings; what is typed there already goes with it."""
        action = button(card.content, title)
        filled = {name.replace("__", "."): value for name, value in inputs.items()}
        (reply, *_) = await self.say(who, decode(action["verb"], {**action["data"], **filled}))
        return reply.card

    async def told(self, who: str, kind: str = "") -> list[Card]:
        """What somebody is told in the background, so far."""
        waiting = await self.fakes.ledger.notices.due(self.fakes.clock.now(), 1000)
        mine = [one.notice for one in waiting if one.notice.to == who and kind in ("", one.notice.kind)]
        return [card for one in mine if (card := await tell(one, self.fakes.desk, self.fakes.clock.now()))]

    def notices(self) -> list[tuple[PractitionerId, str]]:
        return [(one.notice.to, one.notice.kind) for _, one in self.fakes.ledger.notices.pending]
