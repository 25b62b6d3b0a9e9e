"""``python -m bench.hidden``: whether the time of an answer tells a hidden child from one nobody knows."""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.finding import query_in, without_pauses
from bench.people.asked import Question, typed
from bench.people.children import People
from bench.people.errors import remembered
from bench.people.place import DATABASES, RegisterOf, copied, registers
from bench.people.sample import HELD_OUT, strangers
from bench.people.staff import Staff
from bench.process import ROOT
from bench.samples import kolmogorov_smirnov, longer
from bench.table import percentile
from bot.clock import SystemClock
from bot.desks import desk_of
from bot.settings import Settings
from cases.commands import Command, Who
from cases.model import ConversationId, Identity, Purpose, Reason
from dialogs.dispatch import dispatch
from dialogs.turn import Desk, Room, Turn
from store.database import Database
from store.ledger import SqlLedger

WAYS = ("hidden", "nobody")
KINDS = ("exact", "typo_one_name")


@dataclass(slots=True)
class Lanes:
    """How long turns took, in seconds, by whom they were about."""

    name: str
    seconds: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})


def shielded(people: People, kind: str, number: int) -> Iterator[Question]:
    """Questions about children whom nobody may see by their name."""
    dice = Random(f"hidden {kind}")  # noqa: S311 - the same each time
    children = (child for block in people.all() for child in block if child.shielded)
    asked = (
        Question(kind, memory, typed(memory, dice), child)
        for child in children
        if (memory := remembered(kind, child, dice))
    )
    return islice(asked, number)


async def measure(desk: Desk, people: People, each: int) -> None:
    """The asking, then the reason: each answered the same whether the child is hidden or there is none."""
    asker = Staff(people).practitioner(1)
    assert asker.identity is not None
    for kind in KINDS:
        hidden = list(shielded(people, kind, each))
        nobody = await _found_by_nobody(desk, list(strangers(people, kind, len(hidden) * 3, HELD_OUT)))
        pairs = list(zip(hidden, nobody, strict=False))
        for with_reason in (False, True):
            lanes = Lanes(f"{kind}, {'with a reason' if with_reason else 'asked'}")
            await _ask(desk, asker.identity, pairs[: len(pairs) // 5], Lanes(""), with_reason=with_reason)
            await _ask(desk, asker.identity, pairs, lanes, with_reason=with_reason)
            print(*_told(lanes), sep="\n")


async def _found_by_nobody(desk: Desk, questions: Sequence[Question]) -> list[Question]:
    """Those for which the search finds no child at all."""
    kept = []
    for question in questions:
        query = query_in(question)
        if query is not None and not await desk.search.find(query):
            kept.append(question)
    return kept


_numbers = count()


async def _ask(
    desk: Desk, who: Identity, pairs: Sequence[tuple[Question, Question]], lanes: Lanes, *, with_reason: bool
) -> None:
    dice = Random(3)  # noqa: S311 - which of a pair comes first must not matter
    for pair in pairs:
        both = list(zip(WAYS, pair, strict=True))
        dice.shuffle(both)
        for way, question in both:
            said = _with_reason(question) if with_reason else question.text
            if said is None:
                continue
            now = SystemClock().now()
            once = f"hidden {next(_numbers)} {now.isoformat()}"
            turn = Turn(who, Room.PERSONAL, ConversationId("a:1hidden"), once, now, question.text)
            start = perf_counter()
            await dispatch(turn, said, desk)
            lanes.seconds[way].append(perf_counter() - start)


def _with_reason(question: Question) -> Command | None:
    query = query_in(question)
    return Who(query, Reason(Purpose.SAFEGUARDING, "Rang me")) if query else None


def _told(lanes: Lanes) -> Iterator[str]:
    yield f"\n{lanes.name}"
    yield f"  {'':<8}{'n':>6}{'p10':>8}{'p50':>8}{'p90':>8}{'p99':>8}  ms"
    for way, took in lanes.seconds.items():
        ordered = sorted(took)
        shares = "".join(f"{percentile(ordered, share) * 1000:>8.2f}" for share in (0.1, 0.5, 0.9, 0.99))
        yield f"  {way:<8}{len(took):>6}{shares}"
    apart, chance = kolmogorov_smirnov(*lanes.seconds.values())
    yield f"  Kolmogorov-Smirnov: {apart:.3f} apart, by chance with a probability of {chance:.3g}"
    yield f"  hidden takes longer {longer(*lanes.seconds.values()):.1%} of the time (nothing told: 50%)"


async def _run(url: str, people: People, each: int) -> None:
    async with Database(url) as database:
        desk = desk_of(
            Settings(_env_file=None, database_url=url),
            database,
            ledger=SqlLedger(database, SystemClock()),
            roster=None,
            pictures=None,
            public="",
        )
        without_pauses()
        await measure(desk, people, each)


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.hidden", description=__doc__)
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--on", choices=("both", *DATABASES), default="sqlite")
    parser.add_argument("--each", type=int, default=300, help="children of each kind, at most")
    options = parser.parse_args()
    people = People(options.children)
    for kind in DATABASES if options.on == "both" else (options.on,):
        print(f"{people.count:,} children on {kind}")
        with registers(kind) as register_of:
            _over(register_of, people, options.each)


def _over(register_of: RegisterOf, people: People, each: int) -> None:
    with (
        TemporaryDirectory(dir=ROOT / "var", prefix="bench-") as folder,
        copied(register_of(people), Path(folder)) as own,
    ):
        asyncio.run(_run(own, people, each))


if __name__ == "__main__":
    main()
