"""Whatever rounds, replicas, presses and crashes come: nobody is asked twice within seven days."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import event, given, settings
from hypothesis import strategies as st

from cases.commands import Command, Join, StillWith, StoppedWith, WhatIsDue
from cases.confirming import due
from cases.local import LOCAL, in_working_hours, local_day
from cases.model import ChildId, ConversationId, PractitionerId
from dialogs.dispatch import dispatch
from dialogs.rounds import ROUNDS
from dialogs.tell import tell
from dialogs.turn import Room, Turn
from tests.builders import NOW, child, involvement
from tests.desk import FakeDesk, fake_desk
from tests.examples import examples
from tests.property.registers import PEOPLE, identity, seed_of

WHO = ("me", "nurse", "doctor")
CHILDREN = ("c1", "c2")
SEED = seed_of(
    tuple(child(one) for one in CHILDREN),
    tuple(involvement(one, of) for one in PEOPLE if one.id in WHO for of in CHILDREN),
)
ids = st.sampled_from(CHILDREN).map(ChildId)
commands: st.SearchStrategy[Command] = st.one_of(
    st.just(WhatIsDue()),
    st.builds(StillWith, st.lists(ids, max_size=2).map(tuple)),
    st.builds(StoppedWith, ids),
    st.builds(Join, child_id=ids),
)
steps = st.one_of(
    st.tuples(st.just("later"), st.sampled_from([1, 3, 11, 24, 25, 7 * 24, 7 * 24 + 1, 91 * 24])),
    st.tuples(st.just("rounds"), st.integers(1, 3)),
    st.tuples(st.just("send"), st.sampled_from(["", "crash", "twice"])),
    st.tuples(st.just("press"), st.tuples(st.sampled_from(WHO), commands)),
)
Sent = dict[PractitionerId, list[datetime]]


class World:
    """Rounds and notices as the service makes them, and when whom was asked."""

    def __init__(self) -> None:
        self.fakes: FakeDesk = fake_desk(SEED)
        self.sent: Sent = defaultdict(list)
        self.turns = 0

    @property
    def now(self) -> datetime:
        return self.fakes.clock.now()

    async def rounds(self, replicas: int) -> None:
        for make in ROUNDS:
            await asyncio.gather(*(make(self.fakes.desk, self.now) for _ in range(replicas)))

    async def send(self, how: str) -> None:
        """As the worker does; one that dies before it sends keeps the notice, and two share them."""
        outbox, desk = self.fakes.ledger.notices, self.fakes.desk
        for worker in ("one", "another")[: 2 if how == "twice" else 1]:
            for pending in await outbox.take(self.now, self.now + timedelta(minutes=3), worker, 100):
                card = await tell(pending.notice, desk, self.now)
                if how == "crash":
                    continue
                if card is not None and pending.notice.kind == "due":
                    self.sent[pending.notice.to].append(self.now)
                await outbox.done(pending.id, worker)

    async def press(self, who: str, command: Command) -> None:
        self.turns += 1
        turn = Turn(identity(who), Room.PERSONAL, ConversationId("a:1"), str(self.turns), self.now)
        assert await dispatch(turn, command, self.fakes.desk)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(steps, max_size=40), st.booleans())
def test_nobody_is_asked_twice_within_seven_days(made: list[tuple[str, object]], waiting: bool):  # noqa: FBT001
    async def live() -> World:
        world = World()
        for what, how in [*made, *([("later", 24)] * 9 if waiting else [])]:
            match what, how:
                case "later", int(hours):
                    world.fakes.clock.advance(timedelta(hours=hours))
                    await world.rounds(2)
                    await world.send("")
                case "rounds", int(replicas):
                    await world.rounds(replicas)
                case "send", str(way):
                    await world.send(way)
                case "press", (who, command):
                    await world.press(who, command)
        return world

    world = asyncio.run(live())
    event(f"asked {sum(map(len, world.sent.values()))} times")
    for moments in world.sent.values():
        days = [local_day(moment) for moment in moments]
        assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(days))
        assert all(in_working_hours(moment) for moment in moments)


def test_whoever_says_nothing_is_asked_every_week_for_as_long_as_anything_is_due():
    async def weeks() -> World:
        world = World()
        for _ in range(27 * 24):
            world.fakes.clock.advance(timedelta(hours=1))
            await world.rounds(2)
            await world.send("")
        return world

    world = asyncio.run(weeks())
    assert {who: len(moments) for who, moments in world.sent.items()} == dict.fromkeys(WHO, 4)
    first = NOW.astimezone(LOCAL) + timedelta(hours=1)
    assert world.sent[PractitionerId("me")][0] == first


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 200))
def test_it_is_due_exactly_when_nobody_confirmed_for_as_long_as_the_agency_allows(
    began: int, confirmed: int, allowed: int
):
    today = local_day(NOW)
    member = fake_desk(SEED).desk.upkeep
    (one, *_) = asyncio.run(member.held_by(PractitionerId("me"), today))
    row = replace(
        one.involvement,
        since=today - timedelta(days=began),
        last_confirmed=today - timedelta(days=confirmed) if confirmed else None,
    )
    held = replace(one, involvement=row, agency=replace(one.agency, confirm_after_days=allowed))
    expected = min(began, confirmed or began) >= allowed
    assert bool(due([held], today)) is expected
