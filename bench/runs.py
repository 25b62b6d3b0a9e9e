"""The three things that are run: the comparison, the crowd, the profile."""

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from signal import SIGUSR1
from tempfile import mkdtemp

from bench.driver import Driver, Round, Streams
from bench.process import Contestant, running
from bench.questions import World, circles, echoes, reasons
from bench.stub import ConnectorStub
from bench.table import Lane
from bench.tokens import METADATA, TokenMaker
from bench.where import where_table

ECHO_BOTS = {
    "bare aiohttp": "bench.contestants.bare",
    "botbuilder echo": "bench.contestants.botbuilder_echo",
    "Agents SDK echo": "bench.contestants.agents_echo",
    "Teams SDK echo": "bench.contestants.teams_echo",
}
OURS = "Teamaround: circle"
WARM_UP_TURNS = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A contestant under one kind of question."""

    lane: Lane
    contestant: Contestant
    streams: Streams
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """What one run works with. ``register`` is a filled SQLite file that is copied and never used itself."""

    options: argparse.Namespace
    stub: ConnectorStub
    driver: Driver
    world: World
    register: Path

    async def warm_up(self, entry: Entry) -> None:
        """Turns that are not counted."""
        await self._round(entry, WARM_UP_TURNS)

    async def ask(self, entry: Entry) -> None:
        """One round, added to the entry's lane."""
        before = entry.contestant.cpu_seconds()
        entry.lane.rounds.append(await self._round(entry, self.options.turns))
        entry.lane.cpu_seconds += entry.contestant.cpu_seconds() - before
        entry.lane.memory_mb = entry.contestant.memory_mb()

    async def _round(self, entry: Entry, turns: int) -> Round:
        return await self.driver.round(
            entry.contestant.url, entry.streams, turns, self.options.seconds, entry.headers
        )

    @contextmanager
    def teamaround(self, *more: str) -> Iterator[Contestant]:
        """Our own bot, on a fresh copy of the register."""
        own = Path(mkdtemp(dir=self.register.parent)) / "register.db"
        copyfile(self.register, own)
        with running("Teamaround", "bench.contestants.teamaround", [str(own), *more]) as contestant:
            yield contestant


async def compare(bench: Bench, maker: TokenMaker) -> Sequence[Lane]:
    """All contestants, interleaved; the lanes in the order in which they are shown."""
    with ExitStack() as processes:
        entries = list(_entries(bench, maker, processes))
        for entry in entries:
            await bench.warm_up(entry)
        for number in range(bench.options.rounds):
            for entry in entries:
                await bench.ask(entry)
            print(f"round {number + 1} of {bench.options.rounds}", flush=True)
    return [entry.lane for entry in entries]


def _entries(bench: Bench, maker: TokenMaker, processes: ExitStack) -> Iterator[Entry]:
    url, at_once = bench.stub.url, bench.options.at_once
    for name, module in ECHO_BOTS.items():
        echo = processes.enter_context(running(name, module))
        yield Entry(Lane(name, started_in=echo.started_in), echo, echoes(url, at_once))
    ours = processes.enter_context(bench.teamaround())
    yield Entry(Lane(OURS, started_in=ours.started_in), ours, circles(bench.world, url, at_once))
    lane = Lane("Teamaround: reason asked", started_in=ours.started_in)
    yield Entry(lane, ours, reasons(bench.world, url, at_once))
    tenants = sorted({person["tenantId"] for person in bench.world["people"]})
    keys = f"{url.rstrip('/')}{METADATA}"
    checked = processes.enter_context(bench.teamaround("--keys", keys, "--tenants", *tenants))
    lane = Lane("Teamaround: circle, tokens checked", started_in=checked.started_in)
    yield Entry(lane, checked, circles(bench.world, url, at_once), maker.headers(url))


async def crowd(bench: Bench, at_once: int) -> Lane:
    """Teamaround alone, with that many conversations at once."""
    with bench.teamaround() as ours:
        entry = Entry(Lane(f"{at_once} at once"), ours, circles(bench.world, bench.stub.url, at_once))
        await bench.warm_up(entry)
        for _ in range(3):
            await bench.ask(entry)
    return entry.lane


async def profile(bench: Bench) -> str:
    """Where the time of a Teamaround turn goes."""
    file = bench.register.with_name("profile.json")
    with bench.teamaround("--profile", str(file)) as ours:
        entry = Entry(Lane(OURS), ours, circles(bench.world, bench.stub.url, bench.options.at_once))
        await bench.warm_up(entry)
        os.kill(ours.pid, SIGUSR1)
        await bench.ask(entry)
    return where_table(file, len(entry.lane.latencies))
