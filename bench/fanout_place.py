"""Where the fan-out is measured: a register full of people, and workers to be started and killed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import func, insert, select

from bench import fanout_graph
from bench.fanout_connector import Counting
from bench.fanout_worker import KIND
from bench.process import ROOT
from bot.clock import SystemClock
from cases.model import PractitionerId
from cases.records import Effects, Notice
from store.database import Database
from store.ledger import SqlLedger
from store.seed import RegisterSeed, seed
from store.tables import conversation_references, notices
from tests import builders as make
from tests.databases import Aside, PostgresDatabases

_MB = 1024 * 1024


class Bench:
    """A register full of people, the connector, and workers to be started and killed.

    ``graph`` is whether workers may look into chats.
    """

    def __init__(
        self, url: str, database: Database, connector: Counting, workers: int, *, graph: bool = False
    ) -> None:
        self.graph = graph
        self.url, self.database, self.connector, self.count = url, database, connector, workers
        self.people: list[str] = []
        self.workers: list[int] = []
        self.forks: subprocess.Popen[bytes] | None = None

    async def fill(self, recipients: int) -> None:
        """People with a chat each."""
        people = tuple(make.practitioner(f"p-{number}", "service") for number in range(recipients))
        register = RegisterSeed((make.agency("agency"),), (make.service("service", "agency"),), people)
        await seed(self.database, register)
        self.people = [one.id for one in people]
        url = f"http://127.0.0.1:{self.connector.port}/connector/"
        chats = [
            {
                "tenant_id": "tenant",
                "object_id": f"oid-{one}",
                "conversation_id": f"a:{one}",
                "service_url": url,
            }
            for one in self.people
        ]
        await self.database.write(
            lambda connection: connection.execute(insert(conversation_references), chats)
        )

    async def tell(self, what: str, recipients: int) -> None:
        """One notice for each."""
        told = tuple(Notice(PractitionerId(one), KIND, f"{what}-{one}") for one in self.people[:recipients])
        await SqlLedger(self.database, SystemClock()).commit(Effects(notices=told), None)

    async def open(self) -> int:
        """How many have not ended."""
        counted = select(func.count()).select_from(notices).where(notices.c.ended_at.is_(None))
        return await self.database.read(lambda connection: connection.scalar(counted) or 0)

    async def ended(self, most: float) -> bool:
        """Return when all have ended, or time is over."""
        until = perf_counter() + most
        while perf_counter() < until:
            if not await self.open():
                return True
            await asyncio.sleep(0.5)
        return False

    def fork(self, ahead: float = 0.0, **settings: object) -> None:
        """Start another worker, by whose clock it is so many seconds later."""
        assert self.forks is not None
        assert self.forks.stdin is not None
        assert self.forks.stdout is not None
        share: dict[str, object] = {"database_url": self.url, "send_share": 1 / self.count}
        if self.graph:
            share |= fanout_graph.settings(self.connector.port)
        asked = {"port": self.connector.port, "settings": share | settings, "ahead": ahead}
        self.forks.stdin.write(json.dumps(asked).encode() + b"\n")
        self.forks.stdin.flush()
        self.workers.append(json.loads(self.forks.stdout.readline())["worker"])

    def kill(self) -> None:
        """Kill the oldest, and start another in its place."""
        os.kill(self.workers.pop(0), signal.SIGKILL)
        self.fork()

    def memory(self) -> float:
        """Resident memory of the workers, in MB."""
        return sum(
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MB
            for pid in self.workers
        )


@contextmanager
def forks(*, graph: bool = False) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "bench.fanout_worker", *(["graph"] if graph else [])]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as zygote:
        assert zygote.stdout is not None
        zygote.stdout.readline()
        try:
            yield zygote
        finally:
            zygote.terminate()


@asynccontextmanager
async def opened(on: str) -> AsyncIterator[str]:
    if on == "sqlite":
        (ROOT / "var").mkdir(exist_ok=True)
        with TemporaryDirectory(dir=ROOT / "var", prefix="fanout-") as folder:
            yield f"sqlite:///{folder}/register.db"
        return
    aside = Aside()
    postgres = await asyncio.to_thread(PostgresDatabases, aside)
    try:
        yield await asyncio.to_thread(postgres.fresh)
    finally:
        await asyncio.to_thread(postgres.close)
        aside.close()
