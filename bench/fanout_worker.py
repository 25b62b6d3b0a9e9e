"""Workers of the product that only deliver: forked from a process that has imported everything, to be killed.

Reads one JSON object a line: where to work. Answers with the worker's process id. With the argument "graph"
workers have what it takes to call Graph from their beginning.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import datetime, timedelta
from typing import Any

import bot.decent
import dialogs.tell
from bot.app import workers
from bot.auth import OpenDoor
from bot.clock import MovableClock, SystemClock
from bot.hosts import ServiceHosts
from bot.logs import configure
from bot.outside import Outside
from bot.settings import Settings
from bot.tokens import NoToken
from cards.card import Card, finish, heading
from cases.records import Notice
from dialogs.turn import Desk
from graph.warm import warm

KIND = "fanout"


async def tell_fanout(notice: Notice, desk: Desk, now: datetime) -> Card:
    """Which notice it is, and nothing else."""
    del desk, now
    return finish([heading(f"fanout {notice.subject}")], "News")


async def work(asked: dict[str, Any]) -> None:
    """Deliver until killed."""
    settings = Settings(_env_file=None, **asked["settings"])
    clock = MovableClock(SystemClock())
    if asked["ahead"]:
        clock.advance_to(clock.now() + timedelta(seconds=asked["ahead"]))
    outside = Outside(
        door=lambda _: OpenDoor(),
        tokens=NoToken(),
        hosts=ServiceHosts((), loopback=True),
        clock=clock,
        home=f"http://127.0.0.1:{asked['port']}/connector/",
    )
    async with workers(settings, outside, durable=False):
        await asyncio.Event().wait()


def main() -> None:
    """Fork a worker for each line that is read."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    configure("critical", "json")
    dialogs.tell.TELLERS = {**dialogs.tell.TELLERS, KIND: tell_fanout}
    if "graph" in sys.argv:
        warm()
    bot.decent.URGENT = {**bot.decent.URGENT, KIND: ""}  # at whatever hour the bench runs
    print(json.dumps({"up": os.getpid()}), flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.stdin.close()
            asyncio.run(work(json.loads(line)))
            os._exit(0)
        print(json.dumps({"worker": child}), flush=True)


if __name__ == "__main__":
    main()
