"""One answer per activity, however often and however fast it is delivered."""

import asyncio

import pytest

from bot.once import Once


async def test_calls_at_the_same_time_share_one_run():
    runs, gate = [], asyncio.Event()

    async def action() -> int:
        runs.append(1)
        await gate.wait()
        return len(runs)

    once: Once[int] = Once(kept=10)
    calls = [asyncio.create_task(once.run("a", action)) for _ in range(5)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*calls) == [1] * 5


async def test_a_later_call_gets_the_first_answer():
    answers = iter((1, 2))

    async def action() -> int:
        return next(answers)

    once: Once[int] = Once(kept=10)
    assert await once.run("a", action) == 1
    assert await once.run("a", action) == 1
    assert await once.run("b", action) == 2


async def test_a_call_that_failed_may_be_tried_again():
    answers = iter((ValueError("no"), 2))

    async def action() -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    once: Once[int] = Once(kept=10)
    with pytest.raises(ValueError, match="no"):
        await once.run("a", action)
    assert await once.run("a", action) == 2


async def test_a_caller_that_goes_away_does_not_stop_the_others():
    gate = asyncio.Event()

    async def action() -> str:
        await gate.wait()
        return "done"

    once: Once[str] = Once(kept=10)
    first, second = (asyncio.create_task(once.run("a", action)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    gate.set()
    assert await second == "done"


async def test_a_caller_that_goes_away_does_not_make_it_run_again():
    runs, gate = [], asyncio.Event()

    async def action() -> int:
        runs.append(1)
        await gate.wait()
        return len(runs)

    once: Once[int] = Once(kept=10)
    first = asyncio.create_task(once.run("a", action))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    gate.set()
    assert await once.run("a", action) == 1


async def test_no_more_than_so_many_answers_are_kept():
    runs = []

    async def action() -> int:
        runs.append(1)
        return len(runs)

    once: Once[int] = Once(kept=2)
    for key in ("a", "b", "c"):
        await once.run(key, action)
    assert await once.run("a", action) == 4
