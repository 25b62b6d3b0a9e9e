"""Whoever presses what in whatever order: nobody gets access early, and no involvement is doubled or lost."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from hypothesis import event, given, settings
from hypothesis import strategies as st

from cases.commands import (
    AcceptHandover,
    Command,
    DeclineHandover,
    HandOver,
    Join,
    Leave,
    WithdrawHandover,
)
from cases.handover import HandoverState
from cases.model import ChildId, ConversationId, PractitionerId, ServiceId
from cases.names import normalise
from cases.query import Query
from dialogs.dispatch import dispatch
from dialogs.rounds_handover import begin_handovers, remind_of_handovers
from dialogs.turn import Room, Turn
from tests.builders import TODAY, case, child, involvement, practitioner
from tests.desk import FakeDesk, fake_desk
from tests.examples import examples
from tests.property.registers import identity, seed_of

A, B, C = (practitioner(name, "nursing", role="Nurse") for name in ("anna", "bert", "cleo"))
BOSS = practitioner("boss", "nursing", manages=frozenset({ServiceId("nursing")}))
OTHER = practitioner("other", "custody")
PEOPLE = (A, B, C, BOSS, OTHER)
KIDS = Query(reference="C-c1")
SEED = replace(
    seed_of((child("c1"),), (involvement(A, "c1", role="Nurse"),), cases=(case("c1", lead="anna"),)),
    practitioners=PEOPLE,
)
AGREED = (HandoverState.ACCEPTED, HandoverState.DONE)

who = st.sampled_from(["anna", "anna", *(one.id for one in PEOPLE)])
ahead = st.integers(-1, 4)
moves = st.one_of(
    st.tuples(st.just("ask"), who, who, ahead),
    st.tuples(st.just("ask for another"), st.just("boss"), who, ahead),
    st.tuples(st.sampled_from(["accept", "decline", "withdraw"]), who, st.just(""), st.integers(0, 3)),
    st.tuples(st.sampled_from(["accept"]), st.just("the receiver"), st.just(""), st.integers(0, 3)),
    st.tuples(st.sampled_from(["leave", "join", "join later"]), who, st.just(""), st.just(0)),
    st.tuples(st.just("days pass"), st.just(""), st.just(""), st.integers(1, 4)),
)
Move = tuple[str, str, str, int]


@dataclass
class Play:
    """One register, and everybody's hands on it."""

    fakes: FakeDesk
    began: set[str] = field(default_factory=lambda: {"anna"})
    left: bool = False
    numbers: "count[int]" = field(default_factory=count)

    @property
    def today(self) -> date:
        return self.fakes.clock.now().date()

    async def make(self, move: Move) -> None:
        what, person, to, number = move
        ids = list(self.fakes.ledger.handovers.rows)
        handover = ids[number % len(ids)] if ids else "none"
        if person == "the receiver":
            person = str(self.fakes.ledger.handovers.rows[handover].receiver_id) if ids else "anna"
        day = (self.today + timedelta(days=number)).isoformat()
        commands: dict[str, Command] = {
            "ask": HandOver(KIDS, to=to, first_day=day, sent=True),
            "ask for another": HandOver(
                KIDS, practitioner_id=PractitionerId("anna"), to=to, first_day=day, sent=True
            ),
            "accept": AcceptHandover(handover),
            "decline": DeclineHandover(handover, why="no_room"),
            "withdraw": WithdrawHandover(handover),
            "leave": Leave(KIDS, until=self.today.isoformat()),
            "join": Join(KIDS),
            "join later": Join(KIDS, since=(self.today + timedelta(days=2)).isoformat()),
        }
        if what == "days pass":
            self.fakes.clock.advance(timedelta(days=number))
        else:
            await self.press(person, commands[what])
        if what.startswith("join") and self.holds(person):
            self.began.add(person)
        self.left |= what == "leave"
        for _ in range(2):  # two replicas make the rounds
            await remind_of_handovers(self.fakes.desk, self.fakes.clock.now())
            await begin_handovers(self.fakes.desk, self.fakes.clock.now())

    async def press(self, person: str, command: Command) -> None:
        turn = Turn(
            identity(person),
            Room.PERSONAL,
            ConversationId("a:1"),
            str(next(self.numbers)),
            self.fakes.clock.now(),
        )
        await dispatch(turn, command, self.fakes.desk)

    def holds(self, person: str) -> bool:
        rows = self.fakes.ledger.kept.held(PractitionerId(person), [ChildId("c1")])
        return any(not row.cancelled for row in rows)

    def check(self, known: set[str]) -> None:
        ledger = self.fakes.ledger
        rows = list(ledger.kept.rows.values())
        handed = list(ledger.handovers.rows.values())
        assert known <= ledger.kept.rows.keys(), "nothing is lost"
        for row in rows:
            begun = [one for one in handed if one.receiver_id == row.practitioner_id and one.state in AGREED]
            assert row.practitioner_id in self.began or begun, "nobody begins without having accepted"
            if row.current(self.today) and row.practitioner_id not in self.began:
                assert any(one.first_day <= self.today for one in begun), "nor before the first day"
        held = [row for row in rows if not row.cancelled]
        for place, one in enumerate(held):
            for other in held[place + 1 :]:
                same = one.practitioner_id == other.practitioner_id
                assert not (same and normalise(one.role) == normalise(other.role) and overlap(one, other))
        assert self.left or any(row.current(self.today) for row in rows), "somebody is always there"
        (led,) = ledger.cases.rows.values()
        new = {one.receiver_id for one in handed if one.state is HandoverState.DONE and one.with_lead}
        assert led.lead_id in new | {A.id}
        open_ones = [one for one in handed if one.open]
        assert len({one.giver_id for one in open_ones}) == len(open_ones), "asked once at a time"


def overlap(one, other) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(moves, min_size=6, max_size=16))
def test_no_sequence_of_presses_gives_access_early_or_doubles_or_loses_an_involvement(said: list[Move]):
    async def play() -> None:
        one = Play(fake_desk(SEED))
        assert one.today == TODAY
        for move in said:
            known = set(one.fakes.ledger.kept.rows)
            await one.make(move)
            one.check(known)
        states = {handover.state for handover in one.fakes.ledger.handovers.rows.values()}
        event(f"reached {', '.join(sorted(states)) or 'nothing'}")

    asyncio.run(play())
