"""Two boroughs side by side, and a person who looks for what makes them differ."""

import asyncio
import json
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from bot.clock import SystemClock
from cases.task import Step
from tests.databases import Blank
from tests.leaks.eyes import Eyes
from tests.leaks.forged import dice
from tests.leaks.texts import INVOKES, TEXTS
from tests.leaks.unseen import BLIND, FOCUS, LEILA, SILAS, THINGS, VERA, Thing, furnish
from tests.leaks.walker import TraceError, Walker
from tests.local_teams import LocalTeams, card_of, started
from tests.local_teams import walk as parts

Json = dict[str, Any]
Change = Callable[[Json], None]
SAID = 9
_IN = os.environ.get("PYTEST_DEBUG_TEMPROOT")
_blank = Blank()


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

    with tempfile.TemporaryDirectory(dir=_IN) as folder:
        for name in ("before", "after"):
            await _blank.lay(Path(folder, name))
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
        reference, hidden = child_of(after.world, walk.child)["reference"], list[str]()
        for teams in (before, after):
            await given(teams, LEILA, f"task for me: ring the school by tomorrow about {reference}")
        for thing in walk.things:
            if thing.deed:
                hidden += await _deeds(after, reference)
        for teams in (before, after):
            await teams.post("/sandbox/settle", {})
        eyes = [await stack.enter_async_context(Eyes(one, walk.viewer).open()) for one in (before, after)]
        walker = Walker((eyes[0], eyes[1]), random)
        walker.hidden = tuple(hidden)
        await _go(walker, walk, random, before.world)
    return walker


async def _go(walker: Walker, walk: Walk, random: Random, world: Json) -> None:
    calls, ids = said_of(walk, world), (*ids_of(walk, world), *walker.hidden)
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
    for verb, data in tasks_forged(walker.hidden or ("none",), random):
        await walker.press_forged(verb, data)
    await walker.end()


def tasks_forged(ids: Sequence[str], random: Random) -> Iterator[tuple[str, Json]]:
    """Every button of a task, for a task that somebody has whom nobody may see."""
    for step in map(str, Step):
        task = {"task": random.choice(ids), "version": 1, "words": "Why", "to": LEILA, "due": "2027-02-01"}
        yield "task.move", {**task, "step": step, "item": 0, "until": "2026-11-25"}
    yield from ((verb, {"task": random.choice(ids)}) for verb in ("task", "task.refresh", "task.file"))
    yield from ((verb, {}) for verb in ("tasks.mine", "tasks.team", "calendar.link"))
    settle = {"case_id": "case-lumo-tavi", "choices": {f"{one}/1": "cancel" for one in ids}}
    yield "tasks.settle", settle
    yield "tasks.open", {"case_id": "case-lumo-tavi"}
    yield "tasks.case", {"case_id": "case-lumo-tavi"}
    yield "case.close", {**settle, "why": "needs_met", "on": "2026-11-20", "sent": True}


async def given(teams: LocalTeams, who: str, text: str) -> list[str]:
    """Somebody gives a task as they said it; its id. None where the child has no open case."""
    (form,) = await teams.ask(who, text)
    card = card_of(form)
    if not any(one.get("title") == "Give this task" for one in parts(card)):
        return []
    inputs = {one["id"]: one.get("value", "") for one in parts(card) if "label" in one}
    await teams.press(who, form, "Give this task", **inputs)
    (listed,) = await teams.ask(who, "my tasks")
    return sorted(set(re.findall(r'"task": "([0-9a-f]{32})"', json.dumps(listed))))


async def _deeds(teams: LocalTeams, reference: str) -> list[str]:
    """Somebody whom nobody may see works, and looks; the ids of their tasks."""
    hidden: list[str] = []
    for what in ("ring the clinic by tomorrow", "write up what was said", "see the family by Friday"):
        hidden = await given(teams, VERA, f"task for me: {what} about {reference}")
    for one in hidden[:1]:
        (listed,) = await teams.ask(VERA, "my tasks")
        chat, data = listed["conversation"]["id"], {"task": one, "version": 1, "step": str(Step.FINISH)}
        pressed = {"as": VERA, "activityId": listed["id"], "verb": "task.move", "data": data}
        await teams.post(f"/sandbox/conversations/{quote(chat, safe='')}/actions", pressed)
    for text in ("Who is working with {}?", "I saw {} yesterday", "I'm still working with {}",
                 "I'm now the mentor for {}", "the family of {}", "Who has looked at {}?"):  # fmt: skip
        await teams.ask(VERA, text.format(reference))
    return hidden


def report(walk: Walk, trace: TraceError) -> str:
    """The trace, and which of the things leaves it alone: the smallest example."""
    alone = []
    for thing in walk.things:
        try:
            asyncio.run(trace_free(replace(walk, things=(thing,))))
        except TraceError as one:
            alone.append(f"{thing.what} of {walk.child}:\n{one}")
    return "\n\n".join([f"{walk}", str(trace), *alone])
