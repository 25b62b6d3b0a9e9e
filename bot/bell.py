"""How a background worker waits: until it is rung for, or for so long at most."""

import asyncio
from contextlib import suppress

from cases.ports import Ledger
from cases.records import Effects


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


class RingingLedger:
    """A ledger that rings for those who tell people things, and for those who seal the trail."""

    def __init__(self, ledger: Ledger, *, to_tell: Bell, to_seal: Bell) -> None:
        self._ledger = ledger
        self._to_tell = to_tell
        self._to_seal = to_seal

    async def commit(self, effects: Effects, once: str | None) -> bool:
        """As cases.ports.Ledger says."""
        written = await self._ledger.commit(effects, once)
        if written and effects.notices:
            self._to_tell.ring()
        if written and effects.audit:
            self._to_seal.ring()
        return written

    async def release(self, once: str) -> None:
        """As cases.ports.Ledger says."""
        await self._ledger.release(once)
