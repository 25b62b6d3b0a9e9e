"""Lines and slanted edges, drawn smoothly: larger than they are, and made small again."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import ceil, floor
from xml.etree.ElementTree import Element

from PIL import Image, ImageDraw

from cards.svg import SHADES

Point = tuple[float, float]
_FINE = 2
_CURVE = [step / 24 for step in range(25)]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def slanted(canvas: Image.Image, shapes: list[Element], zoom: float) -> None:
    """Draw these smoothly, all at once, on the part of the canvas that they touch; and forget them."""
    if not shapes:
        return
    traced = [(shape, list(_points(shape, zoom))) for shape in shapes]
    reach = 1 + max(_weight(shape, zoom) for shape in shapes)
    xs, ys = zip(*(point for _, points in traced for point in points), strict=True)
    left, top = max(0, floor(min(xs) - reach)), max(0, floor(min(ys) - reach))
    right, bottom = min(canvas.width, ceil(max(xs) + reach)), min(canvas.height, ceil(max(ys) + reach))
    part = canvas.crop((left, top, right, bottom))
    large = part.resize((part.width * _FINE, part.height * _FINE), Image.Resampling.NEAREST)
    draw = ImageDraw.Draw(large)
    for shape, points in traced:
        fine = [((x - left) * _FINE, (y - top) * _FINE) for x, y in points]
        if "points" in shape.attrib:
            draw.polygon(fine, SHADES[shape.attrib["fill"]])
        else:
            _stroke(draw, shape, fine, zoom * _FINE)
    canvas.paste(large.reduce(_FINE), (left, top))
    shapes.clear()


def _stroke(draw: ImageDraw.ImageDraw, shape: Element, points: list[Point], zoom: float) -> None:
    weight = _weight(shape, zoom)
    shade = SHADES[shape.attrib["stroke"]]
    if "stroke-dasharray" not in shape.attrib:
        draw.polygon(_outline(points, weight / 2), shade)
        return
    dash = float(shape.attrib["stroke-dasharray"].split()[0]) * zoom
    for dashed in _dashes(points, dash):
        draw.line(dashed, shade, round(weight))


def _outline(points: list[Point], half: float) -> list[Point]:
    """There on one side of a line and back on the other: one area, where a join at each point is slow."""
    there, back = [], []
    last = len(points) - 1
    for at, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[max(0, at - 1)], points[min(last, at + 1)]
        across, down = x1 - x0, y1 - y0
        length = (across * across + down * down) ** 0.5 or 1
        dx, dy = -down / length * half, across / length * half
        there.append((x + dx, y + dy))
        back.append((x - dx, y - dy))
    return there + back[::-1]


def _dashes(points: list[Point], dash: float) -> Iterator[list[Point]]:
    """Every other stretch of that length along a line."""
    apart = (((x1 - x) ** 2 + (y1 - y) ** 2) ** 0.5 for (x, y), (x1, y1) in pairwise(points))
    walked = list(accumulate(apart, initial=0.0))
    for number in range(0, ceil(walked[-1] / dash), 2):
        start, stop = number * dash, min((number + 1) * dash, walked[-1])
        between = [point for point, at in zip(points, walked, strict=True) if start < at < stop]
        yield [_along(points, walked, start), *between, _along(points, walked, stop)]


def _along(points: list[Point], walked: list[float], far: float) -> Point:
    """The point so far along a line."""
    after = min(max(1, bisect(walked, far)), len(points) - 1)
    (x, y), (x1, y1) = points[after - 1], points[after]
    part = (far - walked[after - 1]) / ((walked[after] - walked[after - 1]) or 1)
    return x + (x1 - x) * part, y + (y1 - y) * part


def _points(shape: Element, zoom: float) -> Iterator[Point]:
    """Where a line or an edge goes: corners, or points along a curve."""
    numbers = [float(one) * zoom for one in _NUMBER.findall(shape.attrib.get("points") or shape.attrib["d"])]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if "points" in shape.attrib:
        yield from pairs
        return
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = pairs
    if y0 == y1 == y2 == y3:
        yield from ((x0, y0), (x3, y3))
        return
    for t in _CURVE:
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _weight(shape: Element, zoom: float) -> float:
    return float(shape.attrib.get("stroke-width", 0)) * zoom
