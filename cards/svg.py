"""The few shapes of SVG that our pictures are made of, as text. ``bot/paint.py`` knows these and no others.

A picture has seven shades, from ink to white, and a light ground of its own: so it reads the same in Teams'
light, dark and high-contrast themes, says nothing by colour alone, and is small.
"""

from collections.abc import Sequence
from html import escape
from math import ceil

_DARKEST, _LIGHTEST = (0x14, 0x21, 0x3D), (0xFF, 0xFF, 0xFF)
# What is between dark letters and a light ground becomes one of them too, so they lie about evenly.
_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.93, 1.0)


def _shade(step: float) -> str:
    parts = zip(_DARKEST, _LIGHTEST, strict=True)
    return "#" + "".join(f"{dark + round((light - dark) * step):02x}" for dark, light in parts)


SHADES = {_shade(step): round(255 * step) for step in _STEPS}
"""The colours, the darkest first, and how light they are."""

INK, SOFT, LINE, FRAME, HAIR, GROUND, PAPER = SHADES
"""Text; text that is less; a line that means something; a frame; a hairline; the ground; a page."""

WIDTH = 360  # as wide as a phone, in the picture's own measure


def picture(shapes: Sequence[str], texts: Sequence[str], height: float, zoom: float) -> str:
    """All of it, the texts above the shapes. ``zoom`` is how many dots a measure of the picture has."""
    height = 3 * ceil(height / 3)  # whole dots at a zoom of 4/3 too
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(WIDTH * zoom)}" height="{_n(height * zoom)}" '
        f'viewBox="0 0 {WIDTH} {_n(height)}" font-family="Roboto">'
    )
    ground = box(0.5, 0.5, WIDTH - 1, height - 1, fill=GROUND, stroke=FRAME)
    return "\n".join([root, ground, *shapes, *texts, "</svg>"])


def box(
    x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "", radius: float = 0
) -> str:
    """A rectangle, its corners round, its edge a measure wide."""
    edge = f' stroke="{stroke}"' if stroke else ""
    corner = f' rx="{_n(radius)}"' if radius else ""
    place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect {place}{corner} fill="{fill}"{edge}/>'


def curve(points: Sequence[tuple[float, float]], weight: float, *, dashed: bool = False) -> str:
    """A line with four control points, as Bézier meant them."""
    (x, y), *others = points
    bend = " ".join(f"{_n(px)} {_n(py)}" for px, py in others)
    dashes = ' stroke-dasharray="4 4"' if dashed else ""
    line = f'fill="none" stroke="{LINE}" stroke-width="{_n(weight)}"'
    return f'<path d="M {_n(x)} {_n(y)} C {bend}" {line}{dashes}/>'


def polygon(points: Sequence[tuple[float, float]], *, fill: str) -> str:
    """An area with straight edges."""
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}"/>'


def words(
    text: str, x: float, y: float, size: float, *, fill: str = INK, bold: bool = False, middle: bool = False
) -> str:
    """One line of text on its base line, from ``x`` on or around it. ``text`` is drawable: see svg_text."""
    heavy = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{heavy}{anchor} fill="{fill}">'
        f"{escape(text, quote=False)}</text>"
    )


def _n(number: float) -> str:
    """A number without what says nothing."""
    return f"{number:.1f}".removesuffix(".0")
