"""What a command says, and what it keeps to itself, once it is broken off."""

import asyncio
import gc

import pytest

from bot.interruptible import run


async def leave_a_failure(*, broken_off: bool) -> None:
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(ConnectionError("closed in the middle"))
    if broken_off:
        task = asyncio.current_task()
        assert task
        task.cancel()
    del failed
    gc.collect()
    await asyncio.sleep(0)


def test_what_breaks_because_it_was_broken_off_is_told_nobody(caplog: pytest.LogCaptureFixture):
    with pytest.raises(asyncio.CancelledError):
        run(leave_a_failure(broken_off=True))

    assert caplog.records == []


def test_what_breaks_by_itself_is_told(caplog: pytest.LogCaptureFixture):
    run(leave_a_failure(broken_off=False))

    assert [one.name for one in caplog.records] == ["asyncio"]


def test_what_the_work_gives_is_given_back():
    async def work() -> int:
        return 7

    assert run(work()) == 7
