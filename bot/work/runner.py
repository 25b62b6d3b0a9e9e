"""Does one piece of work: finds its job, and lets nothing of an error but its class into the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from time import monotonic

import structlog
from dbos import DBOS

from bot.work.errors import WorkFailedError
from bot.work.jobs import Jobs
from bot.work.naps import Naps
from bot.work.steps import Steps
from cases.ports import Clock
from store.database import Database
from store.works import deaths

log = structlog.get_logger()

_UNKNOWN = timedelta(minutes=1)
_GLANCE = 0.05  # seconds


class Runner:
    """Does works with these jobs. A work that ``most_deaths`` processes died over is not begun again."""

    def __init__(
        self,
        jobs: Jobs,
        database: Database,
        clock: Clock,
        naps: Naps,
        *,
        most_deaths: int,
        give_up: Callable[[str], Awaitable[None]],
    ) -> None:
        self._jobs = jobs
        self._database = database
        self._clock = clock
        self._naps = naps
        self._most_deaths = most_deaths
        self._give_up = give_up
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def work(self, name: str, *ids: str) -> None:
        """Do it, as the workflow that the engine is in."""
        task = asyncio.current_task()
        if self._stopping or task is None:
            raise asyncio.CancelledError
        self._under_way.add(task)
        try:
            await self._do(str(DBOS.workflow_id), name, *ids)
        except WorkFailedError as given_up:
            log.error("work.needs_attention", error=given_up)  # noqa: TRY400 - where it was raised says nothing
            raise
        finally:
            self._under_way.discard(task)

    async def stop(self, drain: float) -> None:
        """Begin nothing more; wait so many seconds for what is under way, then break it off.

        What only waits for its time is broken off at once.
        """
        self._stopping = True
        end = monotonic() + drain
        while self._under_way and monotonic() < end:
            for task in self._under_way & self._naps.sleepers():
                task.cancel()
            await asyncio.wait(self._under_way, timeout=_GLANCE)
        for task in self._under_way:
            task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def _do(self, key: str, name: str, *ids: str) -> None:
        job = self._jobs.get(name)
        if await self._database.look_up(lambda connection: deaths(connection, key)) >= self._most_deaths:
            raise WorkFailedError("start", "ProcessDied" if job else "UnknownJob")
        if job is None:
            # While versions change, another process may know it.
            await self._naps.until(self._clock.now() + _UNKNOWN)
            await self._give_up(key)
            raise asyncio.CancelledError
        try:
            await job.act(Steps(key, job.retry, self._clock, self._naps), *ids)
        except WorkFailedError:
            raise
        except Exception as wrong:  # noqa: BLE001 - the engine would keep its message
            raise WorkFailedError("between steps", type(wrong).__name__) from None
