"""Planners plan on, whatever happens, and say so in the log."""

import asyncio
from datetime import timedelta

import pytest

from bot.planning import keep_planning


async def test_what_goes_wrong_is_said_and_it_is_planned_again():
    told: list[str] = []
    wrongs = [OSError("away"), ValueError("odd")]
    planned = asyncio.Event()

    async def plan() -> None:
        if wrongs:
            raise wrongs.pop(0)
        planned.set()

    task = asyncio.create_task(keep_planning(plan, timedelta(0), lambda wrong: told.append(str(wrong))))
    await planned.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told == ["away", "odd"]
