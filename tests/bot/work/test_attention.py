"""What needs attention: it is listed, tried again where it stopped, or dropped; and what killed processes."""

from datetime import timedelta

from bot.work.errors import RefusedError
from bot.work.jobs import Job
from bot.work.steps import Steps
from bot.work.works import State
from cases.records import Work
from store.works import died
from tests.bot.work.conftest import QUICK, at_work, one_step, opened
from tests.fakes import FakeClock


class Shaky:
    """Two steps, of which the second is refused until it is mended."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.mended = False

    async def act(self, steps: Steps, which: str) -> None:
        await steps.do("first", lambda: self._step(f"first {which}"))
        await steps.do("second", self._second)

    async def _step(self, what: str) -> str:
        self.done.append(what)
        return what

    async def _second(self) -> None:
        self.done.append("second")
        if not self.mended:
            raise RefusedError


async def test_a_retry_goes_on_where_it_stopped(url: str):
    shaky = Shaky()
    async with at_work(url, Job("shaky", shaky.act)) as shop:
        await shop.give(Work("shaky", "shaky:1", ("a",)))
        await shop.settle()
        assert shaky.done == ["first a", "second"]
        assert not shop.works.retry("shaky:2")
        assert shop.works.retry("shaky:1")
        await shop.settle()
        assert [one.state for one in shop.works.listed(shop.clock.now())] == [State.ATTENTION]
        shaky.mended = True
        assert shop.works.retry("shaky:1")
        await shop.settle()
        assert not shop.works.retry("shaky:1")
        assert shop.works.listed(shop.clock.now()) == []
    assert shaky.done == ["first a", "second", "second", "second"]


async def test_what_is_dropped_is_never_done_and_its_key_is_not_free(url: str):
    shaky = Shaky()
    async with at_work(url, Job("shaky", shaky.act)) as shop:
        await shop.give(Work("shaky", "shaky:1", ("a",)))
        await shop.settle()
        assert shop.works.drop("shaky:1")
        assert not shop.works.drop("shaky:1")
        assert not shop.works.retry("shaky:1")
        await shop.give(Work("shaky", "shaky:1", ("a",)))
        assert not await shop.settle()
        assert shop.works.listed(shop.clock.now()) == []
    assert shaky.done == ["first a", "second"]


async def test_what_waits_or_is_not_due_can_be_dropped_too(url: str):
    async with opened(url) as shop:
        tomorrow = shop.clock.now().replace(year=2031)
        await shop.give(Work("note", "now"), Work("note", "later", not_before=tomorrow))
        assert [(one.key, one.state) for one in shop.works.listed(shop.clock.now())] == [
            ("now", State.WAITING),
            ("later", State.WAITING),
        ]
        assert shop.works.drop("now")
        assert shop.works.drop("later")
        assert not shop.works.drop("never heard of")
        assert shop.works.listed(shop.clock.now()) == []


async def test_work_that_processes_died_over_is_not_begun_again_until_somebody_says_so(url: str):
    begun: list[str] = []

    async def kill(which: str) -> None:
        begun.append(which)

    async with opened(url, one_step("kill", kill)) as shop:
        await shop.give(Work("kill", "kill:1", ("a",)))
        for _ in range(QUICK.most_deaths):
            await shop.database.write(lambda connection: died(connection, ["kill:1"]))
        async with shop.engine.running():
            await shop.settle()
            (listed,) = shop.works.listed(shop.clock.now())
            assert (listed.state, listed.error, listed.deaths) == (State.ATTENTION, "start: ProcessDied", 2)
            assert begun == []
            assert shop.works.retry("kill:1")
            await shop.settle()
    assert begun == ["a"]


async def test_a_job_that_nobody_knows_is_offered_to_others_and_then_needs_attention(
    url: str, clock: FakeClock
):
    async with opened(url, clock=clock) as shop:
        await shop.give(Work("unheard", "unheard:1"))
        async with shop.engine.running():
            await shop.settle()
            assert shop.works.counts()[State.RUNNING] == 1
            for _ in range(QUICK.most_deaths):
                clock.advance(timedelta(minutes=1))
                await shop.settle()
            (listed,) = shop.works.listed(shop.clock.now())
    assert listed.error == "start: UnknownJob"
