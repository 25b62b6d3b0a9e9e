"""Two boroughs side by side, and a person who looks for what makes them differ."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from bot.clock import SystemClock
from tests.leaks.eyes import Eyes
from tests.leaks.forged import dice
from tests.leaks.texts import INVOKES, TEXTS
from tests.leaks.unseen import BLIND, FOCUS, LEILA, SILAS, THINGS, VERA, Thing, furnish
from tests.leaks.walker import TraceError, Walker
from tests.local_teams import LocalTeams, started

Json = dict[str, Any]
Change = Callable[[Json], None]
SAID = 9


class StillClock(SystemClock):
    """Stands still unless it is moved, so that no time is a difference."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Walk:
    """Who looks for traces of what, around which child; ``seed`` decides what they say and press."""

    viewer: str
    child: str
    things: tuple[Thing, ...]
    seed: int
    change: Change | None = None


def blind_to(thing: Thing, viewer: str, child: str) -> bool:
    return viewer not in thing.seen_by and child in thing.only


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    viewer, child = draw(st.sampled_from(BLIND)), draw(st.sampled_from(FOCUS))
    unseen = tuple(one for one in THINGS if blind_to(one, viewer, child))
    some = st.lists(st.sampled_from(unseen), min_size=1, max_size=3, unique=True).map(tuple)
    return Walk(viewer, child, draw(st.one_of(st.just(unseen), some)), draw(st.integers(0, 2**32)))


@asynccontextmanager
async def two(walk: Walk) -> AsyncIterator[tuple[LocalTeams, LocalTeams]]:
    """The borough, and the borough with the unseen in it."""

    def changed(world: Json) -> None:
        furnish(world)
        for thing in walk.things:
            thing.add(world, walk.child)
        if walk.change:
            walk.change(world)

    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            made = [
                await stack.enter_async_context(
                    # Two products, and one durable engine to a process: none of what is walked needs it.
                    started(
                        f"sqlite:///{Path(folder, name)}",
                        change=change,
                        base_clock=StillClock(),
                        durable=False,
                    )
                )
                for name, change in (("before", furnish), ("after", changed))
            ]
            yield made[0], made[1]


def child_of(world: Json, child: str) -> Json:
    return next(one for one in world["children"] if one["id"] == child)


def said_of(walk: Walk, world: Json) -> list[str]:
    """How the child, and what is unseen, may be called."""
    child = child_of(world, walk.child)
    name = "{given} {family}".format(**child["names"][0])
    cases = [one["reference"] for one in world["cases"] if walk.child in one["children"]]
    hidden = [one for thing in walk.things for one in thing.brings if one[0] in "Cq"]
    known = [name, name, child["reference"], f"{name} born {child['born']}", child["names"][0]["given"]]
    return [*known, *known, child["nhsNumber"], *cases, "this child", "Perdita Vale", *hidden]


def ids_of(walk: Walk, world: Json) -> tuple[str, ...]:
    """Ids that a forger would try: of the child and its family, of the unseen, and of what is not there."""
    child = child_of(world, walk.child)
    kin = [one["other"] for one in world["relationships"] if one["child"] == walk.child]
    involved = [one["id"] for one in world["involvements"] if one["child"] == walk.child]
    brought = [one for thing in walk.things for one in thing.brings]
    people = [walk.viewer, LEILA, SILAS, VERA, "p-nobody", f"i-{walk.child}-{SILAS}", "i-unsigned", "i-over"]
    return (walk.child, child["reference"], *kin, *involved, *brought, *people, "c-0")


async def trace_free(walk: Walk) -> Walker:
    """Goes the walk. Raises TraceError where the person could tell the two apart."""
    random = dice(walk.seed)
    async with two(walk) as (before, after), AsyncExitStack() as stack:
        for thing in walk.things:
            if thing.deed:
                await _deeds(after, child_of(after.world, walk.child)["reference"])
        for teams in (before, after):
            await teams.post("/sandbox/settle", {})
        eyes = [await stack.enter_async_context(Eyes(one, walk.viewer).open()) for one in (before, after)]
        walker = Walker((eyes[0], eyes[1]), random)
        await _go(walker, walk, random, before.world)
    return walker


async def _go(walker: Walker, walk: Walk, random: Random, world: Json) -> None:
    calls, ids = said_of(walk, world), ids_of(walk, world)
    rooms = [one["id"] for one in walker.eyes[0].mine.values() if one["type"] != "personal"]
    fellows = [one for one in BLIND if all(blind_to(thing, one, walk.child) for thing in walk.things)]
    await walker.look(("at first",))
    await walker.pages()
    await walker.say(None, f"Who is working with {calls[0]}?")
    for number in range(SAID):
        text = random.choice(TEXTS).format(random.choice(calls))
        room = random.choice([None, *rooms])
        speaker = random.choice([walk.viewer, walk.viewer, random.choice(fellows)])
        if speaker == walk.viewer:
            await walker.say(room, text)
        else:
            here = room if room and speaker in walker.eyes[0].mine[room]["members"] else None
            await walker.hear(speaker, here, text)
        for _ in range(6):
            await walker.forged(ids)
        name, value = random.choice(INVOKES)
        dataset, called = walker.dataset, random.choice([*calls, "Si", ""])
        filled = json.dumps(value).replace("{dataset}", dataset).replace('"{}"', json.dumps(called))
        await walker.invoke(name, json.loads(filled))
        if number % 4 == 3:
            await walker.both(
                ("days pass",), lambda eyes: eyes.teams.post("/sandbox/clock", {"advance": 86400 * 9})
            )
    await walker.end()


async def _deeds(teams: LocalTeams, reference: str) -> None:
    """Somebody whom nobody may see works, and looks."""
    for text in ("Who is working with {}?", "I saw {} yesterday", "I'm still working with {}",
                 "I'm now the mentor for {}", "the family of {}", "Who has looked at {}?"):  # fmt: skip
        await teams.ask(VERA, text.format(reference))


def report(walk: Walk, trace: TraceError) -> str:
    """The trace, and which of the things leaves it alone: the smallest example."""
    alone = []
    for thing in walk.things:
        try:
            asyncio.run(trace_free(replace(walk, things=(thing,))))
        except TraceError as one:
            alone.append(f"{thing.what} of {walk.child}:\n{one}")
    return "\n\n".join([f"{walk}", str(trace), *alone])
