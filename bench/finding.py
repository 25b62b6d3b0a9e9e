"""Questions put to the product's own search, as typed: what it finds, where, and how long it takes."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from sqlalchemy import bindparam, select

from bench.people.asked import Question
from bench.table import percentile
from cases.commands import Family, Who
from cases.query import Query
from dialogs.recognise import recognise
from store.database import Database
from store.search import SqlChildSearch
from store.tables import children

_BARE = select(children.c.id, children.c.reference).where(children.c.id == bindparam("id"))


@dataclass(slots=True)
class Findings:
    """What came of one kind of question. A ``place`` is 1 for the first of those found, 0 for not found."""

    kind: str
    places: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    not_understood: int = 0

    def recall(self, at: int) -> float:
        """The share of questions whose child is among the first so many."""
        return sum(0 < place <= at for place in self.places) / len(self.places)


def query_in(question: Question) -> Query | None:
    """What the product reads in it; None if that is no question about a child."""
    command = recognise(question.text)
    return command.query if isinstance(command, Who | Family) else None


async def find_all(database: Database, questions: Sequence[Question]) -> tuple[list[Findings], list[float]]:
    """Every question once; and beside each, how long a bare SELECT of its child by key takes."""
    search, bare = SqlChildSearch(database), Bare(database)
    by_kind: dict[str, Findings] = {}
    for question in questions[: len(questions) // 10]:  # uncounted: what is read first is not yet in memory
        if query := query_in(question):
            await search.find(query)
    beside: list[float] = []
    for question in questions:
        of_kind = by_kind.setdefault(question.kind, Findings(question.kind))
        query = query_in(question)
        if query is None:
            of_kind.not_understood += 1
            of_kind.places.append(0)
            continue
        start = perf_counter()
        found = await search.find(query)
        of_kind.seconds.append(perf_counter() - start)
        of_kind.counts.append(len(found))
        ranked = [one.child_id for one in sorted(found, key=lambda one: (not one.exact, -one.probability))]
        of_kind.places.append(ranked.index(question.wanted) + 1 if question.wanted in ranked else 0)
        beside.append(await bare.seconds(str(question.wanted)))
    return list(by_kind.values()), beside


class Bare:
    """What a look-up costs at least: one row by its primary key, over the same connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def seconds(self, child: str) -> float:
        """How long it took."""
        start = perf_counter()
        await self._database.look_up(lambda connection: connection.execute(_BARE, {"id": child}).one())
        return perf_counter() - start


def without_pauses() -> None:
    """From now on nothing that is there already is looked through for garbage."""
    gc.collect()
    gc.freeze()


def told(findings: Sequence[Findings], beside: Sequence[float]) -> Iterator[str]:
    """The table, a line at a time."""
    yield f"{'kind':<34}{'n':>5}{'@1':>8}{'@5':>8}{'p50 ms':>9}{'p99 ms':>9}{'found':>7}{'not read':>10}"
    for one in findings:
        took = sorted(one.seconds) or [float("nan")]
        yield (
            f"{one.kind:<34}{len(one.places):>5}{one.recall(1):>8.3f}{one.recall(5):>8.3f}"
            f"{percentile(took, 0.5) * 1000:>9.2f}{percentile(took, 0.99) * 1000:>9.2f}"
            f"{median(one.counts or [0]):>7.0f}{one.not_understood:>10}"
        )
    every, bare = sorted(second for one in findings for second in one.seconds), sorted(beside)
    p50, p99, least = (percentile(of, share) for of, share in ((every, 0.5), (every, 0.99), (bare, 0.5)))
    yield f"find: p50 {p50 * 1000:.2f} ms, p99 {p99 * 1000:.2f} ms"
    yield f"a bare SELECT by key: {least * 1000:.3f} ms; {p50 / least:.0f} and {p99 / least:.0f} times that"


def recall_of(findings: Sequence[Findings], kinds: Sequence[str], at: int) -> float:
    """The recall over several kinds, each weighing the same."""
    shares = [one.recall(at) for one in findings if one.kind in kinds]
    return sum(shares) / len(shares)
