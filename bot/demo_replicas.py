"""Several replicas of the demo's product on one PostgreSQL, each a process of its own, behind one Teams."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from itertools import cycle
from typing import Any

import aiohttp

from bot.clock import MovableClock, SystemClock
from bot.demo_outside import APP_ID, HOST
from bot.demo_replica import CLOCK, ROUNDS, STIR
from bot.demo_seed import truth
from bot.settings import PREFIX, Settings
from cases.local import local_day
from store.database import Database
from store.truth import everything

_START, _END, _WORK = 60.0, 30.0, 600.0  # seconds
_TOLD = ("database_url", "app_id", "graph", "graph_url", "graph_tenant_id", "graph_owner_id")


class Replicas:
    """What the sandbox may ask of them. Activities go to each in turn; what falls due, to all at once."""

    bot_id = APP_ID

    def __init__(
        self,
        ports: Sequence[int],
        clock: MovableClock,
        database: Database,
        session: aiohttp.ClientSession,
    ) -> None:
        self._addresses = [f"http://{HOST}:{port}" for port in ports]
        self._turn = cycle(self._addresses)
        self._clock = clock
        self._database = database
        self._session = session

    @property
    def messages_url(self) -> str:
        """Where the next activity goes."""
        return f"{next(self._turn)}/api/messages"

    async def truth(self) -> dict[str, Any]:
        """The register as it is now."""
        return truth(await everything(self._database), local_day(self.now()))

    async def settle(self) -> None:
        """Return when everything due has been done and delivered, by whichever of them."""
        await self._all(ROUNDS)
        while True:
            said = await self._all(STIR)
            pausing = sum(one["pausing"] for one in said)
            if not any(one["busy"] or one["unfinished"] > pausing for one in said):
                return
            await asyncio.sleep(0.02)

    def now(self) -> datetime:
        """Their present moment."""
        return self._clock.now()

    async def advance_to(self, moment: datetime) -> None:
        """Move all clocks; return when what fell due is done."""
        self._clock.advance_to(moment)
        await self._all(CLOCK, to=moment.isoformat())
        await self.settle()

    async def _all(self, path: str, **body: str) -> list[dict[str, Any]]:
        """Ask all at once."""
        return await asyncio.gather(*(self._ask(f"{address}{path}", body) for address in self._addresses))

    async def _ask(self, url: str, body: Mapping[str, str]) -> dict[str, Any]:
        async with self._session.post(url, json=body) as answer:
            answer.raise_for_status()
            said: dict[str, Any] = await answer.json()
            return said


@asynccontextmanager
async def replicas(
    count: int, settings: Settings, clock: MovableClock, *, hurry: int = 1
) -> AsyncIterator[Replicas]:
    """So many, running until the context ends, for a local Teams on port ``settings.port``.

    Their clocks run with the machine's; ``clock`` has to do so as well.
    """
    ahead = clock.now() - SystemClock().now()
    async with AsyncExitStack() as stack:
        ports = _free_ports(count)
        starts = (_start(settings, port, count, (ahead.total_seconds(), hurry)) for port in ports)
        processes = await asyncio.gather(*starts)
        for process in processes:
            stack.push_async_callback(_end, process)
        async with asyncio.timeout(_START):
            await asyncio.gather(*map(_listening, processes))
        database = await stack.enter_async_context(Database(settings.database_url))
        patience = aiohttp.ClientTimeout(total=_WORK)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=patience))
        yield Replicas(ports, clock, database, session)


async def _start(settings: Settings, port: int, count: int, told: tuple[float, int]) -> Process:
    own = {name: str(getattr(settings, name)) for name in _TOLD}
    # Each takes its share of what Teams and Graph take of a tenant.
    own |= {"port": str(port), "send_share": str(1 / count), "graph_share": str(1 / count)}
    environment = {f"{PREFIX}{name.upper()}": value for name, value in own.items()}
    words = (str(settings.port), *map(str, told))
    command = (sys.executable, "-m", "bot.demo_replica", *words)
    return await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, env={**os.environ, **environment}
    )


async def _listening(process: Process) -> None:
    """Return when it listens. Raises RuntimeError if it has ended instead."""
    if process.stdout is None or not await process.stdout.readline():
        raise RuntimeError("A replica did not start; it said why above.")


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_END):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens on."""
    probes = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports
