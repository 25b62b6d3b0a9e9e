"""A worker is killed or frozen while a private message leaves: it arrives once, as Graph shows it."""

import os
import signal
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bench.chaos import checks
from bench.chaos.hands import until
from cases.ports_delivery import FOUND
from store.tables import notices
from tests.bot.channels.storms import Opened, Storm

PRIVATE = "POST .*/v3/conversations/(?!19:)[^/]+/activities$"
MINUTES = 240  # seconds; what a dead sender had in hand is anybody's


async def killed(storm: Storm, when: str) -> None:
    """A sender dies at its call, and what it had in hand is nobody's any more."""
    teams, workers = storm.here.teams, storm.here.workers
    teams.shut(when, PRIVATE)
    worker = await workers.begin()
    await storm.lives[0].hear()
    await until(teams.holds)
    await workers.kill(worker)
    teams.open()
    storm.here.clock.move(MINUTES)


async def outcomes(storm: Storm) -> list[tuple[str, int]]:
    rows = await storm.held.database.read(
        lambda held: held.execute(select(notices.c.error, notices.c.maybe_twice).order_by(notices.c.id)).all()
    )
    return [(row.error, row.maybe_twice) for row in rows]


async def test_a_message_arrives_once_though_its_sender_is_killed_before_or_after(url: str, opened: Opened):
    async with opened(url) as storm:
        for when in ("before", "after"):
            await killed(storm, when)
            await storm.here.workers.begin()
            await storm.heard()
            await storm.here.workers.end()
        assert await checks.told(storm.lives, storm.here) == ([], 0)
        assert await outcomes(storm) == [("", 0), (FOUND, 0)]


@pytest.mark.parametrize(("fault", "minutes"), [({"status": 503}, 2), ({"status": 403}, 0)])
async def test_where_graph_does_not_say_it_is_sent_again_before_long(
    engine_url: Callable[[str], str], opened: Opened, fault: dict[str, int], minutes: int
):
    async with opened(engine_url("sqlite")) as storm:
        await storm.here.teams.fault(target="graph", match="/chats/", count=99, **fault)
        await killed(storm, "after")
        await storm.here.workers.begin()
        began = storm.here.clock.now()
        await storm.heard()
        assert (storm.here.clock.now() - began).total_seconds() < 60 * minutes + 90
        assert await checks.told(storm.lives, storm.here) == ([], 1)
        assert await outcomes(storm) == [("", 1)]


async def test_who_thaws_when_another_has_found_what_it_sent_leaves_it_there(
    engine_url: Callable[[str], str], opened: Opened
):
    async with opened(engine_url("postgresql")) as storm:
        teams, workers = storm.here.teams, storm.here.workers
        teams.shut("after", PRIVATE)
        frozen = await workers.begin()
        await storm.lives[0].hear()
        await until(teams.holds)
        os.kill(frozen, signal.SIGSTOP)
        teams.open()
        storm.here.clock.move(MINUTES)
        await workers.begin()
        await storm.heard()
        os.kill(frozen, signal.SIGCONT)
        notes = len(storm.here.notes())
        await until(lambda: len(storm.here.notes()) > notes)  # that it is done
        await storm.lives[0].hear()
        await storm.heard()
        assert await checks.told(storm.lives, storm.here) == ([], 0)
        assert [error for error, _ in await outcomes(storm)] == [FOUND, ""]
