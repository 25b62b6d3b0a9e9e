"""Two replicas that say the same at the same moment: one of them does."""

import asyncio

from sqlalchemy import func, select

from cases.records import Effects, Notice, OutdatedError, TaskMark, TaskMarks
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed
from store.tables import notices
from tests.fakes import FakeClock
from tests.store.world import ANNA, WORLD


async def test_each_is_said_by_one_of_many_replicas(database: Database, clock: FakeClock):
    await seed(database, WORLD)
    replicas = [SqlLedger(database, clock) for _ in range(6)]

    async def say(ledger: SqlLedger, number: int) -> bool:
        mark = TaskMark("day", f"p{number}", "2026-11-20")
        effects = Effects(
            notices=(Notice(ANNA.id, "task.reminder", str(number)),), rewrites=(TaskMarks((mark,)),)
        )
        try:
            return await ledger.commit(effects, None)
        except OutdatedError:
            return False

    said = await asyncio.gather(*(say(one, number) for number in range(10) for one in replicas))
    count = select(func.count()).select_from(notices)
    assert sum(said) == 10
    assert await database.read(lambda connection: connection.scalar(count)) == 10
