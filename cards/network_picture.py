"""A child's network as a picture: the child in the middle, the practitioners around by agency.

The heavier a line, the more recent the last contact. What the picture's letters cannot say is named by its
place in the list below it. Equal views make equal pictures, byte for byte.
"""

import math
from collections.abc import Iterator
from datetime import date

from cards.drawn_text import legible, width
from cards.network_layout import (
    BIG,
    GAP,
    MARGIN,
    NAME_LINE,
    PAD,
    ROLE_LINE,
    SMALL,
    TITLE_LINE,
    Node,
    Plan,
    Row,
    Stack,
    plan,
)
from cards.network_people import blocks, drawn
from cards.network_words import network_words
from cards.shapes import (
    FRAME,
    HAIR,
    INK,
    PAPER,
    SOFT,
    TALLEST,
    WIDTH,
    ZOOM,
    Box,
    Curve,
    Drawing,
    Polygon,
    Shape,
    Words,
    sketch,
)
from cases.views import CircleView

MOST = (16, 12, 9, 6, 4, 2, 1)
"""So many practitioners in one picture; fewer where that is too tall or too large. Others are counted."""

# How many days ago at most, how heavy, and in words; the last is for no contact to show, and is broken.
WEIGHTS = ((7, 6.0, "within 7 days"), (30, 3.5, "within 30 days"), (math.inf, 1.5, "longer ago"))
NO_CONTACT = (1.5, "none to show")


def networks(view: CircleView) -> Iterator[Drawing]:
    """The picture of a circle, and smaller ones of the same; none when there is nobody to draw."""
    if not view.members and not view.further_service:
        return
    counts = [min(MOST[0], len(view.members)), *(most for most in MOST if most < len(view.members))]
    for most in dict.fromkeys(counts):
        drawing, height = network(view, most)
        if height * ZOOM <= TALLEST:
            yield drawing


def network(view: CircleView, most: int) -> tuple[Drawing, float]:
    """The picture with ``most`` practitioners at most, and how high it is. There is somebody to draw."""
    shown = drawn(view, most)
    layout_of = blocks(shown, further=view.further_service)
    name = legible(view.child_name) or legible(view.reference) or "This child"
    layout = plan(layout_of, name)
    shapes, texts = _lines(layout, view.today), list[Shape]()
    for stack in layout.stacks:
        _stack(stack, shapes, texts)
    _child(layout.child, shapes, texts)
    bottom = _more(len(view.members) - len(shown), layout.bottom, texts)
    bottom = _legend(bottom + 2 * GAP, shapes, texts)
    return Drawing(sketch(shapes, texts, bottom), network_words(view, shown)), bottom


def _lines(layout: Plan, today: date) -> list[Shape]:
    """From the child to everybody: the lightest last, so that no line is lost under another."""
    x, y = layout.child.centre
    made: list[tuple[float, Shape]] = []
    for stack in layout.stacks:
        for row in stack.rows:
            heavy, dashed = _weight(row.person.last_contact, today)
            bend = x if layout.around else (x + stack.edge) / 2
            points = ((x, y), (bend, row.middle if layout.around else y), (bend, row.middle))
            made.append((-heavy, Curve((*points, (stack.edge, row.middle)), heavy, dashed=dashed)))
    return [line for _, line in sorted(made, key=lambda one: one[0])]


def _weight(last_contact: date | None, today: date) -> tuple[float, bool]:
    if last_contact is None:
        return NO_CONTACT[0], True
    days = (today - last_contact).days
    return next(heavy for within, heavy, _ in WEIGHTS if days <= within), False


def _stack(stack: Stack, shapes: list[Shape], texts: list[Shape]) -> None:
    shapes.append(Box(stack.left, stack.top, stack.width, stack.height, fill=PAPER, stroke=FRAME, radius=4))
    y = stack.top
    for line in stack.title:
        y += TITLE_LINE
        texts.append(Words(line, stack.left + PAD, y, SMALL, fill=SOFT, bold=True))
    for number, row in enumerate(stack.rows):
        if number:
            shapes.append(Box(stack.left + PAD, row.top, stack.width - 2 * PAD, 1, fill=HAIR))
        elif stack.title:
            shapes.append(Box(stack.left, row.top, stack.width, 1, fill=FRAME))
        _row(row, stack.left + PAD, shapes, texts)


def _row(row: Row, x: float, shapes: list[Shape], texts: list[Shape]) -> None:
    y = row.top + 2
    for line in row.name:
        y += NAME_LINE
        texts.append(Words(line, x, y, BIG, bold=True))
    for line in row.role:
        y += ROLE_LINE
        texts.append(Words(line, x, y, SMALL, fill=SOFT))
    if row.person.mark:
        _mark(row.person.mark, x, y + 4, shapes, texts)


def _mark(mark: str, x: float, y: float, shapes: list[Shape], texts: list[Shape]) -> None:
    """Lead: a star and the word on a dark ground. You: the word in a frame."""
    lead = mark.startswith("Lead")
    star = 17 if lead else 0
    fill, stroke, ink = (INK, None, PAPER) if lead else (PAPER, INK, INK)
    shapes.append(Box(x, y, width(mark, SMALL) + star + 10, 16, fill=fill, stroke=stroke, radius=4))
    if lead:
        shapes.append(_star(x + 12, y + 8, 6))
    texts.append(Words(mark, x + 5 + star, y + 12.5, SMALL, fill=ink, bold=True))


def _star(x: float, y: float, radius: float) -> Polygon:
    turns = ((radius if turn % 2 == 0 else radius * 0.42, math.pi * turn / 5) for turn in range(10))
    points = ((x + far * math.sin(angle), y - far * math.cos(angle)) for far, angle in turns)
    return Polygon(tuple(points), PAPER)


def _child(child: Node, shapes: list[Shape], texts: list[Shape]) -> None:
    shapes.append(Box(child.left, child.top, child.width, child.height, fill=INK, radius=18))
    x, middle = child.centre
    y = middle - (len(child.lines) - 1) * NAME_LINE / 2 + BIG * 0.36
    for line in child.lines:
        texts.append(Words(line, x, y, BIG, fill=PAPER, bold=True, middle=True))
        y += NAME_LINE


def _more(missing: int, bottom: float, texts: list[Shape]) -> float:
    if not missing:
        return bottom
    texts.append(Words(f"and {missing} more, listed below", WIDTH / 2, bottom + 20, SMALL, middle=True))
    return bottom + 20


def _legend(top: float, shapes: list[Shape], texts: list[Shape]) -> float:
    texts.append(Words("Last contact", MARGIN, top + SMALL, SMALL, bold=True))
    samples = [(heavy, said, False) for _, heavy, said in WEIGHTS] + [(*NO_CONTACT, True)]
    for number, (heavy, said, dashed) in enumerate(samples):
        x, y = (96, 236)[number % 2], top + SMALL + number // 2 * 18
        start, end = (x, y - 4), (x + 28, y - 4)
        shapes.append(Curve((start, start, end, end), heavy, dashed=dashed))
        texts.append(Words(said, x + 34, y, SMALL))
    return top + SMALL + 18 + GAP
