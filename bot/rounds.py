"""Does what falls due by itself: looks every minute whether anything has."""

import asyncio

import structlog

from cases.ports import Clock
from dialogs.rounds import ROUNDS
from dialogs.turn import Desk

log = structlog.get_logger()

_EVERY = 60.0  # seconds


class RoundWorker:
    """Makes the rounds of dialogs/rounds.py, each of which two replicas may make at once."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Make the rounds for ever. Cancel to stop."""
        while True:
            await self.make()
            await asyncio.sleep(_EVERY)

    async def make(self) -> None:
        """Do all that is due now. A round that fails keeps no other from being made."""
        async with self._turn:
            for make in ROUNDS:
                try:
                    await make(self._desk, self._clock.now())
                except Exception:  # the next minute is another chance
                    log.exception("round.failed")
