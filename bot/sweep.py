"""Forgets what has served its time, once a night: the first job of the durable engine."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import structlog

from bot.planning import keep_planning
from bot.work.jobs import Job
from bot.work.steps import Steps
from bot.work.works import Works
from cases.local import local_day
from cases.ports import Clock, Ledger
from cases.ports_delivery import Notices
from cases.records import Effects, Work
from store.ledger import SqlLedger

log = structlog.get_logger()

KEPT = timedelta(days=7)
"""How long an answered activity is remembered. Teams delivers again within minutes, not days."""

WORK_KEPT = timedelta(days=30)
"""How long work that is done is remembered; so long the same key is the same work."""

NOTICES_KEPT = timedelta(days=30)
"""How long a notice that was sent is known to `teamaround deliveries`."""

Nightly = Callable[[datetime], Work]
"""What is to be done in the night after a moment."""

_AT = time(3, tzinfo=UTC)
_EVERY = timedelta(hours=1)


def sweep_job(ledger: SqlLedger, works: Works, clock: Clock, notices: Notices) -> Job:
    """Forgets activities answered, work done and notices sent long ago, so that their tables stay small."""

    async def activities() -> int:
        return await ledger.forget(clock.now() - KEPT)

    async def work() -> int:
        return await asyncio.to_thread(works.forget, clock.now() - WORK_KEPT)

    async def sent() -> int:
        return await notices.forget(clock.now() - NOTICES_KEPT)

    async def sweep(steps: Steps) -> None:
        count = await steps.do("activities", activities) + await steps.do("work", work)
        count += await steps.do("notices", sent)
        log.info("sweep.done", count=count)

    return Job("sweep", sweep)


class SweepPlanner:
    """Sees to it that there is a sweep for the coming night. Each night has one, however many plan it.

    ``others`` are what is to be done each night besides.
    """

    def __init__(self, ledger: Ledger, clock: Clock, *others: Nightly) -> None:
        self._ledger = ledger
        self._clock = clock
        self._others = others

    async def run(self) -> None:
        """Plan for ever, once an hour. Cancel to stop."""
        await keep_planning(self.plan, _EVERY, _not_planned)

    async def plan(self) -> None:
        """Plan the next night's."""
        now = self._clock.now()
        night = local_day(now) + timedelta(days=1)
        work = Work("sweep", f"sweep:{night}", not_before=datetime.combine(night, _AT))
        works = (work, *(plan(now) for plan in self._others))
        await self._ledger.commit(Effects(work=works), None)


def _not_planned(wrong: Exception) -> None:
    log.error("sweep.not_planned", exc_info=wrong)
