"""The storm: kills, faults and changes at random, and then calm."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bench.chaos import checks
from bench.chaos.checks import Register
from bench.chaos.hands import Place, place
from bench.chaos.life import Life, lives, register
from bot.work.place import upgrade_all
from bot.work.works import Works
from cases.model import CaseStatus, ChannelForm
from store.casework_files import SqlCasework
from store.database import Database
from store.ledger import SqlLedger
from store.seed import seed

SPEED, LAG = 20.0, 3.0
_AT_ONCE = "/teams/[^/]+/channels"
FAULTS: tuple[dict[str, Any], ...] = (
    {"match": _AT_ONCE, "status": 429, "retryAfter": 1},
    {"match": _AT_ONCE, "status": 503},
    {"match": _AT_ONCE, "kind": "reset"},
    {"match": f"POST .*{_AT_ONCE}", "kind": "lost"},
    {"match": f"DELETE .*{_AT_ONCE}", "kind": "lost"},
    {"match": _AT_ONCE, "kind": "timeout", "seconds": 1.0},
    {"match": f"{_AT_ONCE}/[^/]+$", "status": 404, "count": 3},
    {"match": f"POST .*{_AT_ONCE}/[^/]+/members$", "status": 409},
    {"match": "POST .*/members$", "status": 404},
    {"match": "/(un)?archive$", "kind": "lost"},
    {"match": "/messages", "status": 503},
)


@dataclass(frozen=True)
class Weather:
    """How bad it gets. ``calm`` is how many seconds it may take afterwards until all is as it should be."""

    workers: int
    kills: int
    cases: int
    calm: float = 90.0


@dataclass
class Outcome:
    """What was found."""

    name: str
    wrong: list[str]
    changes: int = 0
    faults: int = 0
    notices: int = 0
    twice: int = 0
    stormed: float = 0.0
    calmed: float = 0.0

    def row(self, weather: Weather) -> str:
        """One line of the table."""
        cells = (
            self.name,
            weather.workers,
            weather.kills,
            weather.cases,
            self.changes,
            self.faults,
            self.notices,
            self.twice,
            f"{self.stormed:.0f} s",
            f"{self.calmed:.0f} s",
            len(self.wrong),
        )
        return f"| {' | '.join(map(str, cells))} |"


async def storm(name: str, url: str, folder: Path, forks: Any, weather: Weather, chance: Random) -> Outcome:  # noqa: ANN401 - a process
    """Let it pass over a new register at that URL, and look what is left."""
    async with (
        place(url, folder, forks, speed=SPEED, lag=LAG, serves=True) as here,
        Database(url) as database,
    ):
        await upgrade_all(database, url)
        borough = register(here.world)
        await seed(database, borough)
        works = Works(url)
        ledger = SqlLedger(database, here.clock, works.enqueue)
        forms = (ChannelForm.PRIVATE, ChannelForm.SHARED, ChannelForm.PRIVATE, ChannelForm.OWN_TEAM)
        many = lives(borough, ledger, here.clock, weather.cases, *forms)
        held = Register(database, works, SqlCasework(database))
        outcome = Outcome(name, [])
        try:
            for _ in range(weather.workers):
                await here.workers.begin()
            began = perf_counter()
            going_on = asyncio.create_task(_go_on(many, outcome, here, chance))
            try:
                for _ in range(weather.kills):
                    await asyncio.sleep(chance.uniform(0.1, 1.5))
                    await here.workers.kill(chance.choice(here.workers.alive))
                    await here.workers.begin()
            finally:
                going_on.cancel()
                await asyncio.gather(going_on, return_exceptions=True)
            outcome.stormed = perf_counter() - began
            await _calm(many, held, here, outcome, weather)
        finally:
            works.close()
        return outcome


async def _go_on(many: Sequence[Life], outcome: Outcome, here: Place, chance: Random) -> None:
    while True:
        await _change(chance.choice(many), chance)
        outcome.changes += 1
        if chance.random() < 0.5:
            fault = {"target": "graph", "count": 1, **chance.choice(FAULTS)}
            await here.teams.fault(**fault)
            outcome.faults += 1
        await asyncio.sleep(chance.uniform(0.05, 0.6))


async def _change(life: Life, chance: Random) -> None:
    if life.case is None:
        await life.open()
        return
    closed = life.case.status is CaseStatus.CLOSED
    number = chance.random()
    if number < 0.25:
        await (life.reopen() if closed else life.close())
        return
    who = chance.choice(life.others)
    await (life.leave(who) if life.works(who) else life.join(who))


async def _calm(
    many: Sequence[Life], held: Register, here: Place, outcome: Outcome, weather: Weather
) -> None:
    await here.teams.fault(clear=True)
    began = perf_counter()
    opened = [life for life in many if life.case is not None]
    while unrest := await checks.unrest(opened, held) or await checks.untold(held):
        if perf_counter() - began > weather.calm:
            outcome.wrong.append(f"it has not come to rest: {unrest}")
            break
        await asyncio.sleep(0.2)
    outcome.calmed = perf_counter() - began
    outcome.wrong += await checks.wrong(opened, held, here)
    found, outcome.twice = await checks.told(opened, here)
    outcome.wrong += found
    outcome.notices = sum(len(life.told) for life in opened)
