"""``python -m bench.search``: finding a child among a million by what somebody half remembers."""

import argparse
import asyncio
import os
from collections.abc import Sequence

from bench.finding import find_all, recall_of, told, without_pauses
from bench.growth import grow
from bench.people.asked import Question
from bench.people.children import People
from bench.people.errors import FIFTEEN, KINDS
from bench.people.place import DATABASES, RegisterOf, registers
from bench.people.sample import HELD_OUT, mixed
from store.database import Database

FURTHER = tuple(kind for kind in KINDS if kind not in FIFTEEN)
BESIDE = 10_000


def measure(register_of: RegisterOf, kind: str, options: argparse.Namespace) -> None:
    """One kind of database: what is found and how quickly, then whole turns."""
    people = People(options.children)
    url = register_of(people)
    print(f"\n{options.children:,} children on {kind}, load {os.getloadavg()[0]:.1f}")
    asyncio.run(_found(url, mixed(people, options.each, options.kinds, options.seed)))
    if options.turns:
        there = [(one, register_of(one)) for one in (People(BESIDE), people)]
        asyncio.run(grow(there, options.turns, options.at_once))


async def _found(url: str, questions: Sequence[Question]) -> None:
    without_pauses()
    async with Database(url) as database:
        findings, beside = await find_all(database, questions)
    order = list(KINDS)
    findings.sort(key=lambda one: order.index(one.kind))
    print(*told(findings, beside), sep="\n")
    for name, kinds in (("the fifteen kinds", FIFTEEN), ("the others", FURTHER)):
        if all(any(one.kind == kind for one in findings) for kind in kinds):
            first, fifth = (recall_of(findings, kinds, at) for at in (1, 5))
            print(f"{name}: recall@1 {first:.3f}, recall@5 {fifth:.3f}")


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--children", type=int, default=1_000_000)
    parser.add_argument("--on", choices=("both", *DATABASES), default="both")
    parser.add_argument("--each", type=int, default=200, help="questions of each kind")
    parser.add_argument("--kinds", nargs="*", choices=tuple(KINDS), default=tuple(KINDS))
    parser.add_argument("--seed", type=int, default=HELD_OUT, help="of the questions")
    parser.add_argument("--turns", type=int, default=5, help="rounds of whole turns; 0 for none")
    parser.add_argument("--at-once", type=int, default=16, help="turns under way at the same time")
    options = parser.parse_args()
    for kind in DATABASES if options.on == "both" else (options.on,):
        with registers(kind) as register_of:
            measure(register_of, kind, options)


if __name__ == "__main__":
    main()
