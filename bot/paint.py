"""From the SVG that our pictures are made of (``cards/svg.py``) to a PNG with seven shades.

A renderer of all SVG takes 50 ms for such a picture and keeps every other turn waiting meanwhile; this
takes 3 (docs/decisions/0008-pictures.md). tests/bot/test_paint.py compares the two.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import ceil, floor
from xml.etree.ElementTree import Element, fromstring

from PIL import Image, ImageDraw, ImageFont

from cards.svg import SHADES

Point = tuple[float, float]


def _apart(one: int, other: int) -> int:
    return abs(one - other)


_LIGHT = tuple(SHADES.values())
# The canvas is grey; its seven shades get their colours at the end.
_GREY = SHADES
_TO_SHADE = [_LIGHT.index(min(_LIGHT, key=partial(_apart, grey))) for grey in range(256)]
_PALETTE = b"".join(bytes.fromhex(shade[1:]) for shade in SHADES)
_FINE = 2  # slanted edges are drawn so many times as large, and made small again
_CURVE = [step / 24 for step in range(25)]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FONTS = files("font_roboto") / "files"
_COMPRESSION = 5  # of zlib's nine: two thirds of its default's time, for a few bytes more


def paint(svg: str) -> bytes:
    """The PNG. Raises ValueError for what cards/svg.py does not write."""
    root = fromstring(svg)  # noqa: S314 - our own SVG, with people's words in it escaped
    zoom = float(root.attrib["width"]) / float(root.attrib["viewBox"].split()[2])
    canvas = Image.new("L", (round(float(root.attrib["width"])), round(float(root.attrib["height"]))), 255)
    draw = ImageDraw.Draw(canvas)
    slanted: list[Element] = []
    for shape in root:
        kind = shape.tag.rpartition("}")[2]
        if kind in ("path", "polygon"):
            slanted.append(shape)
            continue
        _slanted(canvas, slanted, zoom)
        if kind == "rect":
            _rectangle(canvas, draw, shape, zoom)
        elif kind == "text":
            _text(canvas, shape, zoom)
        else:
            raise ValueError(f"A picture has no {kind}.")
    _slanted(canvas, slanted, zoom)
    return _png(canvas)


def _of(shape: Element, zoom: float, *names: str) -> list[float]:
    return [float(shape.attrib.get(name, 0)) * zoom for name in names]


def _rectangle(canvas: Image.Image, draw: ImageDraw.ImageDraw, shape: Element, zoom: float) -> None:
    x, y, width, height, radius = _of(shape, zoom, "x", "y", "width", "height", "rx")
    fill, stroke = _GREY[shape.attrib["fill"]], shape.attrib.get("stroke")
    half = zoom / 2 if stroke else 0
    left, top = round(x - half), round(y - half)
    right, bottom = round(x + width + half) - 1, round(y + height + half) - 1
    edge = max(1, round(zoom)) if stroke else 0
    corners = _corners(canvas, (left, top, right, bottom), round(radius)) if radius else ()
    draw.rectangle((left, top, right, bottom), fill, _GREY[stroke] if stroke else None, edge)
    for number, (place, under) in enumerate(corners):
        # The edge's corner, then the inside's, over what was there before.
        canvas.paste(under, place)
        size = under.size[0]
        for inset, shade in ((0, _GREY[stroke] if stroke else fill), (edge, fill)):
            canvas.paste(shade, place, _corner(size, round(radius), inset, number))


def _corners(
    canvas: Image.Image, inside: tuple[int, int, int, int], size: int
) -> list[tuple[tuple[int, int], Image.Image]]:
    left, top, right, bottom = inside
    places = (
        (left, top),
        (right - size + 1, top),
        (left, bottom - size + 1),
        (right - size + 1, bottom - size + 1),
    )
    return [((x, y), canvas.crop((x, y, x + size, y + size))) for x, y in places]


@lru_cache(maxsize=256)
def _corner(size: int, radius: int, inset: int, number: int) -> Image.Image:
    """The part of a corner that is inside: 0 is the top left one, 1 the top right, 2 and 3 below."""
    fine = 8
    mask = Image.new("L", (size * fine, size * fine), 0)
    near, far = inset * fine, (2 * radius - inset) * fine - 1
    ImageDraw.Draw(mask).ellipse((near, near, far, far), 255)
    mask = mask.reduce(fine)
    if number % 2:
        mask = mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return mask.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if number >= 2 else mask  # noqa: PLR2004


def _slanted(canvas: Image.Image, shapes: list[Element], zoom: float) -> None:
    """Draw these smoothly, all at once, on the part of the canvas that they touch; and forget them."""
    if not shapes:
        return
    traced = [(shape, list(_points(shape, zoom))) for shape in shapes]
    reach = 1 + max(_of(shape, zoom, "stroke-width")[0] for shape in shapes)
    xs, ys = zip(*(point for _, points in traced for point in points), strict=True)
    left, top = max(0, floor(min(xs) - reach)), max(0, floor(min(ys) - reach))
    right, bottom = min(canvas.width, ceil(max(xs) + reach)), min(canvas.height, ceil(max(ys) + reach))
    part = canvas.crop((left, top, right, bottom))
    large = part.resize((part.width * _FINE, part.height * _FINE), Image.Resampling.NEAREST)
    draw = ImageDraw.Draw(large)
    for shape, points in traced:
        fine = [((x - left) * _FINE, (y - top) * _FINE) for x, y in points]
        if "points" in shape.attrib:
            draw.polygon(fine, _GREY[shape.attrib["fill"]])
        else:
            _stroke(draw, shape, fine, zoom * _FINE)
    canvas.paste(large.reduce(_FINE), (left, top))
    shapes.clear()


def _stroke(draw: ImageDraw.ImageDraw, shape: Element, points: list[Point], zoom: float) -> None:
    (weight,) = _of(shape, zoom, "stroke-width")
    shade = _GREY[shape.attrib["stroke"]]
    if "stroke-dasharray" not in shape.attrib:
        draw.line(points, shade, round(weight), joint="curve")
        return
    dash = float(shape.attrib["stroke-dasharray"].split()[0]) * zoom
    for dashed in _dashes(points, dash):
        draw.line(dashed, shade, round(weight))


def _dashes(points: list[Point], dash: float) -> Iterator[list[Point]]:
    """Every other stretch of that length along a line."""
    walked, current = 0.0, [points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        length = ((next_x - x) ** 2 + (next_y - y) ** 2) ** 0.5
        done = 0.0
        while length - done > 0:
            left = dash - walked % dash
            step = min(left, length - done)
            done, walked = done + step, walked + step
            part = done / length
            current.append((x + (next_x - x) * part, y + (next_y - y) * part))
            if step == left:
                if round(walked / dash) % 2:
                    yield current
                current = [current[-1]]
    if int(walked / dash) % 2 == 0 and len(current) > 1:
        yield current


def _points(shape: Element, zoom: float) -> Iterator[Point]:
    """Where a line or an edge goes: corners, or points along a curve."""
    numbers = [float(one) * zoom for one in _NUMBER.findall(shape.attrib.get("points") or shape.attrib["d"])]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if "points" in shape.attrib:
        yield from pairs
        return
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = pairs
    for t in _CURVE:
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _text(canvas: Image.Image, shape: Element, zoom: float) -> None:
    x, y, size = _of(shape, zoom, "x", "y", "font-size")
    bold = "font-weight" in shape.attrib
    mask, above = _label(shape.text or "", round(size), bold)
    left = x - mask.width / 2 if "text-anchor" in shape.attrib else x
    canvas.paste(_GREY[shape.attrib["fill"]], (round(left), round(y) - above), mask)


# The same few thousand names, roles and agencies come back in most pictures; drawing one takes 50 times as long.
@lru_cache(maxsize=2048)
def _label(text: str, size: int, bold: bool) -> tuple[Image.Image, int]:  # noqa: FBT001 - the key of a cache
    font = _font(size, bold)
    ascent, descent = font.getmetrics()
    mask = Image.new("L", (max(1, ceil(font.getlength(text))), ascent + descent), 0)
    ImageDraw.Draw(mask).text((0, ascent), text, 255, font, anchor="ls")
    return mask, ascent


@lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - the key of a cache
    name = "Roboto-Bold.ttf" if bold else "Roboto-Regular.ttf"
    file = BytesIO((_FONTS / name).read_bytes())
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _png(canvas: Image.Image) -> bytes:
    """Four bits a dot. Pillow's own writer takes twice as long."""
    width, height = canvas.size
    shades = Image.frombytes("P", canvas.size, canvas.point(_TO_SHADE).tobytes())
    packed, row = shades.tobytes("raw", "P;4"), (width + 1) // 2
    rows = b"\0".join([b"", *(packed[at : at + row] for at in range(0, len(packed), row))])
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", _PALETTE),
        (b"IDAT", zlib.compress(rows, _COMPRESSION)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
