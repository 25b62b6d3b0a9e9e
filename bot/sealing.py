"""Seals the audit trail in the background: soon after it has grown, and now and then in any case."""

import asyncio

import structlog

from bot.bell import Bell
from cases.ports import Clock
from store.seals import MOST, SqlSeals

log = structlog.get_logger()

_GATHER = 1.0  # seconds; each seal is a commit of its own, so the entries of a moment share one
_BREATH = 0.01  # seconds; after a full seal the turns go first
_LOOK_AGAIN = 15.0  # seconds; another replica may have ended before it had sealed what it wrote


class SealWorker:
    """Makes seals until nothing is left to seal. A crash loses none: the next one begins where they end."""

    def __init__(self, seals: SqlSeals, clock: Clock, bell: Bell) -> None:
        self._seals = seals
        self._clock = clock
        self._bell = bell

    async def run(self) -> None:
        """Seal for ever. Cancel to stop."""
        while True:
            try:
                await self.seal()
            except Exception:  # a trail that is not sealed is worse than one sealed late
                log.exception("audit.not_sealed")
            if await self._bell.wait(_LOOK_AGAIN):
                await asyncio.sleep(_GATHER)

    async def seal(self) -> None:
        """Seal all that there is now, unless another sealer is at it."""
        while made := await self._seals.seal(self._clock.now()):
            log.info("audit.sealed", count=made.entries, seal=made.number, head=made.head)
            if made.size < MOST:
                break
            await asyncio.sleep(_BREATH)
