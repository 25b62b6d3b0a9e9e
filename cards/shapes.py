"""The few shapes that our pictures are made of. ``bot/paint.py`` knows these and no others.

A picture has sixteen shades, from ink to white, of which seven are used on purpose, and a light ground of its
own: so it reads the same in Teams' light, dark and high-contrast themes, says nothing by colour alone, and is
small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

_DARKEST, _LIGHTEST = (0x14, 0x21, 0x3D), (0xFF, 0xFF, 0xFF)


def _shade(step: float) -> str:
    parts = zip(_DARKEST, _LIGHTEST, strict=True)
    return "#" + "".join(f"{dark + round((light - dark) * step):02x}" for dark, light in parts)


SHADES = tuple(_shade(step / 15) for step in range(16))
"""The colours, the darkest first, in even steps: what is between dark letters and a light ground is one."""

INK, SOFT, LINE, FRAME, HAIR, GROUND, PAPER = 0, 3, 6, 9, 12, 14, 15
"""Text; text that is less; a line that means something; a frame; a hairline; the ground; a page."""

WIDTH = 360  # as wide as a phone, in the picture's own measure
ZOOM = 4 / 3
"""How many dots a measure of the picture has."""

TALLEST = 1020
"""Dots; Teams takes 1024: learn.microsoft.com/microsoftteams/platform/concepts/cards/cards-format"""

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle, its corners round, its edge a measure wide."""

    x: float
    y: float
    width: float
    height: float
    fill: int
    stroke: int | None = None
    radius: float = 0


class Curve(NamedTuple):
    """A line with four control points, as Bézier meant them."""

    points: tuple[Point, Point, Point, Point]
    weight: float
    dashed: bool = False


class Polygon(NamedTuple):
    """An area with straight edges."""

    points: tuple[Point, ...]
    fill: int


class Words(NamedTuple):
    """One line of text on its base line, from ``x`` on or around it. ``text`` is drawable: see drawn_text."""

    text: str
    x: float
    y: float
    size: int
    fill: int = INK
    bold: bool = False
    middle: bool = False


Shape = Box | Curve | Polygon | Words


class Sketch(NamedTuple):
    """What is painted, the last on top. ``height`` is in the picture's own measure, as all is."""

    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in shapes, and in words that say the same."""

    sketch: Sketch
    words: str


def sketch(shapes: Sequence[Shape], texts: Sequence[Shape], height: float) -> Sketch:
    """All of it, the texts above the shapes, on a ground of its own."""
    whole = 3 * ceil(height / 3)  # whole dots at a zoom of 4/3 too
    return Sketch(whole, (Box(0.5, 0.5, WIDTH - 1, whole - 1, GROUND, FRAME), *shapes, *texts))
