"""``python -m bench.chaos``: workers are killed at random; then everything has to be as it should be."""

import argparse
import asyncio
import secrets
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.chaos.hands import zygote
from bench.chaos.storm import Outcome, Weather, storm
from bench.process import ROOT

# The server that the tests start: it needs nothing but PyPI.
from tests.databases import Aside, PostgresDatabases

_HEAD = (
    "",
    "workers",
    "kills",
    "cases",
    "changes",
    "faults",
    "notices",
    "told again",
    "storm",
    "calm",
    "wrong",
)


async def _storms(options: argparse.Namespace) -> list[Outcome]:
    print(f"seed {options.seed}\n| {' | '.join(_HEAD)} |\n{'|---' * len(_HEAD)}|", flush=True)
    outcomes = []
    with zygote() as forks:
        for name, workers in (("SQLite", 1), ("PostgreSQL", 2)):
            if options.on not in ("both", name.casefold()):
                continue
            weather = Weather(workers, options.kills, options.cases)
            chance = Random(f"{options.seed} {name}")  # noqa: S311 - where to kill
            with TemporaryDirectory(dir=ROOT / "var", prefix="chaos-") as kept:
                outcome = await _one(name, Path(kept), forks, weather, chance)
            print(outcome.row(weather), flush=True)
            outcomes.append(outcome)
    return outcomes


async def _one(name: str, folder: Path, forks: object, weather: Weather, chance: Random) -> Outcome:
    if name == "SQLite":
        return await storm(name, f"sqlite:///{folder}/register.db", folder, forks, weather, chance)
    aside = Aside()
    postgres = await asyncio.to_thread(PostgresDatabases, aside)
    try:
        url = await asyncio.to_thread(postgres.fresh)
        outcome = await storm(name, url, folder, forks, weather, chance)
        await asyncio.to_thread(postgres.drop, url)
    finally:
        await asyncio.to_thread(postgres.close)
        aside.close()
    return outcome


def main() -> None:
    """Read the options and run. Fails if anything is wrong in the end."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=30, help="on each database")
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="what is at random")
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    options = parser.parse_args()
    (ROOT / "var").mkdir(exist_ok=True)
    wrong = [f"{one.name}: {what}" for one in asyncio.run(_storms(options)) for what in one.wrong]
    if wrong:
        sys.exit("\n".join(["", *wrong]))


if __name__ == "__main__":
    main()
