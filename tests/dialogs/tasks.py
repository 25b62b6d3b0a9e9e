"""A case with tasks, and hands to press their buttons, for tests of what is done with them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from cases.commands import Command
from cases.model import ConversationId, DisclosureLevel, PractitionerId, ServiceId, Task, TaskId
from cases.records import Effects, TaskRewrite
from dialogs.dispatch import dispatch
from dialogs.turn import Reply, Room, Turn
from store.seed import RegisterSeed
from tests.builders import NOW, TODAY, agreement, case, child, involvement, practitioner, sensitive
from tests.desk import FakeDesk, fake_desk
from tests.local_teams import walk, words
from tests.property.registers import AGENCIES, identity, seed_of

LEAD = practitioner("lead", "front door")
ANNA, BERT = practitioner("anna", "nursing"), practitioner("bert", "custody")
DOCTOR = practitioner("doctor", "clinic")
BOSS = practitioner("boss", "nursing", manages=frozenset({ServiceId("nursing")}))
CHIEF = practitioner("chief", "front door", manages=frozenset({ServiceId("front door")}))
STRANGER = practitioner("stranger", "custody")
PEOPLE = (LEAD, ANNA, BERT, DOCTOR, BOSS, CHIEF, STRANGER)
CASE = case("c1", lead="lead", channel="19:case")


def seed(**changes: Any) -> RegisterSeed:
    """A child with a circle of the lead, a nurse, an officer and a doctor of whom nobody knows."""
    made = seed_of(
        (child("c1"),),
        (
            *(involvement(one, "c1") for one in (LEAD, ANNA, BERT)),
            sensitive(DOCTOR, DisclosureLevel.NONE, child="c1"),
        ),
        (agreement(*AGENCIES),),
        (CASE,),
    )
    return replace(made, practitioners=PEOPLE, **changes)


def task(number: int = 1, **changes: Any) -> Task:
    made = Task(
        TaskId(f"task-{number}"),
        CASE.id,
        f"Ring the school {number}",
        PractitionerId("anna"),
        PractitionerId("lead"),
        NOW,
        NOW,
        due=TODAY + timedelta(days=number),
    )
    return replace(made, **changes)


def in_words(card: dict[str, Any]) -> str:
    """All that a card says, its facts too."""
    facts = [f"{one['title']}: {one['value']}" for one in walk(card) if one.keys() == {"title", "value"}]
    return "\n".join((words(card), *facts))


class Hands:
    """Everybody's hands on one register."""

    def __init__(self, *tasks: Task, register: RegisterSeed | None = None) -> None:
        self.fakes: FakeDesk = fake_desk(register or seed())
        self.numbers = count()
        for one in tasks:
            self.fakes.ledger.tasks.rows[one.id] = one

    @property
    def tasks(self) -> dict[TaskId, Task]:
        return self.fakes.ledger.tasks.rows

    async def press(self, who: str, said: str | Command) -> str:
        """What the card that comes back says, its facts too."""
        (reply,) = await self.replies(who, said) or (None,)
        return in_words(reply.card.content) if reply else ""

    async def replies(
        self, who: str, said: str | Command, *, once: str = "", room: Room = Room.PERSONAL
    ) -> tuple[Reply, ...] | None:
        turn = Turn(
            identity(who),
            room,
            ConversationId("a:1" if room is Room.PERSONAL else "19:case"),
            once or f"once-{next(self.numbers)}",
            self.fakes.clock.now(),
            said if isinstance(said, str) else "",
        )
        return await dispatch(turn, said, self.fakes.desk)

    async def commit(self, change: Callable[[Task], Task], number: int = 1) -> None:
        """Somebody else's change."""
        before = self.tasks[TaskId(f"task-{number}")]
        await self.fakes.ledger.commit(Effects(rewrites=(TaskRewrite(before, change(before)),)), None)
