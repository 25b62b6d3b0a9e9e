"""One import from beginning to end: look, ask where something ends, write."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from uuid import uuid4

from bot.importing.absent import Absent, end_absent, find_absent
from bot.importing.files import SourceFile, look_at
from bot.importing.leaving import Leaving
from bot.importing.passes import Plan
from bot.importing.report import report_beside
from bot.importing.spill import Spill
from bot.importing.summary import Code, Counts, Summary, counted
from cases.importing.cells import Frame
from cases.importing.faults import ImportFileError
from cases.importing.kinds import Kind
from cases.importing.mapping import DateForm, Mapping
from cases.local import local_day
from cases.ports import Clock
from store.database import Database
from store.imports.book import Imports
from store.imports.runs import Run
from store.linking import RegisterLinker

MOST_BAD = 0.05
"""So large a share of bad rows is taken for a few mistakes; more, for the wrong file."""

LOCK = "import"
_OBJECTS = 200_000
_LONGEST_SOURCE = 100


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to be imported, and how."""

    file: Path
    agency: str
    source: str
    by: str
    kind: Kind | None = None
    mapping: Mapping = field(default_factory=Mapping)
    full: bool = False
    dry_run: bool = False
    accept_errors: bool = False
    report: Path | None = None


Confirm = Callable[[Absent], bool]
"""Asked before rows end: whether they are to."""


async def import_file(database: Database, clock: Clock, order: Order, confirm: Confirm) -> Summary:
    """Import a file, as far as it is good. Never raises for what is wrong with it: the summary says so."""
    began, summary = monotonic(), Summary()
    with _seldom_collected():
        await _imported(database, clock, order, confirm, summary)
    summary.seconds = monotonic() - began
    return summary


@contextmanager
def _seldom_collected() -> Iterator[None]:
    # Rows are many objects and no cycles: to look among them for some every 700 took a quarter of the time.
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


async def _imported(
    database: Database, clock: Clock, order: Order, confirm: Confirm, summary: Summary
) -> None:
    try:
        file = look_at(order.file, order.mapping, order.kind)
        summary.about = _about(order, file)
        if order.dry_run:
            await _import(database, clock, order, file, confirm, summary)
        else:
            async with database.hold(LOCK) as alone:
                if alone:
                    await _import(database, clock, order, file, confirm, summary)
                else:
                    _stop(
                        summary,
                        Code.ANOTHER_RUNS,
                        "Another import is under way: try again when it has ended.",
                    )
    except ImportFileError as wrong:
        _stop(summary, Code.UNUSABLE, str(wrong))


async def _import(
    database: Database, clock: Clock, order: Order, file: SourceFile, confirm: Confirm, summary: Summary
) -> None:
    with Spill(file.kind) as spill:
        plan = await _plan(database, clock, order, file, spill)
        await _carry_out(plan, order, confirm, summary)


async def _carry_out(plan: Plan, order: Order, confirm: Confirm, summary: Summary) -> None:
    summary.checked, over = await plan.look()
    _name_report(summary, plan, summary.checked)
    if not order.accept_errors and summary.checked.bad > MOST_BAD * summary.checked.rows:
        _stop(
            summary,
            Code.TOO_MANY_BAD,
            f"More than {MOST_BAD:.0%} of the rows are bad, so nothing was written:"
            " correct them, or add --accept-errors.",
        )
        return
    absent = await find_absent(plan, over) if order.full else Absent()
    summary.absent = absent.count
    if absent.count and over.without_id:
        _stop(
            summary,
            Code.NOT_CONFIRMED,
            "Some rows have no id that can be read, so nobody can tell what is absent: nothing was written.",
        )
    elif order.dry_run:
        _stop(summary, _code(summary.checked), "This was a dry run: nothing was written.")
    elif absent.count and not confirm(absent):
        _stop(summary, Code.NOT_CONFIRMED, "It was not confirmed that these end: nothing was written.")
    else:
        summary.written = await plan.write(summary.checked) if _is_work(summary.checked) else summary.checked
        summary.ended = await end_absent(plan, over) if absent.count else 0
        _name_report(summary, plan, summary.written)
        await plan.imports.finish(plan.scope, counted(summary.written, summary.ended))
        summary.code = _code(summary.written)


async def _plan(database: Database, clock: Clock, order: Order, file: SourceFile, spill: Spill) -> Plan:
    now = clock.now()
    imports = Imports(database, Run(order.file.name, order.by))
    today = local_day(now)
    source = order.source.strip()
    if not source or len(source) > _LONGEST_SOURCE:
        raise ImportFileError(f"A source has a name of 1 to {_LONGEST_SOURCE} characters.")
    scope = await imports.scope(order.agency, source, file.kind, uuid4().hex, now, today)
    if scope is None:
        raise ImportFileError("There is no agency with this id.")
    return Plan(
        file=file,
        scope=scope,
        frame=Frame(today, order.mapping.dates or DateForm.DAY_FIRST, order.mapping.values),
        stated=order.mapping.dates is not None,
        imports=imports,
        linker=RegisterLinker(database),
        leaving=Leaving(database, order.by),
        report=order.report or report_beside(order.file),
        reported_anyway=order.report is not None,
        spill=spill,
    )


def _about(order: Order, file: SourceFile) -> dict[str, object]:
    return {
        "file": order.file.name,
        "agency": order.agency,
        "source": order.source,
        "kind": str(file.kind),
        "encoding": file.encoding,
        "form": file.form,
        "dryRun": order.dry_run,
    }


def _name_report(summary: Summary, plan: Plan, counts: Counts) -> None:
    summary.report = str(plan.report) if counts.bad or plan.reported_anyway else None


def _is_work(counts: Counts) -> bool:
    return bool(counts.added or counts.linked or counts.changed)


def _code(counts: Counts) -> Code:
    return Code.SOME_BAD if counts.bad else Code.DONE


def _stop(summary: Summary, code: Code, message: str) -> None:
    summary.code, summary.message = code, message
