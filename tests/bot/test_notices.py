"""The worker of notices: many at once, a person's in their order, and nothing lost whatever happens."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.bell import Bell
from bot.connector import ConnectorError, CrowdedError, GoneError, UnreachableError
from bot.notice import GIVEN_UP_AFTER, PAUSES
from bot.notices import NoticeWorker
from bot.private import PrivateChats
from cases.model import CaseId, Identity, PractitionerId
from cases.ports_delivery import DeliveryState, PendingNotice
from cases.records import Notice
from store.seed import RegisterSeed
from tests import builders as make
from tests.bot.channels.breaking import CrashError
from tests.bot.channels.office import FakeConnector
from tests.builders import NOW
from tests.desk import fake_desk
from tests.fakes import FakeClock, FakeContacts
from tests.fakes_delivery import FakeNotices

PEOPLE = tuple(make.practitioner(f"person-{number:03}", "service") for number in range(150))
CASES_EACH = 3
LEASE = timedelta(minutes=3)
Sending = Callable[[str], Awaitable[None]]


def register() -> RegisterSeed:
    cases = tuple(
        make.case("child", lead=who.id, id=CaseId(f"{who.id}-{number}"), reference=f"case-{who.id}-{number}")
        for who in PEOPLE
        for number in range(CASES_EACH)
    )
    return RegisterSeed(
        agencies=(make.agency("agency"),),
        services=(make.service("service", "agency"),),
        practitioners=PEOPLE,
        children=(make.child(),),
        cases=cases,
    )


async def as_it_is(_: str) -> None:
    await asyncio.sleep(0)


@dataclass
class Teams(FakeConnector):
    """Messages as they arrive; ``before`` and ``after`` may go wrong."""

    before: Sending = as_it_is
    after: Sending = as_it_is
    flying: int = 0
    most_flying: int = 0
    arrived: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    async def send(self, url, conversation, activity, *, tenant="", about_to=None) -> str:
        assert tenant == "tenant"
        await about_to()
        self.flying += 1
        self.most_flying = max(self.flying, self.most_flying)
        try:
            await self.before(conversation)
            made = await super().send(url, conversation, activity)
            self.arrived.append((conversation, _reference(activity)))
            await self.after(conversation)
        finally:
            self.flying -= 1
        return made

    async def delete(self, url, conversation, activity_id) -> None:
        self.deleted.append(activity_id)
        await super().delete(url, conversation, activity_id)


def _reference(activity) -> str:
    return next(word for word in str(activity).replace("'", " ").split() if word.startswith("case-"))


@dataclass
class Post:
    """The outbox, Teams, and workers on them."""

    teams: Teams = field(default_factory=Teams)
    notices: FakeNotices = field(default_factory=FakeNotices)

    def __post_init__(self) -> None:
        seed = register()
        made = fake_desk(seed)
        self.desk, self.clock = made.desk, FakeClock(NOW)
        self.contacts = FakeContacts(seed)
        self.absent: list[PractitionerId] = []

    def worker(self, **more) -> NoticeWorker:
        chats = PrivateChats(self.teams, self.contacts, "28:bot", "https://home.example/")

        async def absent(practitioner: PractitionerId, _: Identity) -> None:
            self.absent.append(practitioner)

        return NoticeWorker(self.notices, self.desk, chats, self.clock, Bell(), absent=absent, **more)

    def tell(self, people: Sequence, numbers: Sequence[int] = range(CASES_EACH)) -> None:
        for number in numbers:
            for who in people:
                self.notices.add(Notice(who.id, "lead", f"{who.id}-{number}"), self.clock.now())

    def states(self) -> set[DeliveryState]:
        return {row.state for row in self.notices.rows}

    def got(self, who) -> list[str]:
        return [said for place, said in self.teams.arrived if place == f"chat-oid-{who.name.lower()}"]


ALL = [f"-{number}" for number in range(CASES_EACH)]


def ends(said: Sequence[str]) -> list[str]:
    return [one[-2:] for one in said]


@pytest.fixture
def post() -> Post:
    return Post()


async def test_many_go_at_once_and_each_persons_in_their_order(post: Post):
    post.tell(PEOPLE)
    await post.worker().deliver()
    assert len(post.teams.arrived) == len(PEOPLE) * CASES_EACH
    assert all(ends(post.got(who)) == ALL for who in PEOPLE)
    assert 20 <= post.teams.most_flying <= 100
    assert post.states() == {DeliveryState.SENT}
    assert all(row.ended.activity_id for row in post.notices.rows)


async def test_two_workers_share_the_outbox_without_doubling(post: Post):
    post.tell(PEOPLE)
    await asyncio.gather(*(post.worker().deliver() for _ in range(2)))
    assert all(ends(post.got(who)) == ALL for who in PEOPLE)


async def test_a_slow_conversation_holds_up_no_other(post: Post):
    gate = asyncio.Event()

    async def slow(place: str) -> None:
        if place == f"chat-oid-{PEOPLE[0].name.lower()}":
            await gate.wait()

    post.teams.before = slow
    post.tell(PEOPLE[:50])
    delivering = asyncio.create_task(post.worker(at_once=20).deliver())
    while len(post.teams.arrived) < 49 * CASES_EACH:  # noqa: ASYNC110 - no real time passes
        await asyncio.sleep(0)
    assert post.got(PEOPLE[0]) == []
    gate.set()
    await delivering
    assert ends(post.got(PEOPLE[0])) == ALL


async def test_what_fails_is_tried_again_after_growing_pauses_and_then_given_up(post: Post):
    error = ConnectorError("bad gateway", status=502)

    async def fails(_: str) -> None:
        raise error

    post.teams.before = fails
    post.tell(PEOPLE[:1])
    first, *others = post.notices.rows
    worker = post.worker()
    for number, pause in enumerate(PAUSES):
        await worker.deliver()
        assert first.attempts == number + 1
        assert first.not_before == post.clock.now() + pause
        assert [row.attempts for row in others] == [0, 0], "those behind it wait"
        post.clock.advance(pause)
    post.teams.before = as_it_is
    first_error = first.error
    post.teams.before = fails
    await worker.deliver()
    assert (first.state, first_error) == (DeliveryState.FAILED, "ConnectorError 502")
    assert list(PAUSES) == sorted(PAUSES)


async def test_a_retry_after_is_kept_and_a_refusal_for_too_many_is_no_attempt(post: Post):
    errors = [
        ConnectorError("slow down", status=429, retry_after=40.0),
        CrowdedError("crowded", retry_after=50.0),
        ConnectorError("later", status=503, retry_after=60.0),
    ]

    async def fails(_: str) -> None:
        if errors:
            raise errors.pop(0)

    post.teams.before = fails
    post.tell(PEOPLE[:1], [0])
    (row,) = post.notices.rows
    for seconds, attempts in ((40, 0), (50, 0), (60, 1)):
        await post.worker().deliver()
        assert (row.not_before - post.clock.now(), row.attempts) == (timedelta(seconds=seconds), attempts)
        post.clock.advance(timedelta(seconds=seconds))
    await post.worker().deliver()
    assert row.state is DeliveryState.SENT


@pytest.mark.parametrize("error", [UnreachableError("403", status=403), GoneError("404", status=404)])
async def test_who_cannot_be_reached_is_marked_and_gets_all_in_order_when_they_are_back(
    post: Post, error: ConnectorError
):
    who = PEOPLE[0]
    tries = []

    async def fails(place: str) -> None:
        tries.append(place)
        raise error

    post.teams.before = fails
    post.tell([who])
    await post.worker().deliver()
    assert post.states() == {DeliveryState.UNREACHABLE}
    assert len(tries) == 1 + isinstance(error, GoneError) * 0
    assert await post.notices.waiting() == 0

    post.teams.before = as_it_is
    chat = await post.contacts.chat(who.identity)
    await post.contacts.remember(who.identity, chat.conversation_id, "https://home.example/")
    post.clock.advance(timedelta(days=1))
    await post.worker().deliver()
    assert ends(post.got(who)) == ALL


async def test_of_whom_there_never_was_a_chat_somebody_hears(post: Post):
    async def nobody_there(*_: str) -> str:
        raise UnreachableError("403", status=403)

    post.teams.create_personal = nobody_there
    post.tell(PEOPLE[:1])
    await post.worker().deliver()
    assert set(post.absent) == {PEOPLE[0].id}


async def test_who_cannot_be_reached_for_a_month_is_given_up(post: Post):
    await post.contacts.unreachable(PEOPLE[0].identity, NOW)
    post.tell(PEOPLE[:1], [0])
    (row,) = post.notices.rows
    while row.ended is None and post.clock.now() < NOW + GIVEN_UP_AFTER + timedelta(days=5):
        await post.worker().deliver()
        post.clock.advance(timedelta(days=1))
    assert row.ended.at - NOW == GIVEN_UP_AFTER
    assert row.state is DeliveryState.UNREACHABLE


async def test_what_has_nothing_to_say_any_more_is_not_sent(post: Post):
    post.notices.add(Notice(PEOPLE[0].id, "lead", "no such case"), NOW)
    await post.worker().deliver()
    assert post.teams.arrived == []
    assert (post.notices.rows[0].state, post.notices.rows[0].error) == (
        DeliveryState.CANCELLED,
        "NothingToTell",
    )


async def test_what_is_to_be_kept_for_a_decent_hour_is_kept_and_holds_up_nothing(post: Post):
    morning = NOW + timedelta(hours=14)

    async def decent(pending: PendingNotice) -> datetime | None:
        return morning if pending.notice.subject.endswith("-0") else None

    post.tell(PEOPLE[:1])
    await post.worker(decent=decent).deliver()
    assert ends(post.got(PEOPLE[0])) == ["-1", "-2"]
    assert post.notices.rows[0].not_before == morning
    post.clock.advance(timedelta(hours=14))
    await post.worker(decent=decent).deliver()
    assert ends(post.got(PEOPLE[0])) == ["-1", "-2", "-0"]


async def test_one_that_cannot_be_put_into_words_stops_no_other(post: Post):
    post.notices.add(Notice(PEOPLE[0].id, "no such kind", ""), NOW)
    post.tell(PEOPLE[1:5])
    await post.worker().deliver()
    assert len(post.teams.arrived) == 4 * CASES_EACH
    assert post.notices.rows[0].error == "KeyError"


Where = Callable[[Post], None]


def before_it_leaves(post: Post) -> None:
    async def dies(_: str) -> None:
        raise CrashError

    post.teams.before = dies


def after_it_arrived(post: Post) -> None:
    async def dies(_: str) -> None:
        raise CrashError

    post.teams.after = dies


@pytest.mark.parametrize(("where", "twice"), [(before_it_leaves, 0), (after_it_arrived, 1)])
async def test_what_a_crash_broke_off_is_sent_again_and_counted(post: Post, where: Where, twice: int):
    post.tell(PEOPLE[:1])
    where(post)
    with pytest.raises(CrashError):
        await post.worker().deliver()
    post.teams.before = post.teams.after = as_it_is
    await post.worker().deliver()
    assert len(post.teams.arrived) == twice, "it is the dead one's for a while"
    post.clock.advance(LEASE)
    await post.worker().deliver()
    assert len(post.teams.arrived) == CASES_EACH + twice
    assert ends(post.got(PEOPLE[0]))[-CASES_EACH:] == ALL
    assert sum(row.maybe_twice for row in post.notices.rows) == 1


async def test_who_was_away_for_long_takes_back_what_another_has_sent_meanwhile(post: Post):
    woken = asyncio.Event()

    async def frozen(_: str) -> None:
        await woken.wait()

    post.teams.after = frozen
    post.tell(PEOPLE[:1], [0])
    away = asyncio.create_task(post.worker().deliver())
    while not post.teams.arrived:  # noqa: ASYNC110 - no real time passes
        await asyncio.sleep(0)
    post.clock.advance(LEASE)
    post.teams.after = as_it_is
    await post.worker().deliver()
    woken.set()
    await away
    assert len(post.teams.arrived) == 2
    assert len(post.teams.sent) == len(post.teams.deleted) == 1


async def test_who_lost_it_before_sending_sends_nothing(post: Post):
    waits, entered = asyncio.Event(), asyncio.Event()
    slow = replace_send(post.teams, waits, entered)
    post.tell(PEOPLE[:1], [0])
    away = asyncio.create_task(post.worker().deliver())
    await entered.wait()
    post.clock.advance(LEASE)
    slow.restore()
    await post.worker().deliver()
    waits.set()
    await away
    assert len(post.teams.arrived) == 1


@dataclass
class replace_send:  # noqa: N801
    """Teams whose turn comes late."""

    teams: Teams
    waits: asyncio.Event
    entered: asyncio.Event

    def __post_init__(self) -> None:
        real = self.teams.send

        async def late(*args, **options) -> str:
            self.entered.set()
            await self.waits.wait()
            return await real(*args, **options)

        self.teams.send = late

    def restore(self) -> None:
        del self.teams.send


async def test_stopping_ends_what_is_under_way_and_gives_back_the_rest(post: Post):
    go = asyncio.Event()

    async def waits(_: str) -> None:
        await go.wait()

    post.teams.before = waits
    post.tell(PEOPLE[:10])
    running = asyncio.create_task(post.worker(at_once=6).run())
    while post.teams.flying < 2:  # noqa: ASYNC110 - no real time passes
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.sleep(0)
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    sent = [row for row in post.notices.rows if row.state is DeliveryState.SENT]
    waiting = [row for row in post.notices.rows if row.state is DeliveryState.WAITING]
    assert len(sent) + len(waiting) == 30
    assert sent
    assert all(not row.taken_by for row in waiting)
    assert len(post.teams.arrived) == len(sent)
    await post.worker().deliver()
    assert all(ends(post.got(who)) == ALL for who in PEOPLE[:10])
