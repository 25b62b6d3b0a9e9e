"""Durable steps: what a step gave is kept, so that after a crash the work goes on behind it.

A step is run at least once: it has to be idempotent, by a key or by looking first. What it gives is kept as
JSON in the database, so it is an id, a number or nothing; no name and nobody's words.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import structlog
from dbos import DBOS

from bot.work.errors import AgainError, RefusedError, WorkFailedError
from bot.work.naps import Naps
from cases.ports import Clock

log = structlog.get_logger()

T = TypeVar("T", bound=str | int | float | bool | list[Any] | dict[str, Any] | None)


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a step is tried, and how long is waited between: twice as long each time. In seconds.

    Unless told otherwise that is more than an hour altogether, so that an hour's outage needs nobody.
    """

    attempts: int = 22
    first: float = 1.0
    longest: float = 300.0

    def pause(self, attempt: int) -> float:
        """How long to wait after that many attempts."""
        return float(min(self.longest, self.first * 2.0 ** min(attempt - 1, 30)))


class Steps:
    """The steps of one piece of work. They have to come in the same order whenever it is run again."""

    def __init__(self, key: str, retry: Retry, clock: Clock, naps: Naps) -> None:
        self.key = key
        self._retry = retry
        self._clock = clock
        self._naps = naps

    async def do(self, name: str, act: Callable[[], Awaitable[T]], retry: Retry | None = None) -> T:
        """Do it until it succeeds, and give what it gave; or what it gave before a crash.

        Raises:
            WorkFailedError: it did not succeed within its attempts, or said that it never will.
        """
        for attempt in count(1):
            came = await DBOS.run_step_async(
                {"name": name}, self._attempt, act, attempt, retry or self._retry
            )
            if "failed" not in came:
                return came["gave"]  # type: ignore[no-any-return]  # what T allows is what JSON keeps
            if came["again"] is None:
                raise WorkFailedError(name, came["failed"])
            await self._naps.until(datetime.fromisoformat(came["again"]))
        raise AssertionError

    async def until(self, moment: datetime) -> None:
        """Wait between two steps until that moment, which a step gave: after a crash it has mostly passed."""
        await self._naps.until(moment)

    async def _attempt(self, act: Callable[[], Awaitable[T]], attempt: int, retry: Retry) -> dict[str, Any]:
        # Kept as a value, never raised: the engine keeps an exception with its message, and messages quote.
        try:
            return {"gave": await act()}
        except Exception as wrong:  # noqa: BLE001 - whatever it is, it counts as an attempt
            final = attempt >= retry.attempts or isinstance(wrong, RefusedError)
            pause = max(retry.pause(attempt), wrong.after if isinstance(wrong, AgainError) else 0.0)
            again = None if final else (self._clock.now() + timedelta(seconds=pause)).isoformat()
            if not final:
                log.warning("work.postponed", attempt=attempt, error=wrong)
            return {"failed": type(wrong).__name__, "again": again}
