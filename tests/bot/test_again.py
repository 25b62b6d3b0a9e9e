"""A message whose sending was broken off is looked for in the chat before it goes again."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.again import LOOKS, SETTLED, ChatLook
from bot.connector import ConnectorError
from bot.notices import NoticeWorker
from cases.model import Place
from cases.ports_delivery import FOUND, DeliveryState
from cases.ports_tenant import AskLaterError, ThrottledError, UnavailableError
from cases.records import Notice
from tests.bot.channels.breaking import CrashError
from tests.bot.test_notices import ALL, CASES_EACH, LEASE, PEOPLE, Post, as_it_is, ends
from tests.fakes_chats import FakeChats

ANY = PEOPLE[0]
Step = Callable[[], Awaitable[None]]


class Looking(Post):
    """The outbox, Teams, and Graph, which sees what Teams has after a while."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.graph = FakeChats({who.identity for who in PEOPLE})
        self.places: list[Place] = []

    def worker(self, **more) -> NoticeWorker:
        async def chats() -> FakeChats:
            return self.graph

        async def delivered(_: Notice, place: Place) -> None:
            self.places.append(place)

        look = ChatLook("tenant", chats, self.desk.register, self.contacts)
        return super().worker(**{"look": look, "delivered": delivered, **more})

    def shows(self) -> None:
        """Graph shows what has arrived and was not taken back."""
        self.graph.messages = [
            (who.identity, message, version["attachments"][0]["content"]["body"][0]["id"], self.clock.now())
            for who in PEOPLE
            for (place, message), (*_, version) in self.teams.sent.items()
            if place == f"chat-oid-{who.name.lower()}"
        ]

    async def dies_after(self, number: int = 1) -> None:
        """A worker dies once so many have arrived."""
        left = [number]

        async def dies(_: str) -> None:
            left[0] -= 1
            if not left[0]:
                raise CrashError

        self.teams.after = dies
        with pytest.raises(CrashError):
            await self.worker().deliver()
        self.teams.after = as_it_is


@pytest.fixture
def post() -> Looking:
    return Looking()


async def test_what_arrived_before_a_crash_is_found_and_not_sent_again(post: Looking):
    post.tell([ANY])
    await post.dies_after(2)
    post.shows()
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert ends(post.got(ANY)) == ALL
    second = post.notices.rows[1]
    (_, message), *_ = list(post.teams.sent.items())[1]
    assert (second.state, second.ended.activity_id, second.error) == (DeliveryState.SENT, message, FOUND)
    assert [row.maybe_twice for row in post.notices.rows] == [0, 0, 0]
    assert Place("chat-oid-person-000", message) in post.places, "what follows a message follows this one"


async def test_each_message_bears_a_mark_of_its_own_that_tells_nothing(post: Looking):
    post.tell(PEOPLE[:3])
    await post.worker().deliver()
    marks = [row.mark for row in post.notices.rows]
    sent = [version["attachments"][0]["content"]["body"][0]["id"] for (version,) in post.teams.sent.values()]
    assert sorted(marks) == sorted(sent)
    assert len(set(marks)) == 3 * CASES_EACH
    assert all(len(mark) == 32 and set(mark) <= set("0123456789abcdef") for mark in marks)


async def test_what_never_left_is_sent_once_and_not_counted(post: Looking):
    async def dies(_: str) -> None:
        raise CrashError

    post.tell([ANY])
    post.teams.before = dies
    with pytest.raises(CrashError):
        await post.worker().deliver()
    post.teams.before = as_it_is
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert ends(post.got(ANY)) == ALL
    assert len(post.graph.asked) == 1, "only what was in doubt is looked for"
    assert [row.maybe_twice for row in post.notices.rows] == [0, 0, 0]


async def broken(_: str) -> None:
    raise ConnectorError("broke", maybe_delivered=True)


async def test_a_connection_that_broke_after_it_arrived_doubles_nothing(post: Looking):
    post.tell([ANY])
    post.teams.after = broken
    await post.worker().deliver()
    post.teams.after = as_it_is
    post.shows()
    post.clock.advance(SETTLED)
    await post.worker().deliver()
    assert ends(post.got(ANY)) == ALL


async def test_nobody_believes_that_it_is_missing_before_graph_can_have_seen_it(post: Looking):
    post.tell([ANY], [0])
    post.teams.after = broken
    await post.worker().deliver()
    (row,) = post.notices.rows
    row.not_before = post.clock.now() + timedelta(seconds=1)
    post.clock.advance(timedelta(seconds=1))
    await post.worker().deliver()
    assert post.graph.asked == []
    assert (row.not_before, row.attempts, row.looks) == (row.sending_at + SETTLED, 1, 0)


