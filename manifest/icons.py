"""The two icons of the app, drawn: a circle of dots around one dot."""

import struct
import zlib
from functools import cache
from math import cos, hypot, pi, sin
from typing import NamedTuple

COLOUR_SIZE, OUTLINE_SIZE = 192, 32
Colour = tuple[int, int, int]
TEAL: Colour = (0x1B, 0x4D, 0x5C)
AMBER: Colour = (0xFF, 0xC8, 0x57)
WHITE: Colour = (0xFF, 0xFF, 0xFF)
_AROUND = 7


class Dot(NamedTuple):
    """A filled circle; all lengths in parts of the icon's side."""

    x: float
    y: float
    radius: float
    colour: Colour


@cache
def colour_icon() -> bytes:
    """The full-colour icon, 192 x 192, as PNG. The dots keep to the middle 120 pixels, as Teams asks for."""
    return _png(COLOUR_SIZE, _circle(AMBER, ring=0.235, one=0.105, others=0.062), ground=TEAL)


@cache
def outline_icon() -> bytes:
    """The outline icon, 32 x 32, as PNG: white on nothing, as Teams asks for."""
    return _png(OUTLINE_SIZE, _circle(WHITE, ring=0.375, one=0.16, others=0.095), ground=None)


def accent() -> str:
    """The accent colour as "#RRGGBB"."""
    return "#{:02X}{:02X}{:02X}".format(*TEAL)


def _circle(middle: Colour, *, ring: float, one: float, others: float) -> list[Dot]:
    turns = (2 * pi * step / _AROUND - pi / 2 for step in range(_AROUND))
    around = [Dot(0.5 + ring * cos(turn), 0.5 + ring * sin(turn), others, WHITE) for turn in turns]
    return [Dot(0.5, 0.5, one, middle), *around]


def _png(side: int, dots: list[Dot], ground: Colour | None) -> bytes:
    rows = b"".join(
        b"\0" + b"".join(_pixel(x, y, side, dots, ground) for x in range(side)) for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)  # 8 bits a channel, RGBA, not interlaced
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _pixel(x: int, y: int, side: int, dots: list[Dot], ground: Colour | None) -> bytes:
    """Red, green, blue, alpha of one pixel. A dot's edge fades over one pixel; dots do not overlap."""
    for dot in dots:
        distance = hypot(x + 0.5 - dot.x * side, y + 0.5 - dot.y * side)
        cover = min(1.0, max(0.0, dot.radius * side - distance + 0.5))
        if cover and ground is None:
            return bytes((*dot.colour, round(255 * cover)))
        if cover and ground is not None:
            pairs = zip(dot.colour, ground, strict=True)
            return bytes((*(round(cover * top + (1 - cover) * under) for top, under in pairs), 255))
    return bytes((*(ground or WHITE), 255 if ground else 0))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
