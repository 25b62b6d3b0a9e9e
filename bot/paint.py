"""From the shapes that our pictures are made of (``cards/shapes.py``) to a PNG with sixteen shades.

A renderer of all SVG takes 50 ms for such a picture and keeps every other turn waiting meanwhile; this
takes 1 (docs/decisions/0008-pictures.md). tests/bot/test_paint.py compares the two.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import accumulate
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from bot.paint_lines import slanted
from bot.png import png
from cards.shapes import SHADES, WIDTH, ZOOM, Box, Sketch, Words

# A letter's edge in four steps looks the same as in 256, and takes a tenth less.
_FEWER = [round(cover / 85) * 85 for cover in range(256)]
_FONTS = files("font_roboto") / "files"
_SPACE = " "


def paint(sketch: Sketch) -> bytes:
    """The PNG."""
    # Grey stands for a shade's number, so that what is blended is the shade between.
    canvas = Image.new("L", (round(WIDTH * ZOOM), round(sketch.height * ZOOM)))
    draw = ImageDraw.Draw(canvas)
    for shape in sketch.shapes:
        if isinstance(shape, Box):
            _box(canvas, draw, shape)
        elif isinstance(shape, Words):
            _words(canvas, shape)
        else:
            slanted(canvas, shape)
    return png(canvas, SHADES)


def _box(canvas: Image.Image, draw: ImageDraw.ImageDraw, box: Box) -> None:
    stroke = box.fill if box.stroke is None else box.stroke
    edge = 1 if stroke != box.fill else 0
    half = ZOOM / 2 if edge else 0
    left, top = round(box.x * ZOOM - half), round(box.y * ZOOM - half)
    right = round((box.x + box.width) * ZOOM + half) - 1
    bottom = round((box.y + box.height) * ZOOM + half) - 1
    if right < left or bottom < top:
        return
    size = min(round(box.radius * ZOOM), (right - left + 1) // 2, (bottom - top + 1) // 2)
    if not size:
        draw.rectangle((left, top, right, bottom), box.fill, stroke, edge)
        return
    if top + size <= bottom - size:
        draw.rectangle((left, top + size, right, bottom - size), stroke)
        draw.rectangle((left + edge, top + size, right - edge, bottom - size), box.fill)
    upper, lower = _ends(right - left + 1, size, edge, stroke, box.fill)
    canvas.paste(upper[0], (left, top), upper[1])
    canvas.paste(lower[0], (left, bottom - size + 1), lower[1])


_End = tuple[Image.Image, Image.Image]


@lru_cache(maxsize=256)
def _ends(width: int, size: int, edge: int, stroke: int, fill: int) -> tuple[_End, _End]:
    """The upper and the lower end of a box with round corners, each with what of it is inside."""
    inside = _end(width, size, 0)
    inner = _end(width, size, edge)
    upper = Image.composite(Image.new("L", inner.size, fill), Image.new("L", inner.size, stroke), inner)
    turn = Image.Transpose.FLIP_TOP_BOTTOM
    return (upper, inside), (upper.transpose(turn), inside.transpose(turn))


def _end(width: int, size: int, inset: int) -> Image.Image:
    end = Image.new("L", (width, size))
    ImageDraw.Draw(end).rectangle((size, inset, width - size - 1, size), 255)
    corner = _quarter(size, inset)
    end.paste(corner, (0, 0))
    end.paste(corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (width - size, 0))
    return end


def _quarter(size: int, inset: int) -> Image.Image:
    fine = 8
    mask = Image.new("L", (size * fine, size * fine), 0)
    near, far = inset * fine, (2 * size - inset) * fine - 1
    ImageDraw.Draw(mask).ellipse((near, near, far, far), 255)
    return mask.reduce(fine)


def _words(canvas: Image.Image, words: Words) -> None:
    mask, above, wide = _line(words.text, round(words.size * ZOOM), words.bold)
    left = words.x * ZOOM - (wide / 2 if words.middle else 0)
    canvas.paste(words.fill, (round(left), round(words.y * ZOOM) - above), mask)


# Roles and agencies come back in most pictures, and the words of names: drawing letters is slow.
@lru_cache(maxsize=2048)
def _line(text: str, size: int, bold: bool) -> tuple[Image.Image, int, float]:  # noqa: FBT001 - the key of a cache
    """What of a line is ink, how far that reaches above the base line, and how wide the line is."""
    words = [_word(word, size, bold) for word in text.split(_SPACE)]
    if len(words) == 1:
        return words[0]
    _, above, space = _word(_SPACE, size, bold)
    starts = list(accumulate((wide + space for _, _, wide in words), initial=0.0))
    line = Image.new("L", (ceil(starts[-1]) + 1, words[0][0].height))
    for start, (mask, _, _) in zip(starts, words, strict=False):
        line.paste(mask, (round(start), 0))
    return line, above, starts[-1] - space


@lru_cache(maxsize=8192)
def _word(text: str, size: int, bold: bool) -> tuple[Image.Image, int, float]:  # noqa: FBT001 - the key of a cache
    font = _font(size, bold)
    ascent, descent = font.getmetrics()
    wide = font.getlength(text)
    mask = Image.new("L", (max(1, ceil(wide)), ascent + descent))
    ImageDraw.Draw(mask).text((0, ascent), text, 255, font, anchor="ls")
    return mask.point(_FEWER), ascent, wide


@lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - the key of a cache
    name = "Roboto-Bold.ttf" if bold else "Roboto-Regular.ttf"
    file = BytesIO((_FONTS / name).read_bytes())
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
