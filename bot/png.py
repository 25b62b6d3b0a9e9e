"""PNG with sixteen shades, four bits a dot. Pillow's own writer takes twice as long."""

import struct
import zlib
from collections.abc import Sequence

from PIL import Image

_COMPRESSION = 3  # of zlib's nine: 4 takes a third longer for 8 % less
_PLAIN = 2  # dots before each row: one byte of nought, PNG's name for a row that is as it is


def png(canvas: Image.Image, shades: Sequence[str]) -> bytes:
    """The PNG of a canvas whose greys are the numbers of sixteen shades ("#rrggbb")."""
    width, height = canvas.size
    palette = bytes.fromhex("".join(shade[1:] for shade in shades))
    rows = canvas.crop((-_PLAIN, 0, width, height))
    rows.putpalette(palette)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows.tobytes("raw", "P;4"), _COMPRESSION)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
