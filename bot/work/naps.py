"""Waiting by the product's clock, which demonstrations and tests move forward."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from cases.ports import Clock


class Naps:
    """Works that wait until a moment; whoever moves the clock wakes them.

    They look at it every ``glance`` seconds by themselves: a machine's clock may be set as well.
    """

    def __init__(self, clock: Clock, glance: float = 30.0) -> None:
        self._clock = clock
        self._glance = glance
        self._moved = asyncio.Event()
        self._asleep: dict[object, tuple[datetime, asyncio.Task[None] | None]] = {}

    async def until(self, moment: datetime) -> None:
        """Return when the clock shows that moment."""
        token = object()
        self._asleep[token] = (moment, asyncio.current_task())
        try:
            while (left := (moment - self._clock.now()).total_seconds()) > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(left, self._glance)):
                        await self._moved.wait()
        finally:
            del self._asleep[token]

    def clock_moved(self) -> None:
        """Let everybody look at the clock again."""
        self._moved.set()
        self._moved = asyncio.Event()

    def longer_than(self, span: timedelta) -> int:
        """How many will still be waiting after such a time."""
        end = self._clock.now() + span
        return sum(1 for moment, _ in self._asleep.values() if moment > end)

    def sleepers(self) -> set[asyncio.Task[None]]:
        """Those who wait just now: nothing is lost by waking them for good."""
        return {task for _, task in self._asleep.values() if task is not None}
