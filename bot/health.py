"""Whether the service is alive, whether it is ready, and its counters."""

import asyncio
from collections.abc import Sequence

from aiohttp import web

from bot.metrics import TEXT, Metrics
from bot.work.engine import Engine
from cases.local import local_day
from cases.ports import Clock
from cases.ports_delivery import Notices
from cases.ports_upkeep import Upkeep
from store.database import Database
from store.migrate import is_current
from store.seals import SqlSeals


class Health:
    """The three questions that a platform asks a service."""

    def __init__(
        self,
        database: Database,
        notices: Notices,
        workers: Sequence[asyncio.Task[None]],
        metrics: Metrics,
        seals: SqlSeals,
        upkeep: Upkeep,
        clock: Clock,
        engine: Engine | None,
    ) -> None:
        self._database = database
        self._notices = notices
        self._workers = workers
        self._metrics = metrics
        self._seals = seals
        self._upkeep = upkeep
        self._clock = clock
        self._engine = engine

    async def alive(self, _: web.Request) -> web.Response:
        """The process answers."""
        return web.json_response({"status": "alive"})

    async def ready(self, _: web.Request) -> web.Response:
        """The database can be read, is at the newest migration, and the workers work; else 503 and why."""
        try:
            current = await is_current(self._database)
        except Exception as error:  # noqa: BLE001 - every way in which a database can fail means "not ready"
            return _not_ready(f"The database cannot be read ({type(error).__name__}).")
        if not current:
            return _not_ready("The database is not at the newest migration: run 'teamaround db upgrade'.")
        if any(worker.done() for worker in self._workers):
            return _not_ready("A background worker has stopped: restart the service.")
        if self._engine and not self._engine.well():
            return _not_ready("The durable work cannot say that it lives: is the database slow, or away?")
        return web.json_response({"status": "ready"})

    async def metrics(self, _: web.Request) -> web.Response:
        """Counters in Prometheus' text format."""
        self._metrics.notices_waiting.set(await self._notices.waiting())
        self._metrics.notices_failed.set(await self._notices.failed())
        self._metrics.audit_unsealed.set(await self._seals.waiting())
        leavers = await self._upkeep.leavers(local_day(self._clock.now()))
        self._metrics.leavers_uncovered.set(len(leavers))
        if self._engine:
            for state, count in (await self._engine.counts()).items():
                self._metrics.work.labels(state.value).set(count)
        return web.Response(body=self._metrics.text(), headers={"Content-Type": TEXT})


def _not_ready(why: str) -> web.Response:
    return web.json_response({"status": "not ready", "error": why}, status=503)
