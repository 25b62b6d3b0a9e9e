"""A timeline as a chart: a bar for each involvement, a dot for each contact, months below, today's line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from cards.dates import MONTHS, day
from cards.drawn_text import clipped, legible, width
from cards.shapes import (
    HAIR,
    INK,
    LINE,
    PAPER,
    SOFT,
    TALLEST,
    WIDTH,
    ZOOM,
    Box,
    Drawing,
    Polygon,
    Shape,
    Words,
    sketch,
)
from cards.text import clip, plain

SIZE, MARGIN, GAP = 12, 12, 6
TITLE_LINE, LABEL_LINE, BAR, DOT = 20, 16, 8, 9
ROOM = WIDTH - 2 * MARGIN
MOST = (20, 14, 10, 6, 3, 1)
LONGEST = 60
_EVERY = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # months from one label to the next
_YEAR = 12


@dataclass(frozen=True, slots=True)
class ChartLane:
    """One involvement: who, of which agency, from when to when, and the days of contact."""

    label: str
    since: date
    until: date | None
    contacts: tuple[date, ...] = ()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class ChartView:
    """Involvements in the order in which they are drawn, agency by agency. ``first`` lies before ``last``."""

    lanes: tuple[ChartLane, ...]
    first: date
    last: date
    today: date


def charts(view: ChartView) -> Iterator[Drawing]:
    """The chart, and shorter ones of the same; none when there is nothing to draw."""
    counts = [min(MOST[0], len(view.lanes)), *(most for most in MOST if most < len(view.lanes))]
    for most in dict.fromkeys(counts):
        drawing, height = chart(view, most)
        if most and height * ZOOM <= TALLEST:
            yield drawing


def chart(view: ChartView, most: int) -> tuple[Drawing, float]:
    """The chart of the first so many involvements, and how high it is."""
    lanes, shapes, texts = view.lanes[:most], list[Shape](), list[Shape]()
    y = float(MARGIN)
    for agency, group in groupby(lanes, key=lambda lane: lane.agency):
        if agency:
            y += TITLE_LINE
            title = legible(agency) or "Agency as listed below"
            texts.append(Words(clipped(title, SIZE, ROOM), MARGIN, y - 4, SIZE, fill=SOFT, bold=True))
        for lane in group:
            y = _lane(lane, view, y, shapes, texts)
    under = _axis(view, y, texts)
    grid = [Box(x - 0.5, MARGIN, 1, y - MARGIN, fill=HAIR) for x, _ in _months(view)]
    if missing := len(view.lanes) - len(lanes):
        under += LABEL_LINE + GAP
        texts.append(Words(f"and {missing} more, listed below", WIDTH / 2, under, SIZE, middle=True))
    under += LABEL_LINE + GAP
    shapes.append(_dot(MARGIN + DOT / 2, under - DOT / 2))
    texts.append(Words("contact", MARGIN + DOT + GAP, under, SIZE))
    bottom = under + MARGIN
    return Drawing(sketch([*grid, *shapes], texts, bottom), _said(view, lanes)), bottom


def _lane(lane: ChartLane, view: ChartView, y: float, shapes: list[Shape], texts: list[Shape]) -> float:
    label = legible(lane.label) or "Name as listed below"
    texts.append(Words(clipped(label, SIZE, ROOM), MARGIN, y + SIZE, SIZE))
    top = y + LABEL_LINE
    start = _x(lane.since, view)
    end = _x(lane.until or view.last, view)
    shapes.append(Box(start, top, max(2, end - start), BAR, fill=LINE))
    if lane.until is None:
        # It goes on: the bar ends in an arrow.
        shapes.append(Polygon(((end, top - 2), (end + 7, top + BAR / 2), (end, top + BAR + 2)), LINE))
    inside = [on for on in lane.contacts if view.first <= on <= view.last]
    shapes += [_dot(x, top + BAR / 2) for x in sorted({round(_x(on, view)) for on in inside})]
    return top + BAR + GAP


def _dot(x: float, y: float) -> Box:
    return Box(x - DOT / 2, y - DOT / 2, DOT, DOT, fill=PAPER, stroke=INK, radius=DOT / 2)


def _axis(view: ChartView, y: float, texts: list[Shape]) -> float:
    """The months below the bars, and today's line through them."""
    baseline = y + SIZE + 2
    for x, said in _months(view):
        texts.append(Words(said, x, baseline, SIZE, fill=SOFT, middle=True))
    if not view.first <= view.today <= view.last:
        return baseline
    x, half = _x(view.today, view), width("Today", SIZE) / 2
    texts.insert(0, Box(x - 1, MARGIN / 2, 2, baseline + 3 - MARGIN / 2, fill=INK))
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    texts.append(Words("Today", middle, baseline + LABEL_LINE, SIZE, bold=True, middle=True))
    return baseline + LABEL_LINE


def _months(view: ChartView) -> list[tuple[float, str]]:
    """Where months begin, and which: as many as there is room for, and each where its words fit."""
    room = width("MMM 00", SIZE) + GAP
    for every in _EVERY:
        starts = [(_x(start, view), _month(start, every)) for start in _starts(view, every)]
        fitting = [(x, said) for x, said in starts if room / 2 <= x <= WIDTH - room / 2]
        if all(later[0] - one[0] >= room for one, later in pairwise(fitting)):
            return fitting
    return []


def _starts(view: ChartView, every: int) -> Iterator[date]:
    first = view.first.year * _YEAR + view.first.month - 1
    last = view.last.year * _YEAR + view.last.month - 1
    for month in range(first - first % every, last + 1, every):
        start = date(month // _YEAR, month % _YEAR + 1, 1)
        if view.first <= start:
            yield start


def _month(start: date, every: int) -> str:
    return str(start.year) if every >= _YEAR else f"{MONTHS[start.month - 1][:3]} {start.year % 100:02}"


def _x(on: date, view: ChartView) -> float:
    # An arrow has room to the right of the last day.
    part = (min(max(on, view.first), view.last) - view.first).days / max(1, (view.last - view.first).days)
    return MARGIN + part * (ROOM - GAP)


def _said(view: ChartView, lanes: Sequence[ChartLane]) -> str:
    """The chart in words."""
    parts = [f"A chart from {day(view.first)} to {day(view.last)}."]
    for lane in lanes:
        until = f"until {day(lane.until)}" if lane.until else "and still"
        of = f", {_short(lane.agency)}" if lane.agency else ""
        count = sum(view.first <= on <= view.last for on in lane.contacts)
        met = f"{count} contact{'' if count == 1 else 's'}" if count else "no contact to show"
        parts.append(f"{_short(lane.label)}{of}: since {day(lane.since)} {until}, {met}.")
    if missing := len(view.lanes) - len(lanes):
        parts.append(f"{missing} more are listed below.")
    return " ".join(parts)


def _short(typed: str) -> str:
    return clip(plain(typed), LONGEST)
