"""What may not be seen leaves no trace in anything that one person can get from the running product."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings

from tests.examples import examples
from tests.leaks.eyes import Eyes
from tests.leaks.forged import dice
from tests.leaks.unseen import LEILA, STRANGER, THINGS, involve
from tests.leaks.walker import TraceError, Walker
from tests.leaks.walks import Walk, report, trace_free, two, walks
from tests.leaks.walks import given as given_task
from tests.local_teams import LocalTeams

Json = dict[str, Any]
ELLIE, BROKER = "p-ellie-farrow", "p-yusuf-demir"


@settings(
    max_examples=examples(8),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(walks())
def test_nobody_can_tell_over_http_that_something_they_may_not_see_is_there(walk: Walk):
    try:
        walker = asyncio.run(trace_free(walk))
    except TraceError as trace:
        pytest.fail(report(walk, trace), pytrace=False)
    event(f"{walker.presses // 20 * 20} presses or more, {len(walker.pressed)} verbs")
    assert walker.presses > 10 or walk.viewer == STRANGER


def seen_involvement(world: Json) -> None:
    involve(world, "c-1001", "p-ben-holloway")


def seen_line(world: Json) -> None:
    changes = {"visibility": "sensitive", "disclosure": "existence", "basis": "Consent"}
    involve(world, "c-1001", "p-naomi-castellan", **changes)


def seen_namesake(world: Json) -> None:
    zuri = next(one for one in world["children"] if one["id"] == "c-1004")
    zuri["names"] = [{"given": "Amara", "family": "Okonkwo-Reed"}]
    involve(world, "c-1004", LEILA)


def seen_date(world: Json) -> None:
    row = next(one for one in world["involvements"] if one["id"] == "i-1001-marcus-thorne")
    row["lastContact"] = "2026-09-21"


@pytest.mark.parametrize("change", [seen_involvement, seen_line, seen_namesake, seen_date])
async def test_what_may_be_seen_is_told_apart(change: Callable[[Json], None]):
    with pytest.raises(TraceError):
        await trace_free(Walk(LEILA, "c-1001", (), 0, change))


async def test_a_broker_tells_a_sensitive_involvement_apart():
    with pytest.raises(TraceError):
        await trace_free(Walk(BROKER, "c-1001", THINGS[:1], 0))


async def test_nothing_is_told_apart_where_nothing_differs():
    walker = await trace_free(Walk(LEILA, "c-1001", (), 0))

    assert {"who", "family", "involvement.contact"} <= walker.pressed


async def asked_by_another(teams: LocalTeams) -> None:
    """The lead is told of it."""
    (asked,) = await teams.ask(ELLIE, "Amara Okonkwo-Reed")
    await teams.press(ELLIE, asked, "Keeping a child safe")


async def typing_sign(teams: LocalTeams) -> None:
    chat = next(one["id"] for one in teams.world["conversations"] if one["members"] == [LEILA])
    path = f"{teams.url}/connector/v3/conversations/{quote(chat, safe='')}/activities"
    async with teams.http.post(path, json={"type": "typing"}) as response:
        assert response.status == 202


async def said_in_her_channel(teams: LocalTeams) -> None:
    await teams.say("p-marcus-thorne", teams.case_channel("lumo-tavi"), "@Teamaround help")


@pytest.mark.parametrize("more", [asked_by_another, typing_sign, said_in_her_channel])
async def test_one_thing_more_that_reaches_somebody_is_told_apart(more: Callable[[LocalTeams], Any]):
    async with two(Walk(LEILA, "c-1001", (), 0)) as pair, AsyncExitStack() as stack:
        eyes = [await stack.enter_async_context(Eyes(one, LEILA).open()) for one in pair]
        walker = Walker((eyes[0], eyes[1]), dice(0))
        await walker.end()
        await more(pair[1])
        with pytest.raises(TraceError):
            await walker.end()


@pytest.mark.parametrize("viewer", [LEILA, "p-marcus-thorne", ELLIE, "p-joanna-whitlock"])
async def test_nobody_can_tell_that_somebody_they_may_not_see_has_tasks(viewer: str):
    deeds = next(one for one in THINGS if one.deed)
    walker = await trace_free(Walk(viewer, "c-1001", (deeds,), 7))

    tried = {"task.move", "task", "task.refresh", "task.file", "tasks.settle", "case.close"}
    assert tried <= walker.forgeries
    assert len(walker.hidden) == 3


async def test_a_task_of_somebody_whom_one_may_see_is_told_apart():
    async with two(Walk(LEILA, "c-1001", (), 0)) as pair, AsyncExitStack() as stack:
        eyes = [await stack.enter_async_context(Eyes(one, LEILA).open()) for one in pair]
        walker = Walker((eyes[0], eyes[1]), dice(0))
        assert await given_task(pair[1], "p-marcus-thorne", "task for me: ring the school about C-1001")
        with pytest.raises(TraceError):
            await walker.say(None, "tasks for C-1001")
