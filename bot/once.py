"""An activity delivered twice acts once: deliveries of the same activity share one answer.

This covers what one process sees; across processes and restarts the database does (cases.ports.Ledger).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Runs an action once per key and hands its result to every caller with that key, for a while."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._results: OrderedDict[str, asyncio.Future[T]] = OrderedDict()

    async def run(self, key: str, action: Callable[[], Awaitable[T]]) -> T:
        """The result of the first call with this key. A call that failed may be tried again."""
        running = self._results.get(key)
        if running is not None:
            return await asyncio.shield(running)
        future: asyncio.Future[T] = asyncio.ensure_future(action())
        self._results[key] = future
        future.add_done_callback(lambda ended: self._drop_if_failed(key, ended))
        self._forget()
        return await asyncio.shield(future)

    def _drop_if_failed(self, key: str, ended: asyncio.Future[T]) -> None:
        if ended.cancelled() or ended.exception() is not None:
            self._results.pop(key, None)

    def _forget(self) -> None:
        while len(self._results) > self._kept:
            oldest, future = next(iter(self._results.items()))
            if not future.done():
                return
            del self._results[oldest]
