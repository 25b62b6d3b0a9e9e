"""Workers of the product's own on the local Teams, to be killed and frozen where a test wants it.

A gate holds a call, so that nothing depends on where a kill happens to fall. Every case has a child of its
own, so that several may share one register.
"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, text

from bench.chaos import checks
from bench.chaos.checks import Register
from bench.chaos.hands import Place, place, zygote
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


@pytest.fixture(scope="session")
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
        await self.heard()
        assert await checks.wrong(some, self.held, self.here) == []
        assert (await checks.told(some, self.here))[0] == []

    async def heard(self) -> None:
        """Return when everybody has been told everything."""
        await self._while(lambda: checks.untold(self.held))

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
