"""Pictures, each painted once: what is the same to look at is kept and shared.

The key is the picture's own content, which holds no more than a viewer may see; so two who may see the same
share one, and nobody gets what was drawn for somebody else.
"""

from collections import OrderedDict
from hashlib import blake2b

import msgspec

from bot.paint import paint
from cards.shapes import Sketch

KEPT_BYTES = 64 * 1024 * 1024


class PaintedPictures:
    """Paints with bot/paint.py, between one turn and the next: a thread would hold Python up as long."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._room = kept_bytes

    async def png(self, sketch: Sketch) -> bytes:
        """The picture as PNG."""
        key = blake2b(msgspec.json.encode(sketch), digest_size=32).digest()
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        painted = self._kept[key] = paint(sketch)
        self._room -= len(painted)
        while self._room < 0 and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._room += len(oldest)
        return painted
