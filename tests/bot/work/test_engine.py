"""The engine in its process: one to a SQLite file, quick to stop, quiet but for our own lines."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from bot import logs
from bot.work.errors import WorkUnavailableError
from bot.work.place import open_engine
from bot.work.works import State
from cases.records import Work
from store.works import deaths
from tests.bot.loglines import logging_put_back
from tests.bot.work.conftest import QUICK, at_work, one_step, opened
from tests.local_teams import started


async def test_a_second_process_on_the_same_file_is_refused_in_one_sentence(engine_url: Callable[[str], str]):
    url = engine_url("sqlite")
    async with at_work(url), opened(url) as second:
        with pytest.raises(WorkUnavailableError, match=r"^Another teamaround process .*\.$"):
            async with second.engine.running():
                pass
    async with at_work(url) as third:
        assert third.engine.well()


async def test_a_second_demo_does_not_empty_the_file_of_the_first(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    async with started(url) as first:
        before = await first.get("/sandbox/truth")
        with pytest.raises(WorkUnavailableError):
            async with started(url):
                pass
        assert await first.get("/sandbox/truth") == before
        assert (await first.get("/readyz"))["status"] == "ready"


async def test_a_database_without_the_tables_is_refused_in_one_sentence(database_url: str):
    async with opened(database_url) as shop:
        with pytest.raises(WorkUnavailableError, match="run `teamaround db upgrade`"):
            async with shop.engine.running():
                pass


async def test_a_database_of_an_older_engine_is_refused_in_one_sentence(engine_url: Callable[[str], str]):
    async with opened(engine_url("sqlite")) as shop:
        await shop.database.write(lambda it: it.execute(text("UPDATE dbos_migrations SET version = 3")))
        with pytest.raises(WorkUnavailableError, match="run `teamaround db upgrade`"):
            async with shop.engine.running():
                pass


def test_on_sqlite_the_engine_writes_ahead_and_waits_its_turn(engine_url: Callable[[str], str]):
    engine = open_engine(engine_url("sqlite"))
    with engine.connect() as connection:
        asked = {name: connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "busy_timeout")}
    engine.dispose()
    assert asked == {"journal_mode": "wal", "busy_timeout": 30000}


async def test_stopping_waits_for_what_is_under_way(url: str):
    begun, ended = asyncio.Event(), False

    async def brief() -> None:
        nonlocal ended
        begun.set()
        await asyncio.sleep(0.1)
        ended = True

    async with at_work(url, one_step("brief", brief)) as shop:
        await shop.give(Work("brief", "brief:1"))
        await begun.wait()
    assert ended


async def test_stopping_takes_no_longer_than_it_may_and_hands_back_what_it_broke_off(url: str):
    begun, finish, runs = asyncio.Event(), False, 0

    async def long() -> None:
        nonlocal runs
        runs += 1
        begun.set()
        if not finish:
            await asyncio.sleep(3600)

    async with opened(url, one_step("long", long)) as shop:
        async with shop.engine.running():
            await shop.give(Work("long", "long:1"))
            await begun.wait()
            asked = monotonic()
        assert monotonic() - asked < QUICK.drain + 5
        assert shop.works.counts()[State.WAITING] == 1
        assert await shop.database.read(lambda connection: deaths(connection, "long:1")) == 0
        finish = True
    async with at_work(url, one_step("long", long)) as again:
        await again.settle()
        assert again.works.listed(again.clock.now()) == []
    assert runs == 2


async def test_after_stopping_the_loop_has_threads_of_its_own_again(url: str):
    async with at_work(url) as shop:
        await shop.settle()
    assert await asyncio.to_thread(lambda: "here") == "here"


async def test_what_the_engine_says_goes_through_the_rules_of_our_log_and_nothing_is_traced(url: str):
    out = io.StringIO()
    with logging_put_back():
        logs.configure("debug", "json", out)
        async with at_work(url) as shop:
            logging.getLogger("dbos").warning("Mary Smith")
            await shop.settle()
    (said,) = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (said["event"], said["logger"]) == ("library.line", "dbos")
    assert "Mary" not in out.getvalue()
    assert not [name for name in sys.modules if name.startswith("opentelemetry.exporter")]


async def test_the_engine_says_when_it_can_no_longer_tell_that_it_lives(engine_url: Callable[[str], str]):
    async with opened(engine_url("sqlite")) as shop:
        assert not shop.engine.well()
        async with shop.engine.running():
            assert shop.engine.well()


def test_work_taken_up_while_our_loop_stands_still_is_done_in_it_all_the_same(url: str):
    loops: list[asyncio.AbstractEventLoop] = []

    async def act(_: str) -> None:
        loops.append(asyncio.get_running_loop())

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        shop = runner.run(stack.enter_async_context(at_work(url, one_step("note", act))))
        runner.run(shop.give(Work("note", "note:1", ("one",))))
        sleep(10 * QUICK.poll)  # the engine's own threads go on
        runner.run(shop.settle())
        runner.run(stack.aclose())
        assert loops == [runner.get_loop()]
