"""A sketch as SVG, for a renderer of all SVG, for golden files and for reading what stands where."""

from html import escape

from cards.shapes import LINE, SHADES, WIDTH, ZOOM, Box, Curve, Polygon, Shape, Sketch, Words


def as_svg(sketch: Sketch) -> str:
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(WIDTH * ZOOM)}" '
        f'height="{_n(sketch.height * ZOOM)}" viewBox="0 0 {WIDTH} {sketch.height}" font-family="Roboto">'
    )
    return "\n".join([root, *map(_shape, sketch.shapes), "</svg>"])


def _shape(shape: Shape) -> str:
    if isinstance(shape, Box):
        return _box(shape)
    if isinstance(shape, Curve):
        return _curve(shape)
    return _polygon(shape) if isinstance(shape, Polygon) else _words(shape)


def _box(box: Box) -> str:
    edge = "" if box.stroke is None else f' stroke="{SHADES[box.stroke]}"'
    corner = f' rx="{_n(box.radius)}"' if box.radius else ""
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    return f'<rect {place}{corner} fill="{SHADES[box.fill]}"{edge}/>'


def _curve(curve: Curve) -> str:
    (x, y), *others = curve.points
    bend = " ".join(f"{_n(px)} {_n(py)}" for px, py in others)
    dashes = ' stroke-dasharray="4 4"' if curve.dashed else ""
    line = f'fill="none" stroke="{SHADES[LINE]}" stroke-width="{_n(curve.weight)}"'
    return f'<path d="M {_n(x)} {_n(y)} C {bend}" {line}{dashes}/>'


def _polygon(polygon: Polygon) -> str:
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in polygon.points)
    return f'<polygon points="{corners}" fill="{SHADES[polygon.fill]}"/>'


def _words(words: Words) -> str:
    heavy = ' font-weight="700"' if words.bold else ""
    anchor = ' text-anchor="middle"' if words.middle else ""
    return (
        f'<text x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{heavy}{anchor} '
        f'fill="{SHADES[words.fill]}">{escape(words.text, quote=False)}</text>'
    )


def _n(number: float) -> str:
    """A number without what says nothing."""
    return f"{number:.1f}".removesuffix(".0")
