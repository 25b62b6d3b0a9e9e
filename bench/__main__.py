"""``python -m bench``: every contestant in turn, several rounds in one run, then the table."""

import argparse
import os
import platform
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version

import uvloop

from bench.driver import Driver, Streams
from bench.process import DRIVERS_CORE, Contestant, pin, running
from bench.questions import echoes
from bench.stub import ConnectorStub
from bench.table import Lane, table

ECHO_BOTS = {
    "bare aiohttp": "bench.contestants.bare",
    "botbuilder echo": "bench.contestants.botbuilder_echo",
    "Agents SDK echo": "bench.contestants.agents_echo",
    "Teams SDK echo": "bench.contestants.teams_echo",
}
PACKAGES = (
    "aiohttp",
    "uvloop",
    "botbuilder-core",
    "microsoft-agents-hosting-aiohttp",
    "microsoft-teams-apps",
)
WARM_UP_TURNS = 200

Entry = tuple[Lane, Contestant, Streams]


async def compare(options: argparse.Namespace) -> Sequence[Lane]:
    """Run the whole comparison.

    Raises:
        WrongReplyError: a contestant answered wrongly.
        NotReadyError: a contestant did not start.
    """
    pin(os.getpid(), DRIVERS_CORE)
    stub = ConnectorStub()
    await stub.start()
    with ExitStack() as processes:
        entries: list[Entry] = []
        for name, module in ECHO_BOTS.items():
            contestant = processes.enter_context(running(name, module))
            lane = Lane(name, started_in=contestant.started_in)
            entries.append((lane, contestant, echoes(stub.url, options.at_once)))
        async with Driver.session() as session:
            await _rounds(Driver(stub, session), entries, options)
    await stub.stop()
    return [lane for lane, _, _ in entries]


async def _rounds(driver: Driver, entries: Sequence[Entry], options: argparse.Namespace) -> None:
    for _, contestant, streams in entries:
        await driver.round(contestant.url, streams, WARM_UP_TURNS, options.seconds)
    for number in range(options.rounds):
        for lane, contestant, streams in entries:
            before = contestant.cpu_seconds()
            lane.rounds.append(await driver.round(contestant.url, streams, options.turns, options.seconds))
            lane.cpu_seconds += contestant.cpu_seconds() - before
            lane.memory_mb = contestant.memory_mb()
        print(f"round {number + 1} of {options.rounds}", flush=True)


def main() -> None:
    """Read the options, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each contestant has its turn")
    parser.add_argument("--turns", type=int, default=1500, help="at most so many turns a round")
    parser.add_argument("--seconds", type=float, default=3.0, help="at most so long a round")
    parser.add_argument("--at-once", type=int, default=16, help="turns under way at the same time")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores,", end=" ")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    lanes = uvloop.run(compare(options))
    print(table(lanes, lanes[0]))


if __name__ == "__main__":
    main()