FAILURES: list[AskLaterError | TimeoutError] = [
    UnavailableError(), ThrottledError(3_600.0), TimeoutError(), UnavailableError(9.0),
]  # fmt: skip


async def test_where_graph_stays_silent_it_is_sent_again_within_two_minutes_and_counted(post: Looking):
    post.tell([ANY])
    await post.dies_after()
    post.shows()
    post.graph.failing = list(FAILURES)
    post.clock.advance(LEASE)
    began = post.clock.now()
    while any(row.state is DeliveryState.WAITING for row in post.notices.rows):
        await post.worker().deliver()
        if len(post.got(ANY)) == 1:
            assert [row.attempts for row in post.notices.rows] == [0, 0, 0], "a look is no attempt"
            post.clock.advance(timedelta(seconds=1))
    assert post.clock.now() - began <= timedelta(minutes=2)
    assert len(post.graph.asked) == len(LOOKS) + 1
    assert ends(post.got(ANY)) == [ALL[0], *ALL]
    assert [row.maybe_twice for row in post.notices.rows] == [1, 0, 0]


async def test_where_graph_answers_after_a_while_it_is_found(post: Looking):
    post.tell([ANY])
    await post.dies_after()
    post.shows()
    post.graph.failing = [UnavailableError()]
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert ends(post.got(ANY)) == ALL[:1], "those behind it wait too"
    post.clock.advance(LOOKS[0])
    await post.worker().deliver()
    assert ends(post.got(ANY)) == ALL


def refused(post: Looking) -> None:
    post.graph.permitted = False


def not_seen(post: Looking) -> None:
    post.graph.known.clear()


def out_of_order(post: Looking) -> None:
    post.graph.failing = [ValueError("Graph is called over https.")]


@pytest.mark.parametrize("why", [refused, not_seen, out_of_order])
async def test_where_nobody_may_look_it_is_sent_again_at_once_and_counted(
    post: Looking, why: Callable[[Looking], None]
):
    post.tell([ANY], [0])
    await post.dies_after()
    why(post)
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert len(post.got(ANY)) == 2
    assert post.notices.rows[0].maybe_twice == 1


async def frozen(post: Looking, woken: asyncio.Event) -> "asyncio.Task[bool]":
    """A sender whose message has arrived, and who does not know it before it is woken."""

    async def until_woken(_: str) -> None:
        await woken.wait()

    post.teams.after = until_woken
    post.tell([ANY], [0])
    away = asyncio.create_task(post.worker().deliver())
    while not post.teams.arrived:  # noqa: ASYNC110 - no real time passes
        await asyncio.sleep(0)
    post.teams.after = as_it_is
    return away


async def test_who_was_away_and_is_found_to_have_sent_it_takes_nothing_back(post: Looking):
    woken = asyncio.Event()
    away = await frozen(post, woken)
    post.shows()
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert post.notices.rows[0].error == FOUND
    woken.set()
    await away
    assert len(post.teams.sent) == 1
    assert post.teams.deleted == []


async def test_who_is_back_while_another_looks_has_sent_it(post: Looking):
    woken, looking, seen = asyncio.Event(), asyncio.Event(), asyncio.Event()

    class Slow(FakeChats):
        async def posted(self, person, marker: str, since: datetime) -> str | None:
            looking.set()
            await seen.wait()
            return await super().posted(person, marker, since)

    away = await frozen(post, woken)
    post.graph = Slow({ANY.identity})
    post.clock.advance(LEASE)
    other = asyncio.create_task(post.worker().deliver())
    await looking.wait()
    woken.set()
    await away
    seen.set()
    await other
    assert len(post.teams.sent) == len(post.teams.arrived) == 1
    assert post.teams.deleted == []
    assert post.notices.rows[0].state is DeliveryState.SENT


async def test_a_second_crash_is_looked_into_from_the_first_one_on(post: Looking):
    post.tell([ANY], [0])
    await post.dies_after()
    post.graph.permitted = False
    post.clock.advance(LEASE)
    await post.dies_after()
    post.graph.permitted = True
    post.shows()
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert len(post.got(ANY)) == 2
    (_, since), *_ = post.graph.asked[-1:]
    assert since < post.notices.rows[0].sending_at - LEASE
