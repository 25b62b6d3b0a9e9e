"""The product's own workers on the local Teams: killed, frozen, left without a database, with a wrong clock.

A gate holds a call where the test wants it, so that nothing depends on where a kill happens to fall.
"""

import asyncio
import os
import signal
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.chaos import checks
from bench.chaos.checks import Register
from bench.chaos.hands import Place, place, until, zygote
from bench.chaos.life import Life, lives, register
from bot.work.place import upgrade_all
from bot.work.works import Works
from cases.model import ChannelForm
from store.casework_files import SqlCasework
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed
from store.wipe import wipe

CHANNEL = "/teams/[^/]+/channels"
CALLS = {
    "the channel is made": f"POST .*{CHANNEL}$",
    "somebody is put into the team": "POST .*/teams/[^/]+/members$",
    "somebody is let in": f"POST .*{CHANNEL}/[^/]+/members$",
    "the card is posted": "POST .*/v3/conversations/19:[^/]+/activities$",
    "somebody is taken out": f"DELETE .*{CHANNEL}/[^/]+/members/",
    "it is archived": f"POST .*{CHANNEL}/[^/]+/archive$",
}


@pytest.fixture(scope="module")
def forks() -> Iterator["subprocess.Popen[bytes]"]:
    with zygote() as started:
        yield started


@dataclass
class Storm:
    """One case, its register, and what is around it."""

    here: Place
    held: Register
    life: Life

    async def rest(self, seconds: float = 60) -> None:
        """Return when all is done; everything has to be as it should be then."""
        await self._while(lambda: checks.unrest([self.life], self.held), seconds)
        assert await checks.wrong([self.life], self.held, self.here) == []

    async def told_once(self) -> None:
        await self._while(lambda: checks.untold(self.held), 60)
        wrong, _ = await checks.told([self.life], self.here)
        assert wrong == []

    async def _while(self, unrest: Callable[[], Awaitable[str]], seconds: float) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while what := await unrest():
            assert loop.time() < end, what
            await asyncio.sleep(0.1)


Opened = Callable[..., AsyncIterator[Storm]]


@pytest.fixture
def opened(tmp_path: Path, forks: "subprocess.Popen[bytes]") -> Opened:
    @asynccontextmanager
    async def opened(url: str, form: ChannelForm = ChannelForm.PRIVATE) -> AsyncIterator[Storm]:
        async with place(url, tmp_path, forks, speed=30, lag=1.0) as here, Database(url) as database:
            borough = register(here.world)
            await wipe(database, frozenset(agency.id for agency in borough.agencies))
            await upgrade_all(database, url)
            await seed(database, borough)
            works = Works(url)
            ledger = SqlLedger(database, here.clock, works.enqueue)
            many = lives(borough, ledger, here.clock, 40, form)
            life = min(many, key=lambda one: len(one.held))
            yield Storm(here, Register(database, works, SqlCasework(database)), life)
            works.close()

    return opened


async def whole(storm: Storm) -> None:
    """All that a case goes through, one thing after the other."""
    life, who = storm.life, storm.life.others[0]
    await life.open()
    await life.join(who)
    await storm.rest()
    await life.leave(who)
    await storm.rest()
    await life.close()
    await storm.rest()


async def test_workers_that_die_after_each_step_leave_everything_as_it_should_be(
    engine_url: Callable[[str], str], opened: Opened
):
    """Each does one step, dies over the next when that is done and not yet kept, and the next one goes on."""
    async with opened(engine_url("sqlite"), ChannelForm.SHARED) as storm:
        workers, over, deaths = storm.here.workers, asyncio.Event(), 0
        going_on = asyncio.create_task(whole(storm))
        going_on.add_done_callback(lambda _: over.set())
        while not over.is_set():
            worker = await workers.begin(dies=2)
            while not over.is_set() and _lives(worker):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)
            if not over.is_set():
                await workers.died(worker)
                deaths += 1
        await going_on
        await storm.told_once()
        assert deaths > 10


def _lives(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return True


async def test_workers_killed_in_the_middle_of_each_call_do_nothing_twice_and_forget_nothing(
    url: str, database_kind: str, opened: Opened
):
    """Once before it is carried out, once when it is and nobody has heard so."""
    async with opened(url) as storm:
        teams, workers = storm.here.teams, storm.here.workers
        for _ in range(1 if database_kind == "sqlite" else 2):
            await workers.begin()
        going_on = asyncio.create_task(whole(storm))
        for pattern in CALLS.values():
            for when in ("before", "after"):
                teams.shut(when, pattern)
                await until(lambda: teams.holds() or going_on.done())
                assert not going_on.done(), pattern
                for worker in workers.alive.copy():
                    await workers.kill(worker)
                teams.open()
                for _ in range(1 if database_kind == "sqlite" else 2):
                    await workers.begin()
        await going_on
        await storm.told_once()


async def test_a_worker_that_thaws_when_its_work_was_done_by_another_does_no_harm(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers, life = storm.here.teams, storm.here.workers, storm.life
        who = life.others[0]
        frozen = await workers.begin()
        await life.open()
        await storm.rest()
        teams.shut("after", CALLS["somebody is let in"])
        await life.join(who)
        await until(teams.holds)
        os.kill(frozen, signal.SIGSTOP)
        teams.open()
        await workers.begin()
        await storm.rest()
        await life.leave(who)
        await storm.rest()
        os.kill(frozen, signal.SIGCONT)
        await asyncio.sleep(1)  # it works on with what it had in hand
        await storm.rest()
        await storm.told_once()


async def test_a_database_that_is_locked_for_some_seconds_is_waited_for(
    engine_url: Callable[[str], str], opened: Opened
):
    url = engine_url("sqlite")
    async with opened(url) as storm:
        await storm.here.workers.begin()
        storm.here.teams.shut("after", CALLS["the channel is made"])
        await storm.life.open()
        await until(storm.here.teams.holds)
        with sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None) as lock:
            lock.execute("BEGIN IMMEDIATE")
            storm.here.teams.open()
            await asyncio.sleep(3)
            lock.execute("ROLLBACK")
        lock.close()
        await storm.rest()


async def test_a_clock_that_is_set_forward_and_back_keeps_nobody_waiting(url: str, opened: Opened):
    async with opened(url) as storm:
        here, life = storm.here, storm.life
        await here.workers.begin()
        here.teams.shut("after", CALLS["the channel is made"])
        await life.open()
        await until(here.teams.holds)
        here.clock.move(2 * 3600)
        here.teams.open()
        await storm.rest()
        here.teams.shut("after", CALLS["somebody is taken out"])
        await life.join(life.others[0])
        await storm.rest()
        await life.leave(life.others[0])
        await until(here.teams.holds)
        here.clock.move(-60)
        here.teams.open()
        await storm.rest()


async def test_an_hour_without_graph_and_a_call_that_hangs_are_waited_out(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("sqlite")) as storm:
        here, life = storm.here, storm.life
        await here.workers.begin()
        await here.teams.fault(target="graph", match="/teams", status=503, count=100_000)
        await life.open()
        await asyncio.sleep(0.5)
        here.clock.move(3600)
        await asyncio.sleep(0.5)
        await here.teams.fault(clear=True)
        here.clock.move(600)
        await here.teams.fault(target="graph", match="enabledApps", kind="timeout", seconds=2.0, count=1)
        await storm.rest()
