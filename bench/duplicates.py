"""``python -m bench.duplicates``: a made-up register in which some children are twice, and who finds them.

The people, twins and errors are those of bench/people; three in four of the second records have no number.
"""

import argparse
import asyncio
import os
import resource
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import Connection

from bench.people.children import People
from bench.people.twice import AGAIN, doubled, is_one
from bot.work.place import upgrade_all
from cases.matching import CERTAIN, CLOSE
from cases.model import Child
from store import duplicates, duplicates_splink
from store.bulk import insert_many
from store.child_rows import insert_children, record_values
from store.database import Database
from store.duplicates import Duplicate, Find

WAYS: dict[str, Find] = {"own": duplicates.find, "splink": duplicates_splink.find}
_AT_ONCE = 50


async def fill(database: Database, people: People, share: float, *, keys: bool) -> int:
    """Put them in, a few blocks at a time; how many are there twice. Splink needs no search keys."""
    dice, twice = Random(people.seed), 0  # noqa: S311 - the same each time
    page: list[Child] = []

    def write(connection: Connection) -> None:
        if keys:
            insert_children(connection, page)
            return
        for table, rows in record_values(page):
            insert_many(connection, table, list(rows))

    for number, block in enumerate(people.all(), 1):
        page += doubled(block, share, dice)
        if number % _AT_ONCE == 0 or number == people.blocks:
            twice += sum(child.id.endswith(AGAIN) for child in page)
            await database.write(write)
            page = []
    return twice


def lines(found: Sequence[Duplicate], twice: int) -> Iterator[str]:
    """Precision, recall and F1 at both bands."""
    for bar in (CERTAIN, CLOSE):
        said = [one for one in found if one.certain or bar == CLOSE]
        right = sum(is_one(one.one, one.other) for one in said)
        precision, recall = right / max(len(said), 1), right / max(twice, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield f"from {bar}: {len(said):7,} pairs, {precision:.4f} {recall:.4f} {f1:.4f}"


async def run(folder: Path, given: argparse.Namespace) -> None:
    """Fill a register, and have each way find who is there twice."""
    url = f"sqlite:///{folder / 'register.db'}"
    async with Database(url) as database:
        await upgrade_all(database, url)
        people = People(given.children)
        twice = await fill(database, people, given.twice, keys="own" in given.ways)
        print(f"{people.count:,} children, {twice:,} of them twice; load {os.getloadavg()[0]:.1f}")
        for way in given.ways:
            began, processor = perf_counter(), process_time()
            found = [one async for one in WAYS[way](database, lambda _: None)]
            took = f"{perf_counter() - began:7.1f} s, {process_time() - processor:7.1f} s of processor time"
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{way:8}{took}, at most {most:,} MB so far")
            print(*lines(found, twice), sep="\n", flush=True)


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates", description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--twice", type=float, default=0.01, help="the share of them who are there twice")
    parser.add_argument("--ways", nargs="+", choices=tuple(WAYS), default=tuple(WAYS))
    given = parser.parse_args()
    Path("var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="var") as made:
        asyncio.run(run(Path(made).absolute(), given))


if __name__ == "__main__":
    main()
