"""Workers to be killed: ready in no time, forked from a process that has imported everything.

Reads one JSON object a line: where to work. Answers with the worker's process id, and when it is ready.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.logs import configure
from bot.work.engine import Engine, Pace
from bot.work.jobs import Job, by_name
from bot.work.steps import Steps
from bot.work.works import Works
from store.database import Database

AT_ONCE = 6
PACE = Pace(poll=0.02, beat=0.2, silent=1.0, drain=0.1, at_once=AT_ONCE, most_deaths=1000)
STEPS = ("create", "add", "post")


class Outside:
    """Something like Graph: each effect has a key, and is there once however often it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = os.open(folder / "log", os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    async def effect(self, key: str) -> str:
        self._say("begins", key)
        while (self._folder / "gate").exists():  # noqa: ASYNC110 - another process opens it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.005)
        (self._folder / "effects" / key).touch()
        self._say("done", key)
        await asyncio.sleep(0.005)
        return key

    def _say(self, what: str, key: str) -> None:
        os.write(self._log, f"{os.getpid()} {what} {key}\n".encode())


def chain(outside: Outside) -> Job:
    async def act(steps: Steps, which: str) -> None:
        for step in STEPS:
            await steps.do(step, lambda step=step: outside.effect(f"{which}.{step}"))

    return Job("chain", act)


def chain_of_another_release(outside: Outside) -> Job:
    """The same work by other code."""

    async def one(steps: Steps, step: str, which: str) -> str:
        return await steps.do(step, lambda: outside.effect(f"{which}.{step}"))

    async def act(steps: Steps, which: str) -> None:
        assert [await one(steps, step, which) for step in STEPS]

    return Job("chain", act)


async def work(url: str, folder: Path, release: int) -> None:
    job = (chain, chain_of_another_release)[release % 2](Outside(folder))
    async with Database(url) as database:
        works = Works(url)
        async with Engine(works, database, by_name(job), SystemClock(), PACE).running():
            say({"ready": os.getpid()})
            await asyncio.Event().wait()


def say(what: dict[str, Any]) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def main(work: Callable[[str, Path, int], Coroutine[Any, Any, None]] = work) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    configure("error", "json")
    say({"up": os.getpid()})
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            sys.stdin.close()
            asyncio.run(work(asked["url"], Path(asked["folder"]), asked["release"]))
            os._exit(0)


if __name__ == "__main__":
    main()
