"""Plans again and again what comes next, for work whose key keeps it from being done twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta


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
