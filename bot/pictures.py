"""Pictures, drawn beside the event loop, each once: what is the same to look at is kept and shared.

The key is the picture's own content, which holds no more than a viewer may see; so two who may see the same
share one, and nobody gets what was drawn for somebody else.
"""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b

from bot.paint import paint

KEPT_BYTES = 64 * 1024 * 1024


class PaintedPictures:
    """Draws with bot/paint.py in a thread of its own. Call ``close`` at the end."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._room = kept_bytes
        self._under_way: dict[bytes, asyncio.Future[bytes]] = {}

    async def png(self, svg: str) -> bytes:
        """The picture as PNG. Raises ValueError for what cards/svg.py does not write."""
        key = blake2b(svg.encode(), digest_size=32).digest()
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        if (drawing := self._under_way.get(key)) is None:
            drawing = asyncio.get_running_loop().run_in_executor(self._thread, paint, svg)
            self._under_way[key] = drawing
            drawing.add_done_callback(lambda done: self._drawn(key, done))
        # Shielded: one who gives up does not take the picture from the others.
        return await asyncio.shield(drawing)

    def close(self) -> None:
        """Let what is being drawn end, and draw nothing more."""
        self._thread.shutdown(cancel_futures=True)

    def _drawn(self, key: bytes, done: asyncio.Future[bytes]) -> None:
        self._under_way.pop(key, None)
        if done.cancelled() or done.exception():
            return
        self._kept[key] = done.result()
        self._room -= len(done.result())
        while self._room < 0 and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._room += len(oldest)
