"""The cards of a task on both databases: whatever crashes, and whoever works beside, there is one of each."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from bot.channels.posts import Look, Posts
from bot.task_posts import TaskPoster
from bot.tasks import TaskPosts
from bot.work.errors import AgainError
from cards.task import task_card
from cases.commands import MoveTask
from cases.model import ChannelRecord, ChannelStage, ConversationId, Place, PractitionerId, Seat, SeatStage
from cases.records import Notice
from cases.task import Step
from cases.task_views import task_view
from dialogs.task_effects import GIVEN
from dialogs.task_sights import Sights
from store.database import Database
from store.posts import SqlPosts
from tests.bot.channels.breaking import Breaking, CrashError
from tests.bot.channels.office import FakeConnector, card
from tests.bot.steps import NoSteps
from tests.builders import NOW
from tests.dialogs.tasks import CASE, Hands, task
from tests.fakes import FakeClock
from tests.property.registers import identity

CHANNEL, CHAT, HOME = ConversationId("19:case"), ConversationId("a:anna"), "https://home.example/"
ONE, ANNA = task().id, PractitionerId("anna")
MARKER = f"task-{ONE}"
CHANGES = ((None, 0, "Ring the school 1"), (Step.ACCEPT, 1, "Accepted"), (Step.FINISH, 2, "Rung"))
"""What Anna does with it, at which version, and what each card says then."""


class Contacts:
    """Where everybody's own chat is: nobody has said yet."""

    async def of(self, who: PractitionerId) -> None:
        assert who == ANNA


class Office:
    """A case's channel and its people, a Teams in memory, and processes over one database."""

    def __init__(self, database: Database) -> None:
        self.hands, self.connector = Hands(task()), FakeConnector()
        self.desk = self.hands.fakes.desk
        self.rows = SqlPosts(database)
        work: Any = self.desk.casework
        work.records[CASE.id] = ChannelRecord(CASE.id, ChannelStage.OPEN, channel_id=CHANNEL)
        for who in ("lead", "anna", "bert"):
            seat = Seat(CASE.id, identity(who), SeatStage.IN, NOW, PractitionerId(who))
            work.seats[CASE.id, seat.identity] = seat

    def process(self, around: Callable[[Any], Any] = lambda thing: thing) -> tuple[TaskPosts, TaskPoster]:
        clock = FakeClock()
        posts = Posts(around(self.rows), around(self.connector), clock)
        poster = TaskPoster(posts, Contacts(), lambda _: HOME, self._look)

        async def nobody(_: ConversationId) -> dict[Any, str]:
            return {}

        return TaskPosts(self.desk, poster, nobody, clock), poster

    def _look(self, channel: ConversationId) -> Look:
        async def find(marker: str) -> str | None:
            return self.connector.found(channel, marker)

        return find

    async def told(self) -> None:
        """Anna is given her task in her own chat."""
        viewer = await self.desk.register.viewer(identity("anna"), NOW)
        sight = await Sights(viewer, self.desk, NOW).task(ONE) if viewer else None
        assert sight
        activity = {"attachments": [{"content": task_card(task_view(sight)).content}]}
        sent = await self.connector.send(HOME, CHAT, activity)
        place = Place(CHAT, sent)
        _, poster = self.process()
        await poster.delivered(Notice(ANNA, GIVEN, str(ONE)), place)

    async def press(self, step: Step, version: int) -> None:
        await self.hands.press("anna", MoveTask(ONE, version, step, "Rung"))

    def shown(self) -> dict[str, list[str]]:
        """The last version of each card, by where it is."""
        found: dict[str, list[str]] = {}
        for (place, _), versions in self.connector.sent.items():
            found.setdefault(place, []).append(str(versions[-1]))
        return found

    def assert_in_step(self, words: str) -> None:
        shown = self.shown()
        assert {place: len(cards) for place, cards in shown.items()} == {CHANNEL: 1, CHAT: 1}
        for (only,) in shown.values():
            assert words in only


async def work(posts: TaskPosts) -> None:
    await posts.job().act(NoSteps(FakeClock()), str(ONE))


async def test_with_a_crash_before_and_after_each_call_there_is_one_card_of_each_as_the_task_is(
    database: Database,
):
    office = Office(database)
    await office.told()
    broken: set[tuple[str, ...]] = set()
    for step, version, words in CHANGES:
        if step:
            await office.press(step, version)
        crashes = Breaking.around(office.connector, crash_each=True)
        for _ in range(60):
            # Each time another process, which knows nothing of the one that died.
            posts, _poster = office.process(lambda thing, crashes=crashes: _sharing(crashes, thing))
            try:
                await work(posts)
            except CrashError:
                continue
            break
        broken |= crashes.broken
        office.assert_in_step(words)
    tried = {(name, when) for name, *_, when in broken}
    for name in ("send", "update", "intend", "sent"):
        assert {(name, "before"), (name, "after")} <= tried


def _sharing(crashes: Breaking, thing: Any) -> Breaking:
    return crashes._sharing(thing)


async def test_two_replicas_that_do_the_same_work_at_once_leave_one_card_of_each(database: Database):
    office = Office(database)
    await office.told()
    for step, version, words in CHANGES:
        replicas = [office.process()[0] for _ in range(2)]
        pressed = [office.press(step, version)] if step else []
        await asyncio.gather(*pressed, *(work(one) for one in replicas))
        with suppress(AgainError):
            await work(replicas[0])
        office.assert_in_step(words)


async def test_a_card_of_another_task_in_the_channel_is_left_alone(database: Database):
    words = "of something else"
    office = Office(database)
    await office.told()
    other = {"attachments": [{"content": card("task-task-9", words).content}]}
    await office.connector.send(HOME, CHANNEL, other)
    await work(office.process()[0])
    assert [words in one for one in office.shown()[CHANNEL]] == [True, False]
