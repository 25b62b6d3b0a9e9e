"""From the SVG that our pictures are made of (``cards/svg.py``) to a PNG with seven shades.

A renderer of all SVG takes 50 ms for such a picture and keeps every other turn waiting meanwhile; this
takes 3 (docs/decisions/0008-pictures.md). tests/bot/test_paint.py compares the two.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from math import ceil
from xml.etree.ElementTree import Element, fromstring

from PIL import Image, ImageDraw, ImageFont

from bot.paint_lines import slanted
from bot.png import Shades
from cards.svg import SHADES

_SHADES = Shades(SHADES)
# A letter's edge in four steps looks the same as in 256, and takes a tenth less.
_FEWER = [round(cover / 85) * 85 for cover in range(256)]
_FONTS = files("font_roboto") / "files"


def paint(svg: str) -> bytes:
    """The PNG. Raises ValueError for what cards/svg.py does not write."""
    root = fromstring(svg)  # noqa: S314 - our own SVG, with people's words in it escaped
    zoom = float(root.attrib["width"]) / float(root.attrib["viewBox"].split()[2])
    canvas = Image.new("L", (round(float(root.attrib["width"])), round(float(root.attrib["height"]))), 255)
    draw = ImageDraw.Draw(canvas)
    waiting: list[Element] = []
    for shape in root:
        kind = shape.tag.rpartition("}")[2]
        if kind in ("path", "polygon"):
            waiting.append(shape)
            continue
        slanted(canvas, waiting, zoom)
        if kind == "rect":
            _rectangle(canvas, draw, shape, zoom)
        elif kind == "text":
            _text(canvas, shape, zoom)
        else:
            raise ValueError(f"A picture has no {kind}.")
    slanted(canvas, waiting, zoom)
    return _SHADES.png(canvas)


def _of(shape: Element, zoom: float, *names: str) -> list[float]:
    return [float(shape.attrib.get(name, 0)) * zoom for name in names]


def _rectangle(canvas: Image.Image, draw: ImageDraw.ImageDraw, shape: Element, zoom: float) -> None:
    x, y, width, height, round_by = _of(shape, zoom, "x", "y", "width", "height", "rx")
    fill = SHADES[shape.attrib["fill"]]
    stroke = SHADES[shape.attrib["stroke"]] if "stroke" in shape.attrib else fill
    edge = max(1, round(zoom)) if stroke != fill else 0
    half = zoom / 2 if edge else 0
    left, top = round(x - half), round(y - half)
    right, bottom = round(x + width + half) - 1, round(y + height + half) - 1
    size = min(round(round_by), (right - left + 1) // 2, (bottom - top + 1) // 2)
    # Two bars that cross leave the corners out.
    for bar in ((left + size, top, right - size, bottom), (left, top + size, right, bottom - size)):
        _bar(draw, bar, stroke)
    within, reach = max(size, edge), edge
    for bar in (
        (left + within, top + reach, right - within, bottom - reach),
        (left + reach, top + within, right - reach, bottom - within),
    ):
        _bar(draw, bar, fill)
    if size:
        places = (
            (left, top),
            (right - size + 1, top),
            (left, bottom - size + 1),
            (right - size + 1, bottom - size + 1),
        )
        for place, (corner, mask) in zip(places, _corners(size, edge, stroke, fill), strict=True):
            canvas.paste(corner, place, mask)


def _bar(draw: ImageDraw.ImageDraw, bar: tuple[int, int, int, int], shade: int) -> None:
    if bar[0] <= bar[2] and bar[1] <= bar[3]:
        draw.rectangle(bar, shade)


@lru_cache(maxsize=256)
def _corners(size: int, edge: int, stroke: int, fill: int) -> list[tuple[Image.Image, Image.Image]]:
    """Four round corners, the top left one first, with what of each is inside."""
    outer, inner = _quarter(size, 0), _quarter(size, edge)
    corner = Image.composite(Image.new("L", outer.size, fill), Image.new("L", outer.size, stroke), inner)
    turned = []
    for across, down in ((False, False), (True, False), (False, True), (True, True)):
        both = [_flipped(one, across=across, down=down) for one in (corner, outer)]
        turned.append((both[0], both[1]))
    return turned


def _flipped(one: Image.Image, *, across: bool, down: bool) -> Image.Image:
    one = one.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if across else one
    return one.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if down else one


def _quarter(size: int, inset: int) -> Image.Image:
    fine = 8
    mask = Image.new("L", (size * fine, size * fine), 0)
    near, far = inset * fine, (2 * size - inset) * fine - 1
    ImageDraw.Draw(mask).ellipse((near, near, far, far), 255)
    return mask.reduce(fine)


def _text(canvas: Image.Image, shape: Element, zoom: float) -> None:
    x, y, size = _of(shape, zoom, "x", "y", "font-size")
    bold = "font-weight" in shape.attrib
    mask, above = _label(shape.text or "", round(size), bold)
    left = x - mask.width / 2 if "text-anchor" in shape.attrib else x
    canvas.paste(SHADES[shape.attrib["fill"]], (round(left), round(y) - above), mask)


# The same names, roles and agencies come back in most pictures, and drawing one takes 50 times as long.
@lru_cache(maxsize=4096)
def _label(text: str, size: int, bold: bool) -> tuple[Image.Image, int]:  # noqa: FBT001 - the key of a cache
    font = _font(size, bold)
    ascent, descent = font.getmetrics()
    mask = Image.new("L", (max(1, ceil(font.getlength(text))), ascent + descent), 0)
    ImageDraw.Draw(mask).text((0, ascent), text, 255, font, anchor="ls")
    return mask.point(_FEWER), ascent


@lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - the key of a cache
    name = "Roboto-Bold.ttf" if bold else "Roboto-Regular.ttf"
    file = BytesIO((_FONTS / name).read_bytes())
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
