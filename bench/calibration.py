"""``python -m bench.calibration``: whether the search is right as often as it says it is."""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.finding import query_in
from bench.people.asked import Question
from bench.people.children import FIRST, People
from bench.people.errors import KINDS
from bench.people.place import DATABASES, registers
from bench.people.sample import HELD_OUT, WITHOUT_NUMBER, mixed, strangers
from bench.plot import Band, plot
from bench.process import ROOT
from cases.matching import Found
from cases.meant import chosen_among
from cases.model import Child, ChildFile
from store.database import Database
from store.search import SqlChildSearch

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999, 1.0)
WRITTEN = Path("docs/search-calibration.svg")


@dataclass(slots=True)
class Answers:
    """What became of the questions of one kind, and of those about nobody."""

    right: int = 0
    wrong: int = 0
    offered: int = 0
    offered_others: int = 0
    not_found: int = 0

    @property
    def certain(self) -> int:
        """How many were answered with a child."""
        return self.right + self.wrong


@dataclass(slots=True)
class Tally:
    """Everything counted: answers by kind, and every probability with whether it was the child meant."""

    answers: dict[str, Answers] = field(default_factory=dict)
    said: list[tuple[float, bool]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def add(self, question: Question, found: Sequence[Found], chosen: Sequence[Child], *, ask: bool) -> None:
        """Count one question."""
        self.said += [(one.probability, one.child_id == question.wanted) for one in found if not one.exact]
        kind = question.kind if question.child else f"{question.kind}, nobody's"
        answers = self.answers.setdefault(kind, Answers())
        ids = [child.id for child in chosen]
        if not ids:
            answers.not_found += 1
        elif ask:
            answers.offered += question.wanted in ids
            answers.offered_others += question.wanted not in ids
        elif ids[0] == question.wanted:
            answers.right += 1
        else:
            answers.wrong += 1
            best = max((one.probability for one in found if one.child_id == ids[0]), default=0.0)
            self.mistakes.append(f"{question.text!r} meant {_shown(question.child)}; answered "
                                 f"{_shown(chosen[0])} at {best:.4f}")  # fmt: skip


def _shown(child: Child | None) -> str:
    return "nobody" if child is None else f"{' or '.join(map(str, child.names))}, {child.birth}, {child.area}"


async def count(database: Database, people: People, questions: Sequence[Question]) -> Tally:
    """Put all of them, as somebody would who may see everybody."""
    search, tally = SqlChildSearch(database), Tally()
    for question in questions:
        query = query_in(question)
        found = await search.find(query) if query else ()
        files = [
            ChildFile(_child(people, one), close=None if one.exact else one.probability) for one in found
        ]
        meant = chosen_among(query, files) if query else None
        chosen = [file.child for file in meant.these] if meant else []
        tally.add(question, found, chosen, ask=bool(meant and meant.ask))
    return tally


def _child(people: People, found: Found) -> Child:
    number = int(found.child_id.removeprefix("c-")) - FIRST
    return people.child(number)


def bands(said: Sequence[tuple[float, bool]]) -> list[Band]:
    """The probabilities by band: how many, what was said of them on average, and how many it was."""
    made = []
    for low, high in pairwise(EDGES):
        within = [one for one in said if low <= one[0] < high or high == 1.0 == one[0]]
        if within:
            mean = sum(probability for probability, _ in within) / len(within)
            made.append(Band(low, high, len(within), mean, sum(right for _, right in within)))
    return made


def told(tally: Tally) -> Iterator[str]:
    """The tables, a line at a time."""
    yield f"{'said':<16}{'children':>10}{'on average':>12}{'was meant':>12}"
    for band in bands(tally.said):
        name = f"{band.low}-{band.high}"
        yield f"{name:<16}{band.count:>10}{band.said:>12.4f}{band.share:>12.4f}"
    yield ""
    yield f"{'kind':<44}{'right':>7}{'wrong':>7}{'offered':>9}{'others':>8}{'none':>7}"
    for kind, one in sorted(tally.answers.items(), key=lambda item: item[0].endswith("nobody's")):
        yield (
            f"{kind:<44}{one.right:>7}{one.wrong:>7}{one.offered:>9}{one.offered_others:>8}{one.not_found:>7}"
        )
    yield ""
    for name, whose in (
        ("children of the register", False),
        ("children of no register", True),
        ("all", None),
    ):
        among = [one for kind, one in tally.answers.items() if whose in (None, kind.endswith("nobody's"))]
        certain, wrong = sum(one.certain for one in among), sum(one.wrong for one in among)
        share = f"{wrong / certain:.5f}" if certain else "-"
        yield f"{name}: {certain:,} certain, {wrong} of them wrong: {share} (target: at most 0.001)"


def questions_of(people: People, each: int, share: float, seed: int) -> list[Question]:
    """So many of each kind, and about nobody so many that they are this share of all."""
    asked = mixed(people, each, tuple(KINDS), seed)
    number = round(len(asked) * share / (1 - share) / len(WITHOUT_NUMBER))
    return asked + [one for kind in WITHOUT_NUMBER for one in strangers(people, kind, number, seed)]


def main() -> None:
    """Read the options and go."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--children", type=int, default=1_000_000)
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--each", type=int, default=1_000, help="questions of each kind")
    parser.add_argument("--nobodys", type=float, default=0.2, help="the share that is about nobody")
    parser.add_argument("--seed", type=int, default=HELD_OUT, help="of the questions")
    parser.add_argument("--mistakes", type=int, default=20, help="wrong answers to show")
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN}")
    options = parser.parse_args()
    people = People(options.children)
    questions = questions_of(people, options.each, options.nobodys, options.seed)
    with registers(options.on) as register_of:
        tally = asyncio.run(_over(register_of(people), people, questions))
    print(f"{len(questions):,} questions about {people.count:,} children")
    print(*told(tally), sep="\n")
    print(*tally.mistakes[: options.mistakes], sep="\n")
    if options.write:
        (ROOT / WRITTEN).write_text(plot(bands(tally.said), len(questions), people.count))


async def _over(url: str, people: People, questions: Sequence[Question]) -> Tally:
    async with Database(url) as database:
        return await count(database, people, questions)


if __name__ == "__main__":
    main()
