"""How a background worker waits: until it is rung for, or for so long at most."""

import asyncio
from contextlib import suppress


class Bell:
    """Rung by those who made work; ringing again before the worker has heard changes nothing."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There may be something to do."""
        self._rung.set()

    async def wait(self, seconds: float) -> bool:
        """True if it was rung within that time; it can be rung anew from then on."""
        # Not asyncio.wait_for: before Python 3.12 it can swallow a cancellation, and stopping would hang.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung
