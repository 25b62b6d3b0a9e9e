"""Workers that die, freeze and come back: nothing is lost, and what has a key is there once."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot.work.works import State
from cases.records import Work
from tests.bot.work.conftest import Workshop, opened
from tests.bot.work.zygote import AT_ONCE, STEPS

KILLS = 10  # on each database
EACH = 12  # works given before each of them


@dataclass
class Workers:
    """Processes that work, of which any may be killed."""

    zygote: subprocess.Popen[bytes]
    folder: Path
    url: str = ""
    releases: int = 0
    alive: list[int] = field(default_factory=list)

    async def begin(self) -> int:
        """One more worker, of the other release than the one before, once it is at work."""
        asked = {"url": self.url, "folder": str(self.folder), "release": self.releases}
        self.releases += 1
        self.zygote.stdin.write(json.dumps(asked).encode() + b"\n")
        self.zygote.stdin.flush()
        async with asyncio.timeout(30):
            worker = json.loads(await asyncio.to_thread(self.zygote.stdout.readline))["ready"]
        self.alive.append(worker)
        return worker

    async def kill(self, worker: int) -> None:
        """As a machine that loses its power."""
        os.kill(worker, signal.SIGKILL)
        self.alive.remove(worker)
        async with asyncio.timeout(10):
            while is_there(worker):  # noqa: ASYNC110 - the kernel does it
                await asyncio.sleep(0.005)

    def said(self) -> list[tuple[int, str, str]]:
        """All that workers did, in order: who, what, to which key."""
        lines = (self.folder / "log").read_text().splitlines() if (self.folder / "log").exists() else []
        return [(int(who), what, key) for who, what, key in map(str.split, lines)]

    def begun(self, worker: int | None = None) -> int:
        """How many steps were begun, by one worker or by all."""
        return sum(what == "begins" and worker in (who, None) for who, what, _ in self.said())

    def effects(self) -> set[str]:
        return {path.name for path in (self.folder / "effects").iterdir()}


def is_there(worker: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(worker, 0)
        return True
    return False


@pytest.fixture(scope="module")
def zygote() -> Iterator[subprocess.Popen[bytes]]:
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.bot.work.zygote"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=path) as started:  # noqa: S603
        assert json.loads(started.stdout.readline()) == {"up": started.pid}
        yield started


@pytest.fixture
async def workers(tmp_path: Path, zygote: subprocess.Popen[bytes]) -> AsyncIterator[Workers]:
    folder = tmp_path / "outside"
    (folder / "effects").mkdir(parents=True)
    made = Workers(zygote, folder)
    yield made
    for worker in made.alive.copy():
        os.kill(worker, signal.SIGCONT)
        await made.kill(worker)


async def until(there: Callable[[], object], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(there):  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.02)


def all_done(shop: Workshop) -> bool:
    return shop.works.counts() == dict.fromkeys(State, 0)


async def test_no_work_is_lost_and_no_effect_doubled_when_workers_are_killed_at_random(
    url: str, database_kind: str, workers: Workers
):
    chance = Random(20261122)  # noqa: S311 - where to kill
    workers.url = url
    async with opened(url) as shop:
        for _ in range(1 if database_kind == "sqlite" else 2):
            await workers.begin()
        gate = workers.folder / "gate"
        gate.touch()  # the first is killed in the middle of a step, the others wherever they are
        for kill in range(KILLS):
            given = range(kill * EACH, (kill + 1) * EACH)
            await shop.give(*(Work("chain", f"chain:{number}", (str(number),)) for number in given))
            victim = chance.choice(workers.alive)
            before = workers.begun(victim)
            await until(lambda victim=victim, before=before: workers.begun(victim) > before)
            await asyncio.sleep(chance.uniform(0.0, 0.05))
            await workers.kill(victim)
            gate.unlink(missing_ok=True)
            await workers.begin()
        await until(lambda: all_done(shop))
    assert workers.effects() == {f"{number}.{step}" for number in range(KILLS * EACH) for step in STEPS}
    done = Counter(key for _, what, key in workers.said() if what == "done")
    broken_off = workers.begun() - sum(done.values())
    assert broken_off
    assert sum(done.values()) - len(done) <= KILLS * AT_ONCE, "only the step under way may be done again"


async def test_what_a_frozen_worker_had_is_done_by_another_and_not_gone_on_with_when_it_thaws(
    engine_url: Callable[[str], str], workers: Workers
):
    workers.url = engine_url("postgresql")
    gate = workers.folder / "gate"
    gate.touch()
    async with opened(workers.url) as shop:
        frozen = await workers.begin()
        await shop.give(Work("chain", "chain:1", ("1",)))
        await until(lambda: (frozen, "begins", "1.create") in workers.said())
        os.kill(frozen, signal.SIGSTOP)
        gate.unlink()
        other = await workers.begin()
        await until(lambda: all_done(shop))
        assert {key for who, what, key in workers.said() if (who, what) == (other, "done")} == {
            f"1.{step}" for step in STEPS
        }
        os.kill(frozen, signal.SIGCONT)
        await until(lambda: (frozen, "done", "1.create") in workers.said())
        # It works on, once it has seen that the work is not its own any more.
        await workers.kill(other)
        await shop.give(Work("chain", "chain:2", ("2",)))
        await until(lambda: (frozen, "done", "2.post") in workers.said())
        await until(lambda: all_done(shop))
    assert {key for who, _, key in workers.said() if who == frozen} == {
        "1.create",
        *(f"2.{step}" for step in STEPS),
    }


async def test_a_worker_that_is_killed_is_counted_against_what_it_had_under_way(url: str, workers: Workers):
    workers.url = url
    (workers.folder / "gate").touch()
    async with opened(url) as shop:
        killed = await workers.begin()
        await shop.give(Work("chain", "chain:1", ("1",)))
        await until(lambda: (killed, "begins", "1.create") in workers.said())
        await workers.kill(killed)
        other = await workers.begin()
        await until(lambda: (other, "begins", "1.create") in workers.said())
        (listed,) = shop.works.listed(shop.clock.now())
        assert (listed.state, listed.deaths) == (State.RUNNING, 1)
