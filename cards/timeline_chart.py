"""A timeline as a chart: a lane for each practitioner, a dot for each contact, months below, today's line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise

from cards.dates import MONTHS, day
from cards.drawn_text import clipped, legible, width
from cards.shapes import (
    GROUND,
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
from cases.views import ChartLane, ChartView, Span

SIZE, MARGIN, GAP = 12, 12, 6
TITLE_LINE, LABEL_LINE, BAR, DOT = 20, 16, 8, 9
ROOM = WIDTH - 2 * MARGIN
MOST = (20, 14, 10, 6, 3, 1)
LONGEST = 60
_EVERY = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # months from one label to the next
_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Layers:
    """What is drawn: bars, a ground for each label, contacts; and all that is written."""

    bars: list[Shape] = field(default_factory=list)
    grounds: list[Shape] = field(default_factory=list)
    dots: list[Shape] = field(default_factory=list)
    texts: list[Shape] = field(default_factory=list)

    def label(self, text: str, y: float, *, shade: int = INK, bold: bool = False) -> None:
        """Written at the left on a ground of its own, so that no line runs through it."""
        said = clipped(text, SIZE, ROOM)
        self.grounds.append(Box(MARGIN - 2, y - SIZE, width(said, SIZE) + 4, LABEL_LINE, GROUND))
        self.texts.append(Words(said, MARGIN, y, SIZE, shade, bold))


def charts(view: ChartView) -> Iterator[Drawing]:
    """The chart, and shorter ones of the same; none when there is nothing to draw."""
    counts = [min(MOST[0], len(view.lanes)), *(most for most in MOST if most < len(view.lanes))]
    for most in dict.fromkeys(counts):
        drawing, height = chart(view, most)
        if most and height * ZOOM <= TALLEST:
            yield drawing


def chart(view: ChartView, most: int) -> tuple[Drawing, float]:
    """The chart of the first so many practitioners, and how high it is."""
    lanes, layers = view.lanes[:most], _Layers()
    y = float(MARGIN)
    for agency, group in groupby(lanes, key=lambda lane: lane.agency):
        y += TITLE_LINE
        layers.label(legible(agency) or "Agency as listed below", y - 4, shade=SOFT, bold=True)
        for lane in group:
            y = _lane(lane, view, y, layers)
    grid = [Box(x - 0.5, MARGIN, 1, y - MARGIN, fill=HAIR) for x, _ in _months(view)]
    under, today = _axis(view, y, layers.texts)
    if missing := len(view.lanes) - len(lanes):
        under += LABEL_LINE + GAP
        layers.texts.append(Words(f"and {missing} more, listed below", WIDTH / 2, under, SIZE, middle=True))
    under += LABEL_LINE + GAP
    layers.dots.append(_dot(MARGIN + DOT / 2, under - DOT / 2))
    layers.texts.append(Words("contact", MARGIN + DOT + GAP, under, SIZE))
    shapes = [*grid, *layers.bars, *today, *layers.grounds, *layers.dots]
    bottom = under + MARGIN
    return Drawing(sketch(shapes, layers.texts, bottom), _said(view, lanes)), bottom


def _lane(lane: ChartLane, view: ChartView, y: float, layers: _Layers) -> float:
    layers.label(legible(lane.label) or "Name as listed below", y + SIZE)
    top = y + LABEL_LINE
    for since, until in _within(lane, view):
        start, end = _x(since, view), _x(until or view.last, view)
        layers.bars.append(Box(start, top, max(2, end - start), BAR, fill=LINE))
        if until is None or until > view.last:
            # It goes on: the bar ends in an arrow.
            tip = ((end, top - 2), (end + 7, top + BAR / 2), (end, top + BAR + 2))
            layers.bars.append(Polygon(tip, LINE))
    inside = [on for on in lane.contacts if view.first <= on <= view.last]
    layers.dots.extend(_dot(x, top + BAR / 2) for x in sorted({round(_x(on, view)) for on in inside}))
    return top + BAR + GAP


def _within(lane: ChartLane, view: ChartView) -> list[Span]:
    return [
        (since, until)
        for since, until in lane.spans
        if since <= view.last and (until is None or view.first <= until)
    ]


def _dot(x: float, y: float) -> Box:
    return Box(x - DOT / 2, y - DOT / 2, DOT, DOT, fill=PAPER, stroke=INK, radius=DOT / 2)


def _axis(view: ChartView, y: float, texts: list[Shape]) -> tuple[float, list[Shape]]:
    """The months below the bars; how far down that reaches; and today's line, if today is on the chart."""
    baseline = y + SIZE + 2
    texts += [Words(said, x, baseline, SIZE, SOFT, middle=True) for x, said in _months(view)]
    if not view.first <= view.today <= view.last:
        return baseline, []
    x, half = _x(view.today, view), width("Today", SIZE) / 2
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    texts.append(Words("Today", middle, baseline + LABEL_LINE, SIZE, bold=True, middle=True))
    # Not through the month's name below the bars.
    return baseline + LABEL_LINE, [Box(x - 1, MARGIN / 2, 2, y - MARGIN / 2, fill=INK)]


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
        there = ", ".join(_span(since, until) for since, until in _within(lane, view))
        count = sum(view.first <= on <= view.last for on in lane.contacts)
        met = f"{count} contact{'' if count == 1 else 's'}" if count else "no contact to show"
        parts.append(
            ", ".join(filter(None, (_short(lane.label), _short(lane.agency)))) + f": {there}, {met}."
        )
    if missing := len(view.lanes) - len(lanes):
        parts.append(f"{missing} more are listed below.")
    return " ".join(parts)


def _span(since: date, until: date | None) -> str:
    return f"since {day(since)} and still" if until is None else f"from {day(since)} to {day(until)}"


def _short(typed: str) -> str:
    return clip(plain(typed), LONGEST)
