"""The whole turn of "who is working with ...?" over a small register and a large one, in turns."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.driver import Driver, Streams
from bench.people.children import People
from bench.people.place import copied
from bench.people.world import some_of
from bench.process import DRIVERS_CORE, ROOT, Contestant, pin, running
from bench.questions import circles
from bench.stub import ConnectorStub
from bench.table import Lane, percentile, table

ASKED_ABOUT = 2_000
WARM_UP, TURNS, SECONDS = 400, 1_000, 3.0


@dataclass(frozen=True, slots=True)
class Served:
    """A register of so many children with the service running over a copy of it."""

    lane: Lane
    contestant: Contestant
    streams: Streams


async def grow(registers: Sequence[tuple[People, str]], rounds: int, at_once: int) -> None:
    """Two registers asked in turns; prints each one's turns, memory and readiness, and the growth."""
    with _on_one_core():
        await _grow(registers, rounds, at_once)


@contextmanager
def _on_one_core() -> Iterator[None]:
    """This process on the driver's core, and afterwards where it was."""
    free = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pin(os.getpid(), DRIVERS_CORE)
    yield
    if free is not None:
        os.sched_setaffinity(0, free)


async def _grow(registers: Sequence[tuple[People, str]], rounds: int, at_once: int) -> None:
    stub = ConnectorStub()
    await stub.start()
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder, ExitStack() as running_ones:
        served = [
            running_ones.enter_context(
                _served(people, url, Path(folder) / str(people.count), stub.url, at_once)
            )
            for people, url in registers
        ]
        async with Driver.session() as session:
            driver = Driver(stub, session)
            for one in served:
                await driver.round(one.contestant.url, one.streams, WARM_UP, SECONDS)
            for _ in range(rounds):
                for one in served:
                    before = one.contestant.cpu_seconds()
                    one.lane.rounds.append(
                        await driver.round(one.contestant.url, one.streams, TURNS, SECONDS)
                    )
                    one.lane.cpu_seconds += one.contestant.cpu_seconds() - before
                    one.lane.memory_mb = one.contestant.memory_mb()
    await stub.stop()
    print(table([one.lane for one in served], served[0].lane))
    small, large = (percentile(one.lane.latencies, 0.5) for one in served)
    by_round = [
        median(b.latencies) / median(a.latencies)
        for a, b in zip(served[0].lane.rounds, served[1].lane.rounds, strict=True)
    ]
    print(
        f"p50 of a turn: {small * 1000:.1f} ms and {large * 1000:.1f} ms, {large / small:.2f} times "
        f"({min(by_round):.2f}-{max(by_round):.2f} by round; target: at most 2)"
    )


@contextmanager
def _served(people: People, register: str, folder: Path, url: str, at_once: int) -> Iterator[Served]:
    folder.mkdir()
    with copied(register, folder) as own:
        name = f"{people.count:,} children"
        with running(name, "bench.contestants.teamaround", [own]) as contestant:
            streams = circles(some_of(people, ASKED_ABOUT), url, at_once)
            yield Served(Lane(name, started_in=contestant.started_in), contestant, streams)
