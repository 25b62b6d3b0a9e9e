"""One of several replicas of the demo's product, in a process of its own: see bot/demo_replicas.py.

``python -m bot.demo_replica TEAMS AHEAD HURRY``: the local Teams' port, how far its clock is ahead
of the machine's, and ``hurry`` as for bot.demo_outside. Settings come from the environment. It prints a line
once it listens, and ends when its standard input does: with whoever started it.
"""

import os
import signal
import sys
import threading
from datetime import datetime, timedelta

import uvloop
from aiohttp import web

from bot.app import Product, service
from bot.clock import MovableClock, ShiftedClock
from bot.demo_outside import HOST, local_outside
from bot.logs import configure
from bot.serving import run
from bot.settings import Settings, load

CLOCK, ROUNDS, STIR = "/replica/clock", "/replica/rounds", "/replica/stir"


class Strings:
    """What the local Teams pulls at: the clock and the background work."""

    def __init__(self, clock: MovableClock, product: Product) -> None:
        self._clock = clock
        self._product = product

    async def clock(self, request: web.Request) -> web.Response:
        """Move the clock to a moment, unless it is there already."""
        moment = datetime.fromisoformat((await request.json())["to"])
        if moment > self._clock.now():
            self._clock.advance_to(moment)
        return web.json_response({})

    async def rounds(self, _: web.Request) -> web.Response:
        """Make the rounds."""
        await self._product.rounds.make()
        return web.json_response({})

    async def stir(self, _: web.Request) -> web.Response:
        """Deliver what is due, and take up works; what there was, and what is left."""
        engine = self._product.engine
        busy = await self._product.worker.deliver()
        due = await engine.take_due() if engine else 0
        unfinished, pausing = await engine.left() if engine else (0, 0)
        return web.json_response({"busy": busy or due > 0, "unfinished": unfinished, "pausing": pausing})


async def _serve(settings: Settings, teams: int, ahead: timedelta, hurry: int) -> None:
    clock = MovableClock(ShiftedClock(ahead))
    outside = local_outside(clock, port=settings.port, teams=teams, hurry=hurry)
    async with service(settings, outside) as ready:
        strings = Strings(clock, ready.product)
        for path, handler in ((CLOCK, strings.clock), (ROUNDS, strings.rounds), (STIR, strings.stir)):
            ready.app.router.add_post(path, handler)
        await run(ready.app, HOST, settings.port, on_listening=_announce)


def _announce() -> None:
    sys.stdout.write("listening\n")
    sys.stdout.flush()


def _end_with_caller() -> None:
    # Not sys.stdin, which would be locked when the interpreter ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Serve until told to stop."""
    teams, ahead, hurry = int(sys.argv[1]), timedelta(seconds=float(sys.argv[2])), int(sys.argv[3])
    settings = load()
    configure("warning" if settings.log_level == "info" else settings.log_level)
    threading.Thread(target=_end_with_caller, daemon=True).start()
    uvloop.run(_serve(settings, teams, ahead, hurry))


if __name__ == "__main__":
    main()
