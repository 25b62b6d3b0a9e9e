"""The processes: Teams, and workers of the product, of which any may be killed or frozen."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bench.chaos.clock import SharedClock
from bench.chaos.outside import BOT
from bench.process import ROOT, Contestant, free_port, running
from bot.demo import local_graph
from cases.local import local_day
from sandbox.world import build_world

Json = dict[str, Any]


class Teams:
    """Teams, as the chaos looks at it and disturbs it."""

    def __init__(self, http: aiohttp.ClientSession, served: Contestant, folder: Path) -> None:
        self.port = served.port
        self._http = http
        self._url = f"http://127.0.0.1:{served.port}/sandbox"
        self._gate, self._held = folder / "gate", folder / "held"

    async def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Ask the sandbox's contract."""
        async with self._http.get(self._url + path) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def fault(self, **order: Any) -> None:  # noqa: ANN401 - as the contract has it
        """Order a fault."""
        async with self._http.post(f"{self._url}/faults", json=order) as answer:
            answer.raise_for_status()

    def shut(self, when: str, pattern: str) -> None:
        """From now on calls of that pattern wait, before or after they are carried out."""
        self._held.write_bytes(b"")
        there = self._gate.with_suffix(".new")
        there.write_text(f"{when}\n{pattern}")
        there.rename(self._gate)

    def holds(self) -> int:
        """How many calls have come to the gate."""
        return self._held.read_bytes().count(b"\n")

    def open(self) -> None:
        """Let all go on."""
        self._gate.unlink(missing_ok=True)


@dataclass
class Workers:
    """The product's processes."""

    zygote: "subprocess.Popen[bytes]"
    asked: Json
    alive: list[int] = field(default_factory=list)

    async def begin(self, **options: Any) -> int:  # noqa: ANN401 - as the zygote has it
        """One more, once it is at work."""
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps({**self.asked, **options}).encode() + b"\n")
        self.zygote.stdin.flush()
        async with asyncio.timeout(60):
            worker: int = json.loads(await asyncio.to_thread(self.zygote.stdout.readline))["ready"]
        assert worker, "it has not begun"
        self.alive.append(worker)
        return worker

    async def kill(self, worker: int) -> None:
        """As a machine that loses its power."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        await self.died(worker)

    async def died(self, worker: int) -> None:
        """Wait until it is no more."""
        self.alive.remove(worker)
        await until(lambda: not _is_there(worker), 30)

    async def end(self) -> None:
        """Nobody works any more."""
        for worker in self.alive.copy():
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGCONT)
            await self.kill(worker)


def _is_there(worker: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(worker, 0)
        return True
    return False


async def until(there: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something that another process does."""
    async with asyncio.timeout(seconds):
        while not there():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.02)


@contextmanager
def zygote() -> Iterator["subprocess.Popen[bytes]"]:
    """The process that workers are forked from."""
    path = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-m", "bench.chaos.zygote"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=path) as started:
        try:
            assert started.stdout is not None
            assert json.loads(started.stdout.readline()) == {"up": started.pid}
            yield started
        finally:
            if started.stdin is not None:
                started.stdin.close()


@dataclass(frozen=True)
class Place:
    """Where it all happens."""

    folder: Path
    world: Mapping[str, Any]
    clock: SharedClock
    teams: Teams
    workers: Workers

    def notes(self) -> list[list[str]]:
        """Which worker had which notice in hand: who, what, its id, and more."""
        kept = self.folder / "notices"
        return [line.split() for line in kept.read_text().splitlines()] if kept.exists() else []


@asynccontextmanager
async def place(
    url: str,
    folder: Path,
    forks: "subprocess.Popen[bytes]",
    *,
    speed: float,
    lag: float = 0.5,
    serves: bool = False,
    per_team: int = 12,
    silent: float = 2.0,
) -> AsyncIterator[Place]:
    """Teams beside the register at that URL, and nobody at work yet."""
    clock = SharedClock.made(folder / "clock", speed)
    world = build_world(local_day(clock.now()))
    product = free_port()
    (folder / "product").write_text(str(product))
    with running("Teams", "bench.chaos.outside", (str(folder), str(lag))) as served:
        settings = {
            **local_graph(served.port, world),
            "app_id": BOT,
            "database_url": url,
            "port": product,
            "channels_per_team": per_team,
        }
        asked = {"folder": str(folder), "port": served.port, "settings": settings, "serves": serves}
        asked["silent"] = silent
        workers = Workers(forks, asked)
        async with aiohttp.ClientSession() as http:
            try:
                yield Place(folder, world, clock, Teams(http, served, folder), workers)
            finally:
                await workers.end()
