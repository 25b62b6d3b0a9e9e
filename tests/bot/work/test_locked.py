"""Somebody holds the database for a second: a backup, say. Work waits, and each is done once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import text

from bot.work.place import open_engine
from cases.records import Work
from tests.bot.work.conftest import at_work, one_step

HELD_SECONDS = 1.0
LOCKS = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": (
        "BEGIN",
        "LOCK TABLE dbos.workflow_status IN ACCESS EXCLUSIVE MODE",
        "LOCK TABLE inbound IN ACCESS EXCLUSIVE MODE",
    ),
}


@pytest.mark.parametrize("given", ["before", "meanwhile"])
async def test_work_waits_for_a_locked_database_and_is_done_once(
    engine_url: Callable[[str], str], database_kind: str, given: str
):
    url = engine_url(database_kind)
    done: Counter[str] = Counter()

    async def act(one: str) -> None:
        done[one] += 1

    works = [Work("count", f"count:{number}", (str(number),)) for number in range(5)]
    engine = open_engine(url)
    async with at_work(url, one_step("count", act)) as shop:
        if given == "before":
            await shop.give(*works)
        with closing(engine.connect().execution_options(isolation_level="AUTOCOMMIT")) as other:
            for statement in LOCKS[database_kind]:
                other.execute(text(statement))
            giving = asyncio.create_task(shop.give(*works))
            await asyncio.sleep(HELD_SECONDS)
            other.execute(text("ROLLBACK"))
        await giving
        await shop.settle()
    engine.dispose()
    assert done == {str(number): 1 for number in range(5)}
