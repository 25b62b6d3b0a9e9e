"""Plans again and again what comes next, for work whose key keeps it from being done twice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.ports import Clock, Ledger
from cases.records import Effects, Work

_AT_REST = timedelta(minutes=2)


async def keep_planning(
    plan: Callable[[], Awaitable[None]], every: timedelta, not_planned: Callable[[Exception], None]
) -> None:
    """Plan for ever, with that pause between. Cancel to stop.

    ``not_planned`` says in the log what went wrong: each planner has an event of its own.
    """
    while True:
        try:
            await plan()
        except Exception as wrong:  # noqa: BLE001 - the next time is another chance
            not_planned(wrong)
        await asyncio.sleep(every.total_seconds())


@dataclass(frozen=True, slots=True)
class Planner:
    """Sees to it that what comes next is planned, should the one before not have planned it.

    ``coming`` says what comes next, the same whoever asks; ``every`` is how long to pause between.
    """

    ledger: Ledger
    clock: Clock
    coming: Callable[[datetime], Sequence[Work]]
    every: timedelta
    not_planned: Callable[[Exception], None]

    async def run(self) -> None:
        """Plan for ever. Cancel to stop."""
        await keep_planning(self.plan, self.every, self.not_planned)

    async def plan(self) -> None:
        """Plan the next ones. A process that has just begun is left to come to rest first."""
        works = self.coming(self.clock.now() + _AT_REST)
        await self.ledger.commit(Effects(work=tuple(works)), None)
