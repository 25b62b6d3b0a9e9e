"""Steps: tried again as told, waiting by the product's clock, kept without anybody's words."""

import threading
from datetime import timedelta

from bot.clock import SystemClock
from bot.work.engine import VERSION
from bot.work.errors import AgainError, RefusedError
from bot.work.jobs import Job
from bot.work.steps import Retry, Steps
from bot.work.works import State
from cases.records import Work
from tests.bot.work.conftest import at_work, one_step
from tests.fakes import FakeClock

NAME = "Mary-Ann O'Hara"


async def test_a_step_that_was_done_is_not_done_again_when_a_later_one_fails(url: str):
    done: list[str] = []

    async def first() -> str:
        done.append("first")
        return "channel-1"

    async def second(channel: str) -> None:
        done.append(f"second in {channel}")
        if len(done) < 4:
            raise AgainError

    async def chain(steps: Steps) -> None:
        channel = await steps.do("first", first)
        await steps.do("second", lambda: second(channel))

    async with at_work(url, Job("chain", chain, Retry(first=0.01)), clock=SystemClock()) as shop:
        await shop.give(Work("chain", "chain:1"))
        await shop.settle()
    assert done == ["first", *["second in channel-1"] * 3]


async def test_a_retry_after_is_waited_for_by_the_products_clock(url: str, clock: FakeClock):
    tried: list[str] = []

    async def call() -> None:
        tried.append(clock.now().isoformat())
        if len(tried) == 1:
            raise AgainError(after=3600)

    async with at_work(url, one_step("call", call), clock=clock) as shop:
        await shop.give(Work("call", "call:1"))
        assert await shop.settle()
        assert len(tried) == 1
        clock.advance(timedelta(seconds=3580))
        await shop.settle()
        assert len(tried) == 1
        clock.advance(timedelta(seconds=20))
        await shop.settle()
    assert len(tried) == 2


def test_pauses_double_up_to_the_longest():
    retry = Retry(first=1, longest=10)
    assert [retry.pause(attempt) for attempt in (1, 2, 3, 4, 5, 50)] == [1, 2, 4, 8, 10, 10]
    assert sum(Retry().pause(attempt) for attempt in range(1, Retry().attempts)) > 3600


async def test_what_fails_for_good_needs_attention_and_says_only_what_kind_of_error(url: str):
    async def refuse() -> None:
        raise RefusedError(NAME)

    async def crash(_: Steps) -> None:
        raise ValueError(NAME)

    async def wear_out() -> None:
        raise OSError(NAME)

    jobs = (one_step("refuse", refuse), Job("crash", crash), one_step("wear", wear_out, Retry(1)))
    async with at_work(url, *jobs) as shop:
        await shop.give(*(Work(job.name, f"{job.name}:1") for job in jobs))
        await shop.settle()
        assert {one.key: (one.state, one.error) for one in shop.works.listed(shop.clock.now())} == {
            "refuse:1": (State.ATTENTION, "refuse: RefusedError"),
            "crash:1": (State.ATTENTION, "between steps: ValueError"),
            "wear:1": (State.ATTENTION, "wear: OSError"),
        }
        assert NAME not in await shop.dump()


async def test_what_is_kept_is_json_and_marked_with_a_version_that_no_code_changes(url: str):
    async def note(which: str) -> None:
        assert which == "one"

    async with at_work(url, one_step("note", note)) as shop:
        await shop.give(Work("note", "note:1", ("one",)))
        await shop.settle()
        dump = await shop.dump()
        assert '["note","one"]' in dump
        assert f"'{VERSION}'" in dump
        assert "gAS" not in dump, "a pickle in base 64"


async def test_many_works_at_once_take_few_threads(url: str):
    most = 0

    async def count() -> None:
        nonlocal most
        names = [thread.name for thread in threading.enumerate()]
        most = max(most, sum(name.startswith("dbos-executor") for name in names))

    async with at_work(url, one_step("count", count)) as shop:
        await shop.give(*(Work("count", f"count:{number}") for number in range(150)))
        await shop.settle()
        assert shop.works.counts() == dict.fromkeys(State, 0)
    assert 0 < most <= 16
