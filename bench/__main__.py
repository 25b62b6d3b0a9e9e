"""``python -m bench``: every contestant in turn, several rounds in one run, then the tables."""

import argparse
import gc
import os
import platform
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import uvloop

from bench.driver import Driver
from bench.process import DRIVERS_CORE, ROOT, pin
from bench.register import borough, fill
from bench.runs import OURS, Bench, compare, crowd, profile
from bench.stub import ConnectorStub
from bench.table import percentile, table
from bench.tokens import TokenMaker

PACKAGES = (
    "aiohttp",
    "uvloop",
    "SQLAlchemy",
    "botbuilder-core",
    "microsoft-agents-hosting-aiohttp",
    "microsoft-teams-apps",
)
CROWD = 64


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
        # The driver must not stop to look through the world for garbage while it takes the time.
        gc.collect()
        gc.freeze()
        async with Driver.session() as session:
            await _report(Bench(options, stub, Driver(stub, session), world, register), maker)
    await stub.stop()


async def _report(bench: Bench, maker: TokenMaker) -> None:
    lanes = await compare(bench, maker)
    print("", table(lanes, next(lane for lane in lanes if lane.name == OURS)), sep="\n")
    busiest = max(median(one.driver_busy for one in lane.rounds) for lane in lanes)
    print(f"The driver was busy {busiest:.0%} of the time at most.\n")
    many = (await crowd(bench, CROWD)).latencies
    p50, p99 = (percentile(many, share) * 1000 for share in (0.50, 0.99))
    print(f"{CROWD} conversations at once: p50 {p50:.0f} ms, p99 {p99:.0f} ms (target: at most 300 ms).\n")
    print(f"Where the processor time of a turn goes\n{await profile(bench)}")


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
