"""Reminders on both databases: one message of each, whoever dies, and however many replicas there are."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.bell import Bell
from bot.desks import desk_of
from bot.notices import NoticeWorker
from bot.private import PrivateChats
from bot.rounds import RoundWorker
from bot.settings import Settings
from cases.model import TaskId, TaskState
from cases.records import Effects, TaskRewrite
from store.contacts import SqlContacts
from store.database import Database
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.seed import seed
from store.tables import notices
from tests.bot.channels.breaking import Breaking, CrashError
from tests.bot.channels.office import FakeConnector
from tests.builders import involvement
from tests.desk import Present
from tests.dialogs.test_task_reminders import DAY, FRIDAY, LEAD, MONDAY, OTHER, OWNER, TASK, at, register
from tests.fakes import FakeClock

HOME = "https://home.example/"
_WAITING = select(notices).where(notices.c.ended_at.is_(None))
A_WEEK_AGO = at(MONDAY - 7 * DAY)
TASKS = tuple(
    replace(TASK, id=TaskId(name), asked_at=A_WEEK_AGO, **{"state": TaskState.ACCEPTED} | changes)
    for name, changes in {
        "today": {"due": MONDAY, "due_at": time(10)},
        "late": {"due": MONDAY - 9 * DAY},
        "waiting": {"due": MONDAY + 30 * DAY, "state": TaskState.OPEN},
        "left": {"due": None, "owner_id": OTHER.id},
    }.items()
)
EACH = Counter(
    [
        *((one, "due") for one in ("lead", "owner")),
        *(("owner", kind) for kind in ("task.reminder", "task.soon")),
        *(("lead", kind) for kind in ("task.escalated", "task.unanswered", "task.orphaned")),
        ("boss", "task.escalated"),
    ]
)
"""Who is told what on that Monday, on which the service first runs: a week's message is not made up for."""


@dataclass
class Replicas:
    """Processes over one database, and a Teams in memory."""

    open_database: Callable[[], Any]
    clock: FakeClock = field(default_factory=lambda: FakeClock(at(MONDAY)))
    connector: FakeConnector = field(default_factory=FakeConnector)

    async def one(
        self, around: Callable[[Any], Any] = lambda thing: thing
    ) -> tuple[RoundWorker, NoticeWorker]:
        database = await self.open_database()
        settings = Settings(_env_file=None)
        ledger = SqlLedger(database, self.clock)
        desk = desk_of(settings, database, ledger=ledger, roster=Present(), pictures=None, public="")
        chats = PrivateChats(around(self.connector), SqlContacts(database), "28:bot", HOME)
        worker = NoticeWorker(around(SqlNotices(database)), desk, chats, self.clock, Bell(), at_once=1)
        return RoundWorker(desk, self.clock), worker

    def arrived(self) -> Counter[tuple[str, str]]:
        """Whose chat got which message, and how often."""
        sent = self.connector.sent.items()
        return Counter((place, str(versions[-1]["summary"])) for (place, _), versions in sent)


@pytest.fixture
async def replicas(database_url: str, database_kind: str) -> AsyncIterator[Replicas]:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(Database(database_url))
        rows = (involvement(LEAD), involvement(OWNER), involvement(OTHER, until=FRIDAY))
        await seed(first, register(*rows))
        given = Effects(rewrites=tuple(TaskRewrite(None, one) for one in TASKS))
        await SqlLedger(first, FakeClock()).commit(given, None)

        async def another() -> Database:
            # A file is one process's.
            if database_kind == "sqlite":
                return first
            return await stack.enter_async_context(Database(database_url))

        yield Replicas(another)


async def planned(of: Replicas) -> Counter[tuple[str, str]]:
    database = await of.open_database()
    rows = await database.read(lambda connection: connection.execute(_WAITING).all())
    return Counter((row.practitioner_id, row.kind) for row in rows)


async def test_two_replicas_at_once_send_each_person_exactly_one_message_of_each_kind(replicas: Replicas):
    both = [await replicas.one() for _ in range(2)]
    for _ in range(3):
        await asyncio.gather(*(rounds.make() for rounds, _ in both))
        replicas.clock.advance(timedelta(minutes=5))
    assert await planned(replicas) == EACH
    await asyncio.gather(*(worker.deliver() for _, worker in both))
    assert replicas.arrived().total() == EACH.total()
    assert set(replicas.arrived().values()) == {1}
    for rounds, worker in both:
        await rounds.make()
        await worker.deliver()
    assert replicas.arrived().total() == EACH.total()


@pytest.mark.parametrize(("dies", "twice"), [("before", 0), ("after", 1)])
async def test_a_reminder_whose_sender_died_is_sent_again_and_no_other_is(
    replicas: Replicas, dies: str, twice: int
):
    rounds, _ = await replicas.one()
    await rounds.make()
    crashes = Breaking.around(replicas.connector, only="send")
    setattr(crashes, dies, CrashError)

    def around(thing: Any) -> Any:
        return crashes if thing is replicas.connector else thing

    _, dying = await replicas.one(around)
    with pytest.raises(CrashError):
        await dying.deliver()
    assert replicas.arrived().total() == twice
    assert await planned(replicas) == EACH
    replicas.clock.advance(timedelta(minutes=4))  # until the dead one's are anybody's
    _, next_one = await replicas.one()
    await next_one.deliver()
    assert replicas.arrived().total() == EACH.total() + twice
    assert len(replicas.arrived()) == EACH.total()
    assert not await planned(replicas)
