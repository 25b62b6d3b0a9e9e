"""Workers of the product to be killed: ready in no time, forked from a process that has imported everything.

Reads one JSON object a line: where to work. Answers with the worker's process id once it works.
"""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from aiohttp import web

import bot.app
import bot.decent
import bot.notices
import dialogs.tell
from bench.chaos.clock import SharedClock
from bench.chaos.rates import FASTER
from bot.app import service, workers
from bot.auth import OpenDoor
from bot.hosts import ServiceHosts
from bot.logs import configure
from bot.outside import Outside
from bot.settings import Settings
from bot.tenant import hurried
from bot.tokens import NoToken
from bot.work.engine import Pace
from cards.card import Card, finish, heading
from cases.ports_delivery import Ended
from cases.records import Notice
from dialogs.turn import Desk
from graph.warm import warm
from store.notices import SqlNotices

PACE = Pace(poll=0.05, beat=0.2, drain=0.1, glance=0.05, most_deaths=1000)
CHAOS = "chaos"
"""A kind of notice that says which it is, so that it can be seen whether each arrived once."""

Asked = Mapping[str, Any]


async def tell_chaos(notice: Notice, desk: Desk, now: datetime) -> Card:
    """The number of the notice, and nothing else."""
    del desk, now
    return finish([heading(f"chaos {notice.subject}")], "News")


async def work(asked: Asked) -> None:
    """Work until killed."""
    folder, port = Path(asked["folder"]), asked["port"]
    clock = SharedClock(folder / "clock")
    settings = Settings(_env_file=None, **asked["settings"])
    outside = Outside(
        door=lambda _: OpenDoor(),
        tokens=NoToken(),
        hosts=ServiceHosts((), loopback=True),
        clock=clock,
        home=f"http://127.0.0.1:{port}/connector/",
        tenant=hurried(FASTER),
        pace=replace(PACE, silent=asked["silent"]),
    )
    _noted(folder)
    async with AsyncExitStack() as stack:
        if asked["serves"]:
            ready = await stack.enter_async_context(service(settings, outside))
            product = ready.product
            runner = web.AppRunner(ready.app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", settings.port, reuse_port=True).start()
        else:
            product, _ = await stack.enter_async_context(workers(settings, outside))
        if asked.get("dies"):
            _mortal(product.engine._runner._jobs["tend"].act.__self__, asked["dies"])  # type: ignore[union-attr,attr-defined]  # noqa: SLF001
        say({"ready": os.getpid()})
        await _note_modules(folder / "modules")


async def _note_modules(kept: Path) -> None:
    """Note for ever what has been imported, a little after it was."""
    noted = 0
    while True:
        names = list(sys.modules)
        if len(names) > noted:
            noted, new = len(names), kept.with_suffix(f".{os.getpid()}")
            new.write_text("\n".join(names))
            new.rename(kept)
        await asyncio.sleep(0.1)


def _learn(kept: Path) -> None:
    """Import what workers had to: whoever is forked from now on has it."""
    for name in kept.read_text().splitlines() if kept.exists() else ():
        if name not in sys.modules:
            with suppress(ImportError):
                import_module(name)


def _noted(folder: Path) -> None:
    """Note which notices this process has in hand, from the first one on."""
    notes = os.open(folder / "notices", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    bot.app.SqlNotices = partial(Noted, notes=notes)  # type: ignore[misc,assignment]


def _mortal(tending: Any, steps: int) -> None:  # noqa: ANN401 - only one of its functions is put in a shell
    step, done = tending.step, Counter[str]()

    async def last(case: str, work: str, memory: Any) -> Any:  # noqa: ANN401
        came = await step(case, work, memory)
        done[work] += 1
        if done[work] == steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return came

    tending.step = last


class Noted(SqlNotices):
    """The outbox; what is taken from it and what is done is written down."""

    def __init__(self, database: Any, notes: int) -> None:  # noqa: ANN401 - as SqlNotices
        super().__init__(database)
        self._notes = notes

    async def take(self, now: datetime, until: datetime, by: str, most: int) -> Any:  # noqa: ANN401
        """See ``Notices``."""
        taken = await super().take(now, until, by, most)
        for one in taken:
            os.write(self._notes, f"{os.getpid()} takes {one.id} {one.notice.subject}\n".encode())
        return taken

    async def done(self, notice_id: int, by: str = "", ended: Ended | None = None) -> bool:
        """See ``Notices``."""
        done = await super().done(notice_id, by, ended)
        os.write(self._notes, f"{os.getpid()} done {notice_id} {done}\n".encode())
        return done


def say(what: dict[str, Any]) -> None:
    """One line to whoever asked."""
    os.write(1, json.dumps(what).encode() + b"\n")


def main() -> None:
    """Fork a worker for each line that is read."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    configure(os.environ.get("CHAOS_LOG", "error"), "json")
    warm()
    bot.notices._LOOK_AGAIN = 0.3  # noqa: SLF001 - nobody here rings for what another process has left
    dialogs.tell.TELLERS = {**dialogs.tell.TELLERS, CHAOS: tell_chaos}
    bot.decent.URGENT = {**bot.decent.URGENT, CHAOS: ""}  # at whatever hour the bench runs
    say({"up": os.getpid()})
    for line in sys.stdin:
        asked = json.loads(line)
        _learn(Path(asked["folder"]) / "modules")
        if not os.fork():
            sys.stdin.close()
            try:
                asyncio.run(work(asked))
            finally:
                say({"ready": None})
                os._exit(1)


if __name__ == "__main__":
    main()
