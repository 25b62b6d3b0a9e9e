"""The two passes of an import: looking at every row, and writing the good ones, a chunk at a time."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.importing.files import SourceFile
from bot.importing.leaving import Leaving
from bot.importing.progress import bar
from bot.importing.report import Report
from bot.importing.summary import Counts
from cases.importing.cells import Frame
from cases.importing.kinds import Kind
from cases.importing.pass_over import Bad, Good, Learnt, Pass
from cases.importing.rows import AnyRow, ChildRow, PractitionerRow
from cases.ports_import import Link, Linker
from cases.records import Effects
from store.imports.book import Imports
from store.imports.scope import Prepared, Scope

CHUNK = 1_000
"""Rows in a transaction: others who write to the same file wait for a tenth of a second at most."""

Chunk = Callable[[Sequence[AnyRow], Mapping[str, Link]], Awaitable[Prepared]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the passes over one file share."""

    file: SourceFile
    scope: Scope
    frame: Frame
    stated: bool
    imports: Imports
    linker: Linker
    leaving: Leaving
    report: Path
    reported_anyway: bool

    async def look(self) -> tuple[Counts, Learnt, Pass]:
        """Look at every row, again where an earlier pass could not know something yet; write nothing."""
        learnt = Learnt()
        while True:
            over = self._pass(learnt)
            counts = await self._run(
                "Checking", over, lambda rows, links: self.imports.look(self.scope, rows, links)
            )
            if over.learnt() == learnt:
                return counts, learnt, over
            learnt = over.learnt()

    async def write(self, learnt: Learnt) -> Counts:
        """Write the good rows."""
        return await self._run("Importing", self._pass(learnt), self._write)

    async def _write(self, rows: Sequence[AnyRow], links: Mapping[str, Link]) -> Prepared:
        moved: Sequence[Effects] = ()
        if self.file.kind is Kind.PRACTITIONERS:
            people = [row for row in rows if isinstance(row, PractitionerRow)]
            moved = await self.leaving.effects(await self.imports.moves(self.scope, people), self.scope)
        return await self.imports.write(self.scope, rows, links, moved)

    def _pass(self, learnt: Learnt) -> Pass:
        return Pass(self.file.kind, self.frame, learnt, stated=self.stated)

    async def _run(self, title: str, over: Pass, chunk: Chunk) -> Counts:
        counts = Counts()
        with (
            Report(self.report, always=self.reported_anyway) as report,
            bar(title, self.file.size) as shown,
            self.file.open() as reading,
        ):
            for rows in _chunks(over.over(reading.rows())):
                good = _sorted_out(rows, report, counts)
                prepared = await chunk([one.row for one in good], await self._links(good))
                for place, fault in sorted(prepared.faults.items()):
                    report.add(good[place].line, (fault,))
                counts.add(prepared)
                shown.at(reading.position, counts.rows)
        self.file.refuse_changed()
        return counts

    async def _links(self, good: Sequence[Good]) -> Mapping[str, Link]:
        """Which children of these rows are in the register already, of those not given before."""
        if self.file.kind is not Kind.CHILDREN:
            return {}
        children = [one.row for one in good if isinstance(one.row, ChildRow)]
        unknown = await self.imports.unknown(self.scope, children)
        found = await self.linker.link(unknown) if unknown else ()
        return {child.id: link for child, link in zip(unknown, found, strict=True)}


def _sorted_out(rows: Iterable[Good | Bad], report: Report, counts: Counts) -> list[Good]:
    good = []
    for row in rows:
        if isinstance(row, Good):
            good.append(row)
        else:
            report.add(row.line, row.faults)
            counts.bad += 1
    return good


def _chunks(rows: Iterator[Good | Bad]) -> Iterator[list[Good | Bad]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
