"""Runs a command's work so that Ctrl-C ends it without a word."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """As ``asyncio.run``; but what breaks in a library because the work was cancelled is told nobody."""
    return asyncio.run(_quiet_once_cancelled(work))


async def _quiet_once_cancelled(work: Coroutine[Any, Any, T]) -> T:
    whole = asyncio.current_task()

    def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # A connection that is given up leaves a failure behind for which nobody waits any more.
        if whole is None or not whole.cancelling():
            loop.default_exception_handler(context)

    asyncio.get_running_loop().set_exception_handler(tell)
    return await work
