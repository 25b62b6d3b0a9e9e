"""Updates planned, gathered and posted: whatever process dies when, each is told once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.posts import Look, Posts
from bot.task_posts import TaskPoster
from bot.updates import UpdateWork
from cases.model import (
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.records import Effects, Event, EventKind
from cases.updates import TELL, stranger
from dialogs.rounds_updates import gather_updates
from dialogs.turn import Desk
from dialogs.updates_plan import POST
from store.database import Database
from store.posts import SqlPosts
from tests.bot.channels.breaking import Breaking, CrashError
from tests.bot.channels.office import FakeConnector
from tests.bot.steps import NoSteps
from tests.builders import NOW, TODAY
from tests.desk import fake_desk
from tests.dialogs.tasks import CASE, seed
from tests.property.registers import identity

CHANNEL, HOME = ConversationId("19:case"), "https://home.example/"
MINUTE = timedelta(minutes=1)
IN_CIRCLE = ("lead", "anna", "bert", "doctor")


class Contacts:
    """Nobody's own chat is written to here."""

    async def of(self, who: PractitionerId) -> None:
        raise AssertionError(who)


class Around:
    """A case with its channel, a Teams in memory, and processes over one database."""

    def __init__(self, database: Database, stage: ChannelStage = ChannelStage.OPEN) -> None:
        self.fakes, self.connector = fake_desk(seed()), FakeConnector()
        self.desk, self.clock, self.rows = self.fakes.desk, self.fakes.clock, SqlPosts(database)
        self.work: Any = self.desk.casework
        self.work.records[CASE.id] = ChannelRecord(CASE.id, stage, channel_id=CHANNEL)
        for who in ("lead", "anna", "bert"):
            self.sit(identity(who), SeatStage.IN, PractitionerId(who))

    def sit(self, who: Identity, stage: SeatStage, known: PractitionerId | None = None) -> None:
        self.work.seats[CASE.id, who] = Seat(CASE.id, who, stage, NOW, known)

    def process(self, around: Callable[[Any], Any] = lambda thing: thing) -> tuple[UpdateWork, Desk]:
        desk = replace(self.desk, updates=around(self.desk.updates), ledger=around(self.desk.ledger))
        posts = Posts(around(self.rows), around(self.connector), self.clock)
        poster = TaskPoster(posts, Contacts(), lambda _: HOME, self._look)
        return UpdateWork(desk, poster, self.clock), desk

    def _look(self, channel: ConversationId) -> Look:
        async def find(marker: str) -> str | None:
            return self.connector.found(channel, marker)

        return find

    async def happen(self, who: str = "anna", kind: EventKind = EventKind.JOINED, number: int = 1) -> None:
        row = await self.desk.register.held(PractitionerId(who), [CASE.children[0]])
        event = Event(
            f"e{number}", self.clock.now(), kind, row[0].child_id, row[0].id, row[0].practitioner_id,
            row[0].practitioner_id, TODAY,
        )  # fmt: skip
        await self.desk.ledger.commit(Effects(events=(event,)), None)

    async def run(self, name: str, work: UpdateWork) -> None:
        """All of that kind that there is to do, as the engine would."""
        job = next(one for one in work.jobs() if one.name == name)
        steps: Any = NoSteps(self.clock)
        for one in [one for one in self.fakes.ledger.work.values() if one.name == name]:
            await job.act(steps, *one.ids)

    def posted(self) -> list[list[str]]:
        """Each message in the channel, with its versions."""
        return [list(map(str, held)) for (place, _), held in self.connector.sent.items() if place == CHANNEL]

    def told(self) -> Counter[str]:
        """How often each was sent a message of updates."""
        pending = self.fakes.ledger.notices.pending
        return Counter(str(one.notice.to) for _, one in pending if one.notice.kind == "updates")


