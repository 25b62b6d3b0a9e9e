"""A country's register, written whole: what the product would have written, rows and keys alike."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter

from bench.people.children import People
from bench.people.load import Loader, loading
from bench.people.staff import Staff
from store.seed import RegisterSeed, register_values

_BLOCKS_AT_ONCE = 40
_STAFF_AT_ONCE = 5_000

Said = Callable[[str], None]


def fill(url: str, people: People, said: Said = lambda _: None) -> None:
    """Put them into an empty register: memory stays the same however many they are."""
    staff, began = Staff(people), perf_counter()
    with loading(url) as loader:
        _add(loader, RegisterSeed(agencies=tuple(staff.agencies), services=tuple(staff.services)))
        practitioners = staff.practitioners()
        while some := tuple(islice(practitioners, _STAFF_AT_ONCE)):
            _add(loader, RegisterSeed(practitioners=some))
        _add(loader, RegisterSeed(agreements=tuple(staff.agreements())))
        for done, seed in children(people, staff):
            _add(loader, seed)
            rate = done / (perf_counter() - began)
            said(f"{done:,} of {people.count:,} children, {rate:,.0f} a second")
        said(f"{people.count:,} children; now the indexes")


def children(people: People, staff: Staff) -> Iterator[tuple[int, RegisterSeed]]:
    """The children and their involvements in chunks, and how many children there are so far."""
    done = 0
    for start in range(0, people.blocks, _BLOCKS_AT_ONCE):
        numbers = range(start, min(start + _BLOCKS_AT_ONCE, people.blocks))
        blocks = [(number, people.block(number)) for number in numbers]
        made = tuple(child for _, block in blocks for child in block)
        involvements = tuple(one for number, block in blocks for one in staff.involvements(number, block))
        done += len(made)
        yield done, RegisterSeed(children=made, involvements=involvements)


def _add(loader: Loader, seed: RegisterSeed) -> None:
    for table, rows in register_values(seed):
        loader.add(table, rows)


def on_one_line(text: str) -> None:
    """Show it in place of what was shown before, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)
