"""Lines and slanted edges, drawn smoothly: larger than they are, and made small again."""

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, floor

from PIL import Image, ImageDraw

from cards.shapes import LINE, ZOOM, Curve, Point, Polygon

_FINE = 2
_INK = 255
_DASH = 4 * ZOOM * _FINE
_STEPS = [step / 16 for step in range(17)]
_SHARES = [((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in _STEPS]


def slanted(canvas: Image.Image, shape: Curve | Polygon) -> None:
    """Draw one of these smoothly."""
    x, y = (floor(min(values) * ZOOM) for values in zip(*shape.points, strict=True))
    # To the fine dot, so that the same shape elsewhere is the same.
    points = tuple(
        (round((px * ZOOM - x) * _FINE), round((py * ZOOM - y) * _FINE)) for px, py in shape.points
    )
    if isinstance(shape, Curve):
        mask, reach = _line(points, round(shape.weight * ZOOM * _FINE), shape.dashed)
        canvas.paste(LINE, (x - reach, y - reach), mask)
    else:
        canvas.paste(shape.fill, (x, y), _area(points))


# Stacks of the same height come back in many pictures.
@lru_cache(maxsize=512)
def _line(points: tuple[Point, ...], weight: int, dashed: bool) -> tuple[Image.Image, int]:  # noqa: FBT001 - the key of a cache
    reach = ceil(weight / 2 / _FINE) + 1
    traced = [(x + reach * _FINE, y + reach * _FINE) for x, y in _bent(points)]
    mask = _empty(traced, reach)
    draw = ImageDraw.Draw(mask)
    if dashed:
        for dash in _dashes(traced, _DASH):
            draw.line(dash, _INK, weight)
    else:
        draw.polygon(_outline(traced, weight / 2), _INK)
    return mask.reduce(_FINE), reach


@lru_cache(maxsize=64)
def _area(points: tuple[Point, ...]) -> Image.Image:
    mask = _empty(points, 1)
    ImageDraw.Draw(mask).polygon(points, _INK)
    return mask.reduce(_FINE)


def _empty(points: Sequence[Point], reach: int) -> Image.Image:
    width, height = (ceil(max(values) / _FINE) + reach for values in zip(*points, strict=True))
    return Image.new("L", (width * _FINE, height * _FINE))


def _outline(points: list[Point], half: float) -> list[Point]:
    """There on one side of a line and back on the other: one area, where a join at each point is slow."""
    there, back = [], []
    for (x, y), (x0, y0), (x1, y1) in zip(
        points, [points[0], *points], [*points[1:], points[-1]], strict=False
    ):
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
        between = points[bisect(walked, start) : bisect_left(walked, stop)]
        yield [_along(points, walked, start), *between, _along(points, walked, stop)]


def _along(points: list[Point], walked: list[float], far: float) -> Point:
    """The point so far along a line."""
    after = min(max(1, bisect(walked, far)), len(points) - 1)
    (x, y), (x1, y1) = points[after - 1], points[after]
    part = (far - walked[after - 1]) / ((walked[after] - walked[after - 1]) or 1)
    return x + (x1 - x) * part, y + (y1 - y) * part


def _bent(points: Sequence[Point]) -> list[Point]:
    """Points along a curve; of a straight line its ends."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    if y0 == y1 == y2 == y3:
        return [(x0, y0), (x3, y3)]
    return [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _SHARES]