async def test_with_a_crash_before_and_after_each_call_each_is_told_once(database: Database):
    around = Around(database)
    await around.happen("anna", EventKind.JOINED, 1)
    await around.happen("bert", EventKind.CONFIRMED, 2)
    await around.happen("doctor", EventKind.CONTACT, 3)
    crashes = Breaking.around(around.connector, crash_each=True)

    async def all_of_it() -> None:
        work, desk = around.process(lambda thing: _sharing(crashes, thing))
        await around.run(TELL, work)
        await around.run(POST, work)
        around.clock.advance(timedelta(hours=2) - (around.clock.now() - NOW))
        await gather_updates(desk, around.clock.now())

    for _ in range(60):
        # Each time another process, which knows nothing of the one that died.
        try:
            await all_of_it()
        except CrashError:
            continue
        break
    tried = {(name, when) for name, *_, when in crashes.broken}
    for name in ("plan", "gather", "commit", "intend", "send", "sent"):
        assert {(name, "before"), (name, "after")} <= tried
    # The doctor may see all, and did the one that nobody else may see.
    assert around.told() == {"lead": 1, "anna": 1, "bert": 1, "doctor": 1}
    (versions,) = around.posted()
    assert "Anna" in versions[-1]
    assert "Doctor" not in str(versions)


def _sharing(crashes: Breaking, thing: Any) -> Breaking:
    return crashes._sharing(thing)


async def test_what_nobody_else_may_see_is_told_to_nobody_and_not_posted(database: Database):
    around = Around(database)
    await around.happen("doctor")
    work, desk = around.process()
    await around.run(TELL, work)
    await around.run(POST, work)
    await gather_updates(desk, NOW + timedelta(hours=2))
    assert (around.told(), around.posted()) == ({}, [])


async def test_nothing_is_posted_before_the_channel_is_open(database: Database):
    around = Around(database, ChannelStage.OPENING)
    await around.happen()
    work, _ = around.process()
    await around.run(TELL, work)
    around.work.records[CASE.id] = ChannelRecord(CASE.id, ChannelStage.OPEN, channel_id=CHANNEL)
    await around.run(POST, work)
    assert around.posted() == []


async def test_an_unexpected_member_is_told_of_in_the_channel_alone_and_nothing_else_is_said(
    database: Database,
):
    around = Around(database)
    around.sit(Identity("tenant", "oid-nobody"), SeatStage.STRANGER)
    await around.happen()
    await around.desk.ledger.commit(Effects(updates=(stranger(CASE.id, "1", NOW),)), None)
    work, desk = around.process()
    await around.run(TELL, work)
    await around.run(POST, work)
    await gather_updates(desk, NOW + timedelta(hours=2))
    ((card,),) = around.posted()
    assert "does not belong here" in card
    assert "Anna" not in card
    assert around.told() == {"lead": 1, "bert": 1, "doctor": 1}, "of Anna, not of the stranger"


async def test_what_happened_is_posted_once_whoever_is_on_their_way_out_is_out(database: Database):
    around = Around(database)
    gone = Identity("tenant", "oid-gone")
    around.sit(gone, SeatStage.LEAVING)
    await around.happen()
    work, _ = around.process()
    await around.run(TELL, work)

    class Leaving(NoSteps):
        async def until(self, moment: datetime) -> None:
            assert around.posted() == []
            around.sit(gone, SeatStage.OUT)
            await super().until(moment)

    (one,) = (one for one in around.fakes.ledger.work.values() if one.name == POST)
    steps: Any = Leaving(around.clock)
    await work.jobs()[1].act(steps, *one.ids)
    ((card,),) = around.posted()
    assert "Anna" in card


async def test_what_is_found_out_after_its_minute_has_the_same_card_made_anew(database: Database):
    around = Around(database)
    await around.happen("anna", number=1)
    work, _ = around.process()
    await around.run(TELL, work)
    await around.run(POST, work)
    await around.happen("bert", number=2)
    around.clock.advance(10 * MINUTE)
    await around.run(TELL, work)
    await around.run(POST, work)
    ((first, second),) = around.posted()
    assert "Anna" in first
    assert "Bert" not in first
    assert "Bert" in second
