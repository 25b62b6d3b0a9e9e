"""The cards of a task in the channel and in chats: in step, and nothing that one member may not know."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.tasks import TaskPosts, channel_key, owner_key
from cards.card import Card
from cases.commands import MoveTask
from cases.model import (
    ChannelRecord,
    ChannelStage,
    ConversationId,
    Identity,
    PractitionerId,
    Seat,
    SeatStage,
    TaskId,
)
from cases.task import Step
from tests.bot.steps import NoSteps
from tests.builders import NOW
from tests.dialogs.tasks import CASE, Hands, in_words, seed, task
from tests.property.registers import identity

ONE, CHANNEL = TaskId("task-1"), ConversationId("19:case")
ANNA = PractitionerId("anna")


@dataclass
class FakePoster:
    """Remembers what each message shows, and how often it was told."""

    shown: dict[str, tuple[ConversationId, Card]] = field(default_factory=dict)
    told: int = 0

    async def show(
        self,
        key: str,
        conversation: ConversationId,
        card: Card,
        to: PractitionerId | None = None,  # noqa: ARG002
    ) -> None:
        self.told += 1
        self.shown[key] = (conversation, card)

    async def where(self, key: str) -> ConversationId | None:
        return self.shown[key][0] if key in self.shown else None

    def words(self, key: str) -> str:
        return in_words(self.shown[key][1].content)


class Channel:
    """A case's channel with these people in it."""

    def __init__(
        self, *people: str, stage: ChannelStage = ChannelStage.OPEN, hands: Hands | None = None
    ) -> None:
        self.hands, self.poster = hands or Hands(task()), FakePoster()
        self.casework = self.hands.fakes.desk.casework
        self.casework.records[CASE.id] = ChannelRecord(CASE.id, stage, channel_id=CHANNEL)
        self.sit(*people)
        desk, clock = self.hands.fakes.desk, self.hands.fakes.clock
        self._job = TaskPosts(desk, self.poster, self._ids, clock).job()
        self._steps = NoSteps(clock)

    async def post(self, task_id: TaskId = ONE) -> None:
        await self._job.act(self._steps, task_id)

    def sit(self, *people: str, stage: SeatStage = SeatStage.IN) -> None:
        for who in people:
            seat = Seat(CASE.id, identity(who), stage, NOW, PractitionerId(who))
            self.casework.seats[CASE.id, seat.identity] = seat

    async def _ids(self, conversation: ConversationId) -> dict[Identity, str]:
        assert conversation == CHANNEL
        return {seat.identity: f"29:{seat.practitioner_id}" for seat in self.casework.seats.values()}

    @property
    def card(self) -> dict[str, Any]:
        return self.poster.shown[channel_key(ONE)][1].content


async def test_the_channel_reads_what_all_may_know_and_each_may_ask_for_their_own():
    channel = Channel("lead", "anna", "bert")
    await channel.post()
    card = channel.card
    assert [one["title"] for one in card["actions"]] == ["Open"]
    assert card["refresh"]["action"]["verb"] == "task.refresh"
    assert card["refresh"]["userIds"] == ["29:anna", "29:lead", "29:bert"]
    assert "Who: Anna" in channel.poster.words(channel_key(ONE))
    assert card["body"][0]["id"] == "task-task-1"


async def test_after_a_press_the_channel_and_the_owners_chat_are_in_step():
    channel = Channel("lead", "anna", "bert")
    await channel.post()
    channel.poster.shown[owner_key(ONE, ANNA)] = (ConversationId("a:anna"), Card({}, ""))
    await channel.hands.press("anna", MoveTask(ONE, 1, Step.ACCEPT))
    await channel.post()
    for key in (channel_key(ONE), owner_key(ONE, ANNA)):
        assert "State: Accepted" in channel.poster.words(key)
    await channel.hands.press("lead", MoveTask(ONE, 2, Step.REASSIGN, to=PractitionerId("bert")))
    await channel.post()
    assert "Who: Bert" in channel.poster.words(owner_key(ONE, ANNA))
    assert owner_key(ONE, PractitionerId("bert")) not in channel.poster.shown


async def test_nothing_is_posted_where_one_of_them_may_not_know():
    for other in ("doctor", "stranger"):
        channel = Channel("lead", "anna", other)
        if other == "doctor":
            hidden = task(asked_by=PractitionerId("doctor"))
            channel = Channel("lead", "anna", "doctor", hands=Hands(hidden))
        await channel.post()
        assert not channel.poster.shown


async def test_a_stranger_in_the_channel_takes_the_card_away():
    channel = Channel("lead", "anna")
    await channel.post()
    channel.sit("stranger", stage=SeatStage.STRANGER)
    await channel.post()
    assert "Ring the school" not in channel.poster.words(channel_key(ONE))
    assert "no longer shown" in channel.poster.words(channel_key(ONE))
    channel.sit("stranger", stage=SeatStage.OUT)
    await channel.post()
    assert "Ring the school" in channel.poster.words(channel_key(ONE))


async def test_only_an_open_channel_is_told_anything():
    for stage in set(ChannelStage) - {ChannelStage.OPEN}:
        channel = Channel("lead", "anna", stage=stage)
        await channel.post()
        assert not channel.poster.shown
    empty = Channel()
    await empty.post()
    assert not empty.poster.shown


async def test_at_most_sixty_are_refreshed_and_first_those_who_have_something_to_do():
    register = seed()
    bert = next(one for one in register.practitioners if one.id == "bert")
    row = next(one for one in register.involvements if one.practitioner_id == "bert")
    many = [replace(bert, id=PractitionerId(f"a{n:02}"), identity=identity(f"a{n:02}")) for n in range(70)]
    rows = [replace(row, id=type(row.id)(f"row-{one.id}"), practitioner_id=one.id) for one in many]
    crowd = replace(
        register,
        practitioners=(*register.practitioners, *many),
        involvements=(*register.involvements, *rows),
    )
    channel = Channel("lead", "anna", *(one.id for one in many), hands=Hands(task(), register=crowd))
    await channel.post()
    ids = channel.card["refresh"]["userIds"]
    assert len(ids) == 60
    assert ids[:2] == ["29:anna", "29:lead"]


async def test_a_task_that_is_not_there_is_posted_nowhere():
    channel = Channel("lead")
    await channel.post(TaskId("none"))
    assert not channel.poster.shown
