"""The durable engine, run inside the service: takes works from the database and does them.

DBOS knows one engine for each process. It runs the works on the event loop that it was started from, so that
they may use whatever else runs there.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import TypeVar
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, error

from bot.work.errors import WorkUnavailableError
from bot.work.jobs import Jobs
from bot.work.leases import Leases
from bot.work.naps import Naps
from bot.work.place import SCHEMA, OneProcess
from bot.work.runner import Runner
from bot.work.works import APPLICATION, WORKFLOW, State, Works
from cases.ports import Clock
from store.database import Database
from store.works import move_due

log = structlog.get_logger()

T = TypeVar("T")

VERSION = "1"
"""What works are marked with. The same for every version of the code, or work of the one before would lie:
a job that changes its steps asks ``DBOS.patch``, or takes a new name."""

_UPGRADE = "The database is not at this version's tables: run `teamaround db upgrade`."
_SOON = timedelta(seconds=10)  # who waits for everything to be done waits this long for a pause to end


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the engine looks, and when it gives up. In seconds, but for the counts."""

    poll: float = 0.25
    beat: float = 2.0
    silent: float = 15.0
    drain: float = 10.0
    glance: float = 30.0
    at_once: int = 100
    threads: int = 16
    most_deaths: int = 3


class Engine:
    """Does works while its ``running`` is open."""

    def __init__(
        self, works: Works, database: Database, jobs: Jobs, clock: Clock, pace: Pace | None = None
    ) -> None:
        self._works = works
        self._database = database
        self._clock = clock
        self._pace = pace or Pace()
        self._worker = uuid4().hex
        self._leases = Leases(works, self._worker, self._pace.silent)
        self._one = OneProcess(works.engine.url)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="work-keeper")
        self._beaten = 0.0
        self._naps = Naps(clock, self._pace.glance)
        self._runner = Runner(
            jobs,
            database,
            clock,
            self._naps,
            most_deaths=self._pace.most_deaths,
            give_up=lambda key: self._ask(lambda: self._leases.give_up(key)),
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Work until the context ends; gives the task that keeps the lease, which never ends by itself.

        Raises:
            WorkUnavailableError: another process works on this file, or the tables are not there.
        """
        try:
            with self._one:
                await self._launch()
                keeper = asyncio.create_task(self._keep())
                try:
                    yield keeper
                finally:
                    keeper.cancel()
                    with suppress(asyncio.CancelledError):
                        await keeper
                    await self._stop()
        finally:
            self._threads.shutdown()

    def well(self) -> bool:
        """Whether this worker has said lately that it lives; else others take its work."""
        return monotonic() - self._beaten < self._pace.silent

    async def counts(self) -> dict[State, int]:
        """How many works stand how."""
        return await self._ask(self._works.counts)

    async def settle(self) -> bool:
        """Return when nothing is runnable; whether there was anything. Short pauses are waited for."""
        busy = False
        while True:
            busy = bool(await self.take_due()) or busy
            unfinished, pausing = await self.left()
            if unfinished <= pausing:
                return busy
            busy = True
            await asyncio.sleep(0.02)

    async def left(self) -> tuple[int, int]:
        """How many works wait or run anywhere, and how many of them pause here for more than a moment."""
        counts = await self.counts()
        return counts[State.WAITING] + counts[State.RUNNING], self._naps.longer_than(_SOON)

    async def take_due(self) -> int:
        """Take up what has fallen due by the product's clock, and let those that pause look at it."""
        self._naps.clock_moved()
        return await move_due(self._database, self._clock.now(), self._works.enqueue)

    async def _ask(self, question: Callable[[], T]) -> T:
        """Ask the works something in a thread of their own."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, question)

    async def _launch(self) -> None:
        if not await self._ask(self._works.there):
            raise WorkUnavailableError(_UPGRADE)
        library = logging.getLogger("dbos")
        if not library.handlers:  # else it would print by itself, past the rules of bot.logs
            library.addHandler(logging.NullHandler())
        await self._beat()
        await self._ask(lambda: self._works.open_queue(self._pace.at_once, self._pace.poll))
        DBOS(config=self._config())
        DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)(self._entry())
        try:
            DBOS.launch()
        except error.DBOSInitializationError:
            DBOS.destroy(destroy_registry=True)
            raise WorkUnavailableError(_UPGRADE) from None
        await self._ask(self._bury)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=APPLICATION,
            system_database_url=self._works.engine.url.render_as_string(hide_password=False),
            system_database_engine=self._works.engine,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_version=VERSION,
            executor_id=self._worker,
            max_executor_threads=self._pace.threads,
            run_migrations=False,
            notification_listener_polling_interval_sec=0.1,  # stopping waits for one of these
            enable_otlp=False,
            log_level="WARNING",
        )

    def _entry(self) -> Callable[..., object]:
        ours = asyncio.get_running_loop()

        # A function, not a method: the engine would look for an instance to call it on.
        async def work(name: str, *ids: str) -> None:
            if asyncio.get_running_loop() is ours:
                return await self._runner.work(name, *ids)
            # Ours stood still when this was taken up, as between two parts of a test, and the engine took a
            # loop of its own: nobody here could wait for what runs there, nor break it off.
            begun = asyncio.run_coroutine_threadsafe(self._runner.work(name, *ids), ours)
            return await asyncio.wrap_future(begun)

        return work

    async def _beat(self) -> None:
        await self._ask(self._leases.beat)
        self._beaten = monotonic()

    def _bury(self) -> None:
        if count := self._leases.bury():
            log.warning("work.recovered", count=count)

    async def _keep(self) -> None:
        while True:
            try:
                await self._beat()
                await self._ask(self._bury)
                await self.take_due()
            except Exception:  # the next beat is another chance; silence hands our work to others
                log.exception("work.not_kept")
            await asyncio.sleep(self._pace.beat)

    async def _stop(self) -> None:
        await self._runner.stop(self._pace.drain)
        await self._ask(lambda: DBOS.destroy(destroy_registry=True))
        # The engine had put its own pool there, which is gone now.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        if count := await self._ask(self._leases.leave):
            log.info("work.handed_back", count=count)
