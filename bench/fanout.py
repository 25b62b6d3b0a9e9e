"""``python -m bench.fanout``: telling very many people something, at the pace that Teams allows."""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import func, insert, select

from bench.fanout_connector import TENANT, Counting
from bench.fanout_worker import KIND
from bench.process import ROOT
from bot.clock import SystemClock
from cases.model import PractitionerId
from cases.records import Effects, Notice
from store.database import Database
from store.ledger import SqlLedger
from store.migrate import upgrade
from store.seed import RegisterSeed, seed
from store.tables import conversation_references, notices
from tests import builders as make
from tests.databases import Aside, PostgresDatabases

_MB = 1024 * 1024


class Bench:
    """A register full of people, the connector, and workers to be started and killed."""

    def __init__(self, url: str, database: Database, connector: Counting, workers: int) -> None:
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


async def calm(bench: Bench, recipients: int) -> None:
    """All of them, with nothing in the way."""
    bench.connector.begin()
    await bench.tell("calm", recipients)
    whole = await bench.ended(recipients / TENANT * 3 + 60)
    rate, took = bench.connector.rate(), bench.connector.moments[-1] - bench.connector.moments[0]
    print(
        f"calm: {recipients} in {took:.1f} s, {rate:.1f} a second = {rate / TENANT:.3f} of what is permitted"
    )
    print(f"  in the fullest second {bench.connector.fullest()}; over a rate: {bench.connector.over}")
    _missing(bench, "calm", recipients, whole=whole)


async def stormy(bench: Bench, recipients: int, kills: int, share: float) -> None:
    """All of them, while calls fail and workers are killed."""
    bench.connector.begin()
    bench.connector.storm = share
    await bench.tell("storm", recipients)
    began = perf_counter()
    for _ in range(kills):
        await asyncio.sleep(recipients / TENANT / (kills + 1))
        bench.kill()
    # What a dead worker had in hand is anybody's after three minutes.
    whole = await bench.ended(recipients / TENANT * 4 + 600)
    connector = bench.connector
    connector.storm = 0.0
    print(f"storm: {recipients} in {perf_counter() - began:.0f} s, {kills} kills, {dict(connector.failed)}")
    print(f"  in the fullest second {connector.fullest()}; over a rate: {connector.over}")
    _missing(bench, "storm", recipients, whole=whole)
    sure = select(func.count()).select_from(notices).where(notices.c.maybe_twice > 0)
    print(f"  counted as maybe twice: {await bench.database.read(lambda held: held.scalar(sure))}")


async def soak(bench: Bench, recipients: int, seconds: float) -> None:
    """Always something to send; memory each minute."""
    until, said, number = perf_counter() + seconds, 0.0, 0
    while perf_counter() < until:
        if await bench.open() < recipients // 2:
            number += 1
            await bench.tell(f"soak{number}", recipients)
        if perf_counter() - said >= 60.0:
            said = perf_counter()
            print(f"soak: {len(bench.connector.moments)} calls, {bench.memory():.1f} MB", flush=True)
        await asyncio.sleep(1.0)
    print(f"soak: over a rate: {bench.connector.over}")


def _missing(bench: Bench, what: str, recipients: int, *, whole: bool) -> None:
    arrived = bench.connector.arrived
    lost = sum(not arrived[f"{what}-{one}"] for one in bench.people[:recipients])
    doubled = sum(count - 1 for count in arrived.values() if count > 1)
    print(f"  lost: {lost}, doubled: {doubled}{'' if whole else ' (not all have ended)'}", flush=True)


@contextmanager
def forks() -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "bench.fanout_worker"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as zygote:
        assert zygote.stdout is not None
        zygote.stdout.readline()
        try:
            yield zygote
        finally:
            zygote.terminate()


@asynccontextmanager
async def _database(on: str) -> AsyncIterator[str]:
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


async def run(options: argparse.Namespace) -> None:
    """Everything that was asked for, one after the other."""
    connector = Counting(Random(options.seed))  # noqa: S311 - what fails
    await connector.start()
    with forks() as zygote:
        async with _database(options.on) as url, Database(url) as database:
            bench = Bench(url, database, connector, options.workers)
            bench.forks = zygote
            await upgrade(database)
            await bench.fill(options.recipients)
            for _ in range(options.workers):
                bench.fork()
            try:
                await asyncio.sleep(1.0)
                if options.soak:
                    await soak(bench, options.recipients, options.soak)
                else:
                    await calm(bench, options.recipients)
                    await stormy(bench, options.recipients, options.kills, options.storm)
            finally:
                for worker in bench.workers:
                    os.kill(worker, signal.SIGKILL)
    await connector.stop()


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.fanout", description=__doc__)
    parser.add_argument("--recipients", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10, help="of the worker, in the storm")
    parser.add_argument("--storm", type=float, default=0.05, help="share of the calls that fail")
    parser.add_argument("--soak", type=float, default=0.0, help="seconds; nothing else is done then")
    parser.add_argument("--workers", type=int, default=1, help="more than one on PostgreSQL only")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=7)
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
