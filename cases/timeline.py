"""A child's timeline, a page at a time. What is on it at all is cases/happenings.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.chart import chart_of
from cases.commands import Timeline
from cases.happenings import Happening, happenings
from cases.model import ChildFile, InvolvementId, TaskId, Viewer
from cases.policy import Standing
from cases.ports_history import History
from cases.views import ChartView, TimelineView

PAGE = 12
"""Entries on a page."""


_LONGEST_COUNT = 5  # digits


@dataclass(frozen=True, slots=True)
class Page:
    """A page, with a chart if asked for; and the involvements and tasks they tell of, for the trail."""

    view: TimelineView
    shown: tuple[InvolvementId, ...]
    tasks: frozenset[TaskId] = frozenset()
    chart: ChartView | None = None


def page(
    viewer: Viewer,
    file: ChildFile,
    history: History,
    standing: Standing,
    asked: Timeline,
    today: date,
    tasks: Iterable[Happening] = (),
) -> Page:
    """The page that is asked for, of what this viewer may be told.

    What is hidden is left out before anything is counted: neither the number of entries, nor where a page
    ends, nor whether there is another one depends on it.
    """
    since, until = day_or_none(asked.since), day_or_none(asked.until)
    told = happenings(viewer, history, standing.purpose, today, tasks)
    known = [
        one
        for one in told
        if (since is None or one.entry.on >= since) and (until is None or one.entry.on <= until)
    ]
    start = _start(known, asked.earlier)
    listed = known[start : start + PAGE]
    child = file.child
    view = TimelineView(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        entries=tuple(one.entry for one in listed),
        today=today,
        since=since,
        until=until,
        earlier=_earlier(known, start + PAGE),
        first=start == 0,
        grant_until=standing.until,
    )
    ids = {one.involvement_id for one in listed if one.involvement_id is not None}
    of_tasks = frozenset(one.task_id for one in listed if one.task_id is not None)
    if not asked.chart:
        return Page(view, tuple(sorted(ids)), of_tasks)
    whose = {one.involvement.id: one.practitioner.id for one in history.involvements}
    chart, drawn = chart_of(told, whose, since, until, today)
    return Page(view, tuple(sorted(ids | drawn)), of_tasks, chart)


def day_or_none(written: str) -> date | None:
    """A day as a button carries it; None for none, and for what is no day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _earlier(known: Sequence[Happening], start: int) -> str:
    """Where the next page begins: after how many of which day's entries.

    Of what was shown and of nothing else, and it still fits when something newer has happened meanwhile.
    """
    if start >= len(known):
        return ""
    last = known[start - 1].entry.on
    return f"{last.isoformat()}/{sum(one.entry.on == last for one in known[:start])}"


def _start(known: Sequence[Happening], earlier: str) -> int:
    written, _, count = earlier.partition("/")
    last = day_or_none(written)
    if last is None or not (count.isascii() and count.isdigit() and len(count) <= _LONGEST_COUNT):
        return 0
    newer = sum(one.entry.on > last for one in known)
    return newer + min(int(count), sum(one.entry.on == last for one in known))
