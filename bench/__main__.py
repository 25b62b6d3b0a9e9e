"""``python -m bench``: every contestant in turn, several rounds in one run, then the tables."""

import argparse
import gc
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile
from signal import SIGUSR1
from statistics import median
from tempfile import TemporaryDirectory

import uvloop

from bench.driver import Driver, Streams
from bench.process import DRIVERS_CORE, ROOT, Contestant, pin, running
from bench.profile import profile_table
from bench.questions import World, circles, echoes, reasons
from bench.register import borough, fill
from bench.stub import ConnectorStub
from bench.table import Lane, percentile, table
from bench.tokens import METADATA, TokenMaker

ECHO_BOTS = {
    "bare aiohttp": "bench.contestants.bare",
    "botbuilder echo": "bench.contestants.botbuilder_echo",
    "Agents SDK echo": "bench.contestants.agents_echo",
    "Teams SDK echo": "bench.contestants.teams_echo",
}
OURS = "Teamaround: circle"
PACKAGES = (
    "aiohttp",
    "uvloop",
    "botbuilder-core",
    "microsoft-agents-hosting-aiohttp",
    "microsoft-teams-apps",
)
WARM_UP_TURNS = 200
CROWD = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A contestant under one kind of question."""

    lane: Lane
    contestant: Contestant
    streams: Streams
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """What one run works with."""

    options: argparse.Namespace
    stub: ConnectorStub
    driver: Driver
    world: World
    register: Path

    async def ask(self, entry: Entry, turns: int) -> None:
        """One round, added to its lane."""
        before = entry.contestant.cpu_seconds()
        measured = await self.driver.round(
            entry.contestant.url, entry.streams, turns, self.options.seconds, entry.headers
        )
        entry.lane.rounds.append(measured)
        entry.lane.cpu_seconds += entry.contestant.cpu_seconds() - before
        entry.lane.memory_mb = entry.contestant.memory_mb()

    @contextmanager
    def teamaround(self, *more: str) -> Iterator[Contestant]:
        """Our own bot, on a fresh copy of the register."""
        own = self.register.with_name(f"register-{len(list(self.register.parent.iterdir()))}.db")
        copyfile(self.register, own)
        with running("Teamaround", "bench.contestants.teamaround", [str(own), *more]) as contestant:
            yield contestant


async def compare(bench: Bench, maker: TokenMaker) -> Sequence[Lane]:
    """All contestants, interleaved; the lanes in the order in which they are shown."""
    with ExitStack() as processes:
        entries = list(_entries(bench, maker, processes))
        for entry in entries:
            await bench.ask(entry, WARM_UP_TURNS)
            entry.lane.forget()
        for number in range(bench.options.rounds):
            for entry in entries:
                await bench.ask(entry, bench.options.turns)
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
    checked = processes.enter_context(
        bench.teamaround("--keys", f"{url.rstrip('/')}{METADATA}", "--tenants", *tenants)
    )
    lane = Lane("Teamaround: circle, tokens checked", started_in=checked.started_in)
    yield Entry(lane, checked, circles(bench.world, url, at_once), maker.headers(url))


async def crowd(bench: Bench) -> Lane:
    """Latency when many talk to Teamaround at once."""
    with bench.teamaround() as ours:
        entry = Entry(Lane(f"{CROWD} at once"), ours, circles(bench.world, bench.stub.url, CROWD))
        await bench.ask(entry, WARM_UP_TURNS)
        entry.lane.forget()
        for _ in range(3):
            await bench.ask(entry, bench.options.turns)
    return entry.lane


async def profile(bench: Bench) -> str:
    """Where the time of our turn goes."""
    file = bench.register.with_name("profile.json")
    with bench.teamaround("--profile", str(file)) as ours:
        entry = Entry(Lane(OURS), ours, circles(bench.world, bench.stub.url, bench.options.at_once))
        await bench.ask(entry, WARM_UP_TURNS)
        entry.lane.forget()
        os.kill(ours.pid, SIGUSR1)
        await bench.ask(entry, bench.options.turns)
    return profile_table(file, len(entry.lane.latencies))


async def run(options: argparse.Namespace) -> None:
    """Everything, with what it finds printed as it is found.

    Raises:
        WrongReplyError: a contestant answered wrongly.
        NotReadyError: a contestant did not start.
    """
    pin(os.getpid(), DRIVERS_CORE)
    maker, stub = TokenMaker(), ConnectorStub()
    await stub.start(maker.routes())
    (ROOT / "var").mkdir(exist_ok=True)
    # Inside the project, where a disk is: a commit to memory would cost nothing.
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        register, world = Path(folder) / "register.db", borough(options.children)
        await fill(register, world)
        gc.collect()
        gc.freeze()
        async with Driver.session() as session:
            bench = Bench(options, stub, Driver(stub, session), world, register)
            await _report(bench, maker)
    await stub.stop()


async def _report(bench: Bench, maker: TokenMaker) -> None:
    lanes = await compare(bench, maker)
    print("", table(lanes, next(lane for lane in lanes if lane.name == OURS)), "", sep="\n")
    many = await crowd(bench)
    p50, p99 = (percentile(many.latencies, share) * 1000 for share in (0.50, 0.99))
    print(f"{CROWD} conversations at once: p50 {p50:.0f} ms, p99 {p99:.0f} ms (target: at most 300 ms)\n")
    print(f"Where the time of a turn goes\n{await profile(bench)}")
    busiest = max(median(one.driver_busy for one in lane.rounds) for lane in lanes)
    print(f"\nThe driver was busy {busiest:.0%} of the time at most.")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each contestant has its turn")
    parser.add_argument("--turns", type=int, default=1500, help="at most so many turns a round")
    parser.add_argument("--seconds", type=float, default=3.0, help="at most so long a round")
    parser.add_argument("--at-once", type=int, default=16, help="turns under way at the same time")
    parser.add_argument("--children", type=int, default=10_000, help="children generated for the register")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores,", end=" ")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    uvloop.run(run(options))


if __name__ == "__main__":
    main()
