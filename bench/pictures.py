"""``python -m bench.pictures``: the circle in words, with a fresh picture, and with one that was kept."""

import argparse
import gc
import os
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import uvloop

from bench.driver import Driver
from bench.process import DRIVERS_CORE, ROOT, pin
from bench.questions import circles, pictures
from bench.register import borough, fill
from bench.runs import Bench, Entry
from bench.stub import ConnectorStub
from bench.table import Lane, ratios, table

FEW = 160
"""Children whose pictures are asked for again and again: all are kept after the warm-up."""


async def run(options: argparse.Namespace) -> None:
    """All three lanes on one service, interleaved; then the table.

    Raises:
        WrongReplyError: a reply was not the right one, for instance had no picture.
    """
    pin(os.getpid(), DRIVERS_CORE)
    stub = ConnectorStub()
    await stub.start()
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder:
        register, world = Path(folder) / "register.db", borough(options.children)
        await fill(register, world)
        gc.collect()
        gc.freeze()
        async with Driver.session() as session:
            await _compare(Bench(options, stub, Driver(stub, session), world, register))
    await stub.stop()


async def _compare(bench: Bench) -> None:
    url, at_once = bench.stub.url, bench.options.at_once
    with bench.teamaround() as ours:
        if bench.options.two_cores and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(ours.pid, range(os.cpu_count() or 1))
        entries = [
            Entry(Lane("in words"), ours, circles(bench.world, url, at_once)),
            Entry(Lane("a fresh picture"), ours, pictures(bench.world, url, at_once)),
            Entry(Lane("a picture kept"), ours, pictures(bench.world, url, at_once, FEW)),
        ]
        for entry in entries:
            await bench.warm_up(entry)
        for _ in range(bench.options.rounds):
            for entry in entries:
                await bench.ask(entry)
    words = entries[0].lane
    print(table([entry.lane for entry in entries], words))
    for entry in entries[1:]:
        share = median(ratios(entry.lane, words))
        print(f"{entry.lane.name}: {share:.2f} of the turns a second that there are in words")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each lane has its turn")
    parser.add_argument("--turns", type=int, default=800, help="at most so many turns a round")
    parser.add_argument("--seconds", type=float, default=3.0, help="at most so long a round")
    parser.add_argument("--at-once", type=int, default=16, help="turns under way at the same time")
    parser.add_argument("--children", type=int, default=10_000, help="children generated for the register")
    parser.add_argument("--two-cores", action="store_true", help="let the service use the driver's core too")
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
