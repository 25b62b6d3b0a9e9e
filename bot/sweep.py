"""Forgets what has served its time."""

import asyncio
from datetime import timedelta

import structlog

from cases.ports import Clock
from store.ledger import SqlLedger

log = structlog.get_logger()

KEPT = timedelta(days=7)
"""How long an answered activity is remembered. Teams delivers again within minutes, not days."""

_EVERY = 3600.0  # seconds


class Sweeper:
    """Forgets the ids of activities answered long ago, so that their table stays small."""

    def __init__(self, ledger: SqlLedger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def run(self) -> None:
        """Sweep for ever, once an hour. Cancel to stop."""
        while True:
            try:
                await self.sweep()
            except Exception:  # the next hour is another chance
                log.exception("sweep.failed")
            await asyncio.sleep(_EVERY)

    async def sweep(self) -> None:
        """Sweep once."""
        count = await self._ledger.forget(self._clock.now() - KEPT)
        if count:
            log.info("sweep.done", count=count)
