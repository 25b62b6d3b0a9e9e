"""One piece of work at a time, its outcome shared by everybody who asks for it meanwhile."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Coalesced(Generic[T]):
    """Runs ``work`` in a task of its own, so that a caller who gives up does not take the others down."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._work = work
        self._task: asyncio.Task[T] | None = None

    @property
    def running(self) -> bool:
        """Whether the work is under way."""
        return self._task is not None and not self._task.done()

    def start(self) -> asyncio.Task[T]:
        """The task under way, begun now if there is none. Its failure is never reported as unretrieved."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
            self._task.add_done_callback(_seen)
        return self._task

    async def outcome(self) -> T:
        """What the work returns or raises."""
        return await asyncio.shield(self.start())

    async def stop(self) -> None:
        """End what is under way."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task})


def _seen(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()
