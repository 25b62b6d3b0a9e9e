"""The product's own workers on the local Teams are killed and frozen while a case's channel is made.

A gate holds a call where the test wants it, so that nothing depends on where a kill happens to fall. Every
case has a child of its own, so that several may share one register.
"""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, text

from bench.chaos import checks
from bench.chaos.checks import Register
from bench.chaos.hands import Place, place, until, zygote
from bench.chaos.life import Life, lives, register
from bot.work.works import Works
from cases.model import ChannelForm
from store.casework_files import SqlCasework
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed
from store.tables import work_leases
from tests.databases import EMPTY

_INVOLVED = 3  # with the child of each case; a lead comes to them
CHANNEL = "/teams/[^/]+/channels"
CALLS = {
    "the channel is made": f"POST .*{CHANNEL}$",
    "somebody is put into the team": "POST .*/teams/[^/]+/members$",
    "somebody is let in": f"POST .*{CHANNEL}/[^/]+/members$",
    "the card is posted": "POST .*/v3/conversations/19:[^/]+/activities$",
}


@pytest.fixture(scope="module")
def forks() -> Iterator["subprocess.Popen[bytes]"]:
    with zygote() as started:
        yield started


@dataclass
class Storm:
    """Two cases to be opened, their register, and what is around it."""

    here: Place
    held: Register
    lives: list[Life]

    async def rest(self, *some: Life) -> None:
        """Return when all is done; everything has to be as it should be then."""
        await self._while(lambda: checks.unrest(some, self.held))
        await self._while(lambda: checks.untold(self.held))
        assert await checks.wrong(some, self.held, self.here) == []
        assert (await checks.told(some, self.here))[0] == []

    async def silence(self) -> None:
        """Whoever died has been silent for long."""
        await self.held.database.write(lambda connection: connection.execute(delete(work_leases)))

    async def _while(self, unrest: Callable[[], Awaitable[str]]) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + 60
        while what := await unrest():
            assert loop.time() < end, what
            await asyncio.sleep(0.05)


def _emptied(connection: Connection) -> None:
    for statement in EMPTY.split("; "):
        connection.execute(text(statement))


Opened = Callable[[str], AbstractAsyncContextManager[Storm]]


@pytest.fixture
def opened(tmp_path: Path, forks: "subprocess.Popen[bytes]") -> Opened:
    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Storm]:
        async with (
            place(url, tmp_path, forks, speed=30, lag=1.0, silent=0.8) as here,
            Database(url) as database,
        ):
            borough = register(here.world)
            if url.startswith("postgresql"):
                await database.write(_emptied)
            await seed(database, borough)
            works = Works(url)
            ledger = SqlLedger(database, here.clock, works.enqueue)
            many = lives(borough, ledger, here.clock, 40, ChannelForm.PRIVATE)
            few = [life for life in many if len(life.held) == _INVOLVED][:2]
            with closing(works):
                yield Storm(here, Register(database, works, SqlCasework(database)), few)

    return opened


async def test_a_channel_is_made_once_though_workers_die_after_each_step_and_in_each_call(
    url: str, opened: Opened
):
    async with opened(url) as storm:
        first, second = storm.lives
        await first.open()
        assert await die_after_each_step(storm, first) > 7
        await storm.rest(first)
        await storm.here.workers.end()
        await storm.silence()
        await second.open()
        await die_in_each_call(storm)
        await storm.rest(first, second)


async def die_after_each_step(storm: Storm, life: Life) -> int:
    """Each worker dies when its second step is done and not yet kept, and the next goes on; how many died."""
    workers, deaths = storm.here.workers, 0
    while await checks.unrest([life], storm.held):
        worker = await workers.begin(dies=2)
        while _lives(worker) and await checks.unrest([life], storm.held):  # noqa: ASYNC110 - a process
            await asyncio.sleep(0.02)
        if _lives(worker):
            return deaths
        await workers.died(worker)
        await storm.silence()
        deaths += 1
    return deaths


async def die_in_each_call(storm: Storm) -> None:
    """Once before it is carried out, once when it is and nobody has heard so."""
    teams, workers = storm.here.teams, storm.here.workers
    for pattern in CALLS.values():
        for when in ("before", "after"):
            teams.shut(when, pattern)
            await workers.begin()
            await until(teams.holds)
            for worker in workers.alive.copy():
                await workers.kill(worker)
            await storm.silence()
            teams.open()
    await workers.begin()


def _lives(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return True


async def test_of_two_workers_one_goes_on_when_the_other_is_killed(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers = storm.here.teams, storm.here.workers
        await workers.begin()
        await workers.begin()
        for life in storm.lives:
            await life.open()
        for pattern in CALLS.values():
            teams.shut("after", pattern)
            await until(teams.holds)
            await workers.kill(workers.alive[0])
            teams.open()
            await workers.begin()
        await storm.rest(*storm.lives)


async def test_a_worker_that_thaws_when_its_work_was_done_by_another_does_no_harm(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers, life = storm.here.teams, storm.here.workers, storm.lives[0]
        who = life.others[0]
        frozen = await workers.begin()
        await life.open()
        await storm.rest(life)
        teams.shut("after", CALLS["somebody is let in"])
        await life.join(who)
        await until(teams.holds)
        os.kill(frozen, signal.SIGSTOP)
        teams.open()
        await workers.begin()
        await storm.rest(life)
        await life.leave(who)
        await storm.rest(life)
        os.kill(frozen, signal.SIGCONT)
        await workers.kill(workers.alive[1])
        await life.join(who)  # the thawed one has to be well again, and to leave what was in hand alone
        await storm.rest(life)
