"""The product's own workers on the local Teams are killed and frozen while a case's channel is made."""

import asyncio
import os
import signal
from collections.abc import Callable

from bench.chaos import checks
from bench.chaos.hands import until
from bench.chaos.life import Life
from tests.bot.channels.storms import Opened, Storm

CHANNEL = "/teams/[^/]+/channels"
CALLS = {
    "the channel is made": f"POST .*{CHANNEL}$",
    "somebody is put into the team": "POST .*/teams/[^/]+/members$",
    "somebody is let in": f"POST .*{CHANNEL}/[^/]+/members$",
    "the card is posted": "POST .*/v3/conversations/19:[^/]+/activities$",
}


async def test_a_channel_is_made_once_though_workers_die_after_each_step_and_in_each_call(
    url: str, opened: Opened
):
    async with opened(url) as storm:
        first, second = storm.lives
        await first.open()
        assert await die_after_each_step(storm, first) > 7
        await storm.rest(first)
        await storm.here.workers.end()
        await storm.silence()
        await second.open()
        await die_in_each_call(storm)
        await storm.rest(first, second)


async def die_after_each_step(storm: Storm, life: Life) -> int:
    """Each worker dies when its second step is done and not yet kept, and the next goes on; how many died."""
    workers, deaths = storm.here.workers, 0
    while await checks.unrest([life], storm.held):
        worker = await workers.begin(dies=2)
        while _lives(worker) and await checks.unrest([life], storm.held):  # noqa: ASYNC110 - a process
            await asyncio.sleep(0.02)
        if _lives(worker):
            return deaths
        await workers.died(worker)
        await storm.silence()
        deaths += 1
    return deaths


async def die_in_each_call(storm: Storm) -> None:
    """Once before it is carried out, once when it is and nobody has heard so."""
    teams, workers = storm.here.teams, storm.here.workers
    for pattern in CALLS.values():
        for when in ("before", "after"):
            teams.shut(when, pattern)
            await workers.begin()
            await until(teams.holds)
            for worker in workers.alive.copy():
                await workers.kill(worker)
            await storm.silence()
            teams.open()
    await workers.begin()


def _lives(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return True


async def test_of_two_workers_one_goes_on_when_the_other_is_killed(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers = storm.here.teams, storm.here.workers
        await workers.begin()
        await workers.begin()
        for life in storm.lives:
            await life.open()
        for pattern in CALLS.values():
            teams.shut("after", pattern)
            await until(teams.holds)
            await workers.kill(workers.alive[0])
            teams.open()
            await workers.begin()
        await storm.rest(*storm.lives)


async def test_a_worker_that_thaws_when_its_work_was_done_by_another_does_no_harm(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers, life = storm.here.teams, storm.here.workers, storm.lives[0]
        who = life.others[0]
        frozen = await workers.begin()
        await life.open()
        await storm.rest(life)
        teams.shut("after", CALLS["somebody is let in"])
        await life.join(who)
        await until(teams.holds)
        os.kill(frozen, signal.SIGSTOP)
        teams.open()
        await workers.begin()
        await storm.rest(life)
        await life.leave(who)
        await storm.rest(life)
        os.kill(frozen, signal.SIGCONT)
        await workers.kill(workers.alive[1])
        await life.join(who)  # the thawed one has to be well again, and to leave what was in hand alone
        await storm.rest(life)
