"""Teams, in a process of its own: the sandbox's connector and Graph. Calls can be held at a gate.

``python -m bench.chaos.outside PORT FOLDER LAG``. While FOLDER/gate is there, calls that fit it wait: a line
"before" or "after", then a regular expression of "METHOD path". A call that waited before it was carried out
is dropped if its caller is gone when the gate opens.
"""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import uvloop
from aiohttp import web

from bench.chaos.clock import SharedClock
from bench.chaos.rates import FASTER
from cases.local import local_day
from cases.ports import Clock
from sandbox.app import add_sandbox
from sandbox.graph.settings import GraphSettings
from sandbox.log import CallLog
from sandbox.rates import Rates
from sandbox.world import build_world

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BOT = "00000000-0000-4000-8000-0000000000b0"
_KEPT = 1_000_000


class Nobody:
    """What the sandbox asks of the product: the chaos looks for itself."""

    bot_id = BOT

    def __init__(self, port: int, clock: Clock) -> None:
        self.messages_url = f"http://127.0.0.1:{port}/api/messages"
        self._clock = clock

    async def truth(self) -> dict[str, Any]:
        """Not here."""
        return {}

    async def settle(self) -> None:
        """Not here."""

    def now(self) -> datetime:
        """The time that all share."""
        return self._clock.now()

    async def advance_to(self, moment: datetime) -> None:
        """The clock is set by its file."""
        del moment


def gates(folder: Path) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """Holds calls while there is a gate."""
    gate, held = folder / "gate", os.open(folder / "held", os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def fits(when: str, request: web.Request) -> bool:
        if not gate.exists():
            return False
        asked, _, pattern = gate.read_text().partition("\n")
        return asked == when and re.search(pattern, f"{request.method} {unquote(request.path)}") is not None

    async def wait(request: web.Request) -> None:
        os.write(held, f"{request.method} {unquote(request.path)}\n".encode())
        while gate.exists():  # noqa: ASYNC110 - another process opens it
            await asyncio.sleep(0.01)

    @web.middleware
    async def gated(request: web.Request, handler: Handler) -> web.StreamResponse:
        if fits("before", request):
            await wait(request)
            if request.transport is None or request.transport.is_closing():
                raise web.HTTPServiceUnavailable
        answer = await handler(request)
        if fits("after", request):
            await wait(request)
        return answer

    return gated


def main() -> None:
    """Serve until ended."""
    port, folder, lag = int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    clock = SharedClock(folder / "clock")
    app = web.Application(middlewares=[gates(folder)])
    world = build_world(local_day(clock.now()))
    listens = int((folder / "product").read_text())
    held = add_sandbox(
        app,
        world,
        Nobody(listens, clock),
        rates=Rates(enabled=False),
        graph=GraphSettings(lag=lag).faster(FASTER),
    )
    held.connector_log = CallLog(_KEPT)
    web.run_app(app, host="127.0.0.1", port=port, print=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
