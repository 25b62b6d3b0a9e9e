"""A country's register, written whole: what the product would have written, rows and keys alike."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context, parent_process
from threading import Thread
from time import perf_counter

from sqlalchemy.engine import make_url

from bench.people.children import BLOCK, People
from bench.people.load import Shaped, loading, shaped
from bench.people.staff import Staff
from store.seed import RegisterSeed, register_values

_BLOCKS_AT_ONCE, _STAFF_AT_ONCE = 20, 5_000
_FEW, _AHEAD = 20, 6

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """Some practitioners, or some blocks of children, by their numbers."""

    numbers: range
    children: bool


def fill(url: str, people: People, said: Said = lambda _: None) -> None:
    """Put them into an empty register: memory stays the same however many they are."""
    staff, began, kind = Staff(people), perf_counter(), make_url(url).get_backend_name()
    with loading(url) as loader:
        whole = RegisterSeed(
            agencies=tuple(staff.agencies),
            services=tuple(staff.services),
            agreements=tuple(staff.agreements()),
        )
        for rows in _rows(whole, kind):
            loader.add(rows)
        for number, (made, all_rows) in enumerate(_each(parts(people), partial(_made, people, kind))):
            for rows in all_rows:
                loader.add(rows)
            if number % 10 == 0:
                said(f"{made:,} of {people.count:,} children after {perf_counter() - began:.0f} s")
        said(f"{people.count:,} children; now the indexes")


def parts(people: People) -> list[Part]:
    """All that one process makes at a time."""
    count = Staff(people).count
    return [
        *(
            Part(range(n, min(n + _STAFF_AT_ONCE, count)), children=False)
            for n in range(0, count, _STAFF_AT_ONCE)
        ),
        *(
            Part(range(n, min(n + _BLOCKS_AT_ONCE, people.blocks)), children=True)
            for n in range(0, people.blocks, _BLOCKS_AT_ONCE)
        ),
    ]


def seed_of(people: People, part: Part) -> RegisterSeed:
    """One part as values."""
    staff = _staff(people)
    if not part.children:
        return RegisterSeed(practitioners=tuple(map(staff.practitioner, part.numbers)))
    blocks = [(number, people.block(number)) for number in part.numbers]
    return RegisterSeed(
        children=tuple(child for _, block in blocks for child in block),
        involvements=tuple(one for number, block in blocks for one in staff.involvements(number, block)),
    )


@lru_cache(1)
def _staff(people: People) -> Staff:
    """The same for each part: a country has many services."""
    return Staff(people)


Made = tuple[int, Sequence[Shaped]]


def _made(people: People, kind: str, part: Part) -> Made:
    """A part's rows, and the last child's number."""
    last = part.numbers.stop * BLOCK if part.children else 0
    return min(last, people.count), _rows(seed_of(people, part), kind)


def _rows(seed: RegisterSeed, kind: str) -> list[Shaped]:
    return [shaped(table, rows, kind) for table, rows in register_values(seed)]


def _each(all_parts: Sequence[Part], make: Callable[[Part], Made]) -> Iterator[Made]:
    """All of them in order, made by as many processes as there are cores where it is worth that."""
    if len(all_parts) < _FEW:
        yield from map(make, all_parts)
        return
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _end_with_parent) as pool:
        ahead: deque[Future[Made]] = deque()
        for part in all_parts:
            ahead.append(pool.submit(make, part))
            if len(ahead) > _AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _end_with_parent() -> None:
    """A process that was killed tells its pool nothing: they would wait for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def on_one_line(text: str) -> None:
    """Show it in place of what was shown before, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)
