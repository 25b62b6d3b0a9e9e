"""The two passes of an import: looking at every row, and writing the good ones, a chunk at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.importing.files import SourceFile
from bot.importing.leaving import Leaving
from bot.importing.progress import bar
from bot.importing.report import Report
from bot.importing.spill import Spill
from bot.importing.summary import Counts
from cases.importing.cells import Frame
from cases.importing.kinds import Kind
from cases.importing.pass_over import Bad, Good, Learnt, Pass
from cases.ports_import import FRESH, Link, Linker
from cases.records import Effects
from store.imports.book import Imports
from store.imports.scope import Prepared, Scope

CHUNK = 1_000
"""Rows in a transaction: others who write to the same file wait for a tenth of a second at most."""


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
    spill: Spill

    async def look(self) -> tuple[Counts, Pass]:
        """Look at every row, again where an earlier pass could not know something yet; write nothing."""
        learnt = Learnt()
        while True:
            over = Pass(self.file.kind, self.frame, learnt, stated=self.stated)
            counts = await self._look(over)
            self.file.refuse_changed()
            if over.learnt() == learnt:
                return counts, over
            learnt = over.learnt()

    async def _look(self, over: Pass) -> Counts:
        counts = Counts()
        self.spill.clear()
        with (
            Report(self.report, always=self.reported_anyway) as report,
            bar("Checking", self.file.size) as shown,
            self.file.open() as reading,
        ):
            for rows in _chunks(over.over(reading.rows())):
                good = _sorted_out(rows, report, counts)
                links = await self._links(good)
                prepared = await self.imports.look(self.scope, good, links)
                for place, fault in sorted(prepared.faults.items()):
                    report.add(good[place].line, (fault,))
                counts.add(prepared)
                kept = [one for place, one in enumerate(good) if place not in prepared.faults]
                self.spill.add(reading.position, kept, links)
                shown.at(reading.position, counts.rows)
        return counts

    async def write(self, checked: Counts) -> Counts:
        """Write the good rows. What has become wrong since they were looked at goes to the report as well."""
        counts = Counts(bad=checked.bad)
        with (
            Report(self.report, always=self.reported_anyway, more=checked.bad > 0) as report,
            bar("Importing", self.file.size) as shown,
        ):
            for position, good, links in self.spill.chunks():
                prepared = await self._write(good, await self._still(good, links))
                for place, fault in sorted(prepared.faults.items()):
                    report.add(good[place].line, (fault,))
                counts.add(prepared)
                shown.at(position, counts.rows - checked.bad)
        return counts

    async def _write(self, good: Sequence[Good], links: Mapping[str, Link]) -> Prepared:
        moved: Sequence[Effects] = ()
        if self.file.kind is Kind.PRACTITIONERS:
            moved = await self.leaving.effects(await self.imports.moves(self.scope, good), self.scope)
        return await self.imports.write(self.scope, good, links, moved)

    async def _links(self, good: Sequence[Good]) -> Mapping[str, Link]:
        """Which children of these rows are in the register already, of those not given before."""
        if self.file.kind is not Kind.CHILDREN:
            return {}
        unknown = await self.imports.unknown(self.scope, good)
        found = await self.linker.link(unknown) if unknown else ()
        return {child.id: link for child, link in zip(unknown, found, strict=True)}

    async def _still(self, good: Sequence[Good], links: Mapping[str, Link]) -> Mapping[str, Link]:
        """What was found, asked again for those few that are linked: others may have been merged since."""
        if not links:
            return links
        found = await self._links([one for one in good if one.row.source_id in links])
        return {child: found.get(child, FRESH) for child in links}


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
