"""The demo: the product and a local Teams on one loopback port, with a made-up borough to work in."""

import os
import sys
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import uvloop
from aiohttp import web

from bot.app import Product, service
from bot.clock import MovableClock, SystemClock
from bot.demo_channels import Channels, channels_of
from bot.demo_outside import APP_ID, HOST, local_outside
from bot.demo_replicas import replicas
from bot.demo_seed import to_register, truth
from bot.logs import configure
from bot.serving import run
from bot.settings import Settings
from bot.work.errors import WorkUnavailableError
from bot.work.place import OneProcess, upgrade_all
from cases.local import local_day
from sandbox.app import add_sandbox
from sandbox.directory import Directory as WorldDirectory
from sandbox.graph.settings import GraphSettings
from sandbox.graph.world import same_id
from sandbox.rates import Rates
from sandbox.world import build_world
from store.database import Database
from store.duplicates import enqueue, find
from store.seed import RegisterSeed, seed
from store.truth import everything
from store.wipe import refuse_others, wipe

DEMO_FILE = Path("var/demo.db")
_ONE_FILE = (
    "A SQLite file is one process's: for REPLICAS set TEAMAROUND_DATABASE_URL to a PostgreSQL database."
)
FEW = 1_000
"""Of so many children the demo finds the duplicates before it starts; `teamaround duplicates` takes any."""


class DemoProduct:
    """What the sandbox may ask of the product beyond HTTP."""

    def __init__(self, port: int, clock: MovableClock, product: Product) -> None:
        self.messages_url = f"http://{HOST}:{port}/api/messages"
        self.bot_id = APP_ID
        self._clock = clock
        self._product = product

    async def truth(self) -> dict[str, Any]:
        """The register as it is now."""
        held = await everything(self._product.database)
        return truth(held, local_day(self.now()))

    async def settle(self) -> None:
        """Return when everything due has been done and delivered."""
        await self._product.rounds.make()
        await self._product.worker.deliver()
        engine = self._product.engine
        while engine and await engine.settle():
            await self._product.worker.deliver()

    def now(self) -> datetime:
        """The product's present moment."""
        return self._clock.now()

    async def advance_to(self, moment: datetime) -> None:
        """Move the clock; return when what fell due is done. The rounds have been made before it moves."""
        await self._product.rounds.make()
        self._clock.advance_to(moment)
        await self.settle()


def demo(settings: Settings) -> None:
    """Run until interrupted, on loopback and nowhere else. Starts with a fresh world unless ``KEEP=1``."""
    configure("warning" if settings.log_level == "info" else settings.log_level)
    with suppress(KeyboardInterrupt):
        uvloop.run(_demo(settings))


async def _demo(settings: Settings) -> None:
    clock = MovableClock(SystemClock())
    world = build_world(local_day(clock.now()), _number("CHILDREN", 0))
    own = settings.model_copy(update={"database_url": _database_url(settings)})
    keep, count = os.environ.get("KEEP") == "1", _number("REPLICAS", 1)
    async with local_teams(own, world, clock, keep=keep, count=count) as app:
        line = f"Teamaround demo: open http://{HOST}:{own.port}/ in a browser. Ctrl-C ends it."
        await run(app, HOST, own.port, on_listening=lambda: _announce(line, f"http://{HOST}:{own.port}/"))


def _number(name: str, least: int) -> int:
    said = os.environ.get(name) or str(least)
    if not (said.isascii() and said.isdecimal() and int(said) >= least):
        raise WorkUnavailableError(f"{name} has to be a whole number from {least}; it is {said!r}.")
    return int(said)


@asynccontextmanager
async def local_teams(
    settings: Settings,
    world: Mapping[str, Any],
    clock: MovableClock,
    *,
    keep: bool = False,
    rates: Rates | None = None,
    durable: bool = True,
    graph: bool = True,
    hurry: int = 1,
    count: int = 1,
) -> AsyncIterator[web.Application]:
    """The product and the sandbox in one application, for port ``settings.port`` of the loopback address.

    The database named in the settings is emptied first, unless ``keep``. Raises store.wipe.NotOursError if
    it holds a register that is not the demo's: here anybody may read it. ``durable`` as for bot.app.workers;
    without ``graph`` the product calls none, and makes no channels. ``hurry`` is how many times as often as
    documented Graph, and the connector by the product, let themselves be called. With a ``count`` above one
    the application is the sandbox alone, and so many replicas run beside it: see bot.demo_replicas.replicas.
    """
    here = settings.model_copy(update={"app_id": APP_ID, **local_graph(settings.port, world)})
    here = here if graph else here.model_copy(update={"graph": "off"})
    if count > 1 and here.database_url.startswith("sqlite"):
        raise WorkUnavailableError(_ONE_FILE)
    await prepare(here.database_url, world, clock.now(), keep=keep)
    permitted = GraphSettings().faster(hurry)
    if count > 1:
        async with replicas(count, here, clock, hurry=hurry) as several:
            app = web.Application()
            add_sandbox(app, world, several, rates=rates, graph=permitted)
            yield app
        return
    outside = local_outside(clock, port=here.port, teams=here.port, hurry=hurry)
    async with service(here, outside, durable=durable) as ready:
        product = DemoProduct(here.port, clock, ready.product)
        add_sandbox(ready.app, world, product, rates=rates, graph=permitted)
        yield ready.app


def local_graph(port: int, world: Mapping[str, Any]) -> dict[str, str]:
    """The sandbox's own Graph, whose home tenant is the one that the world names, or its first person's."""
    owner = next((row for row in world["people"] if row.get("ownsTeams")), world["people"][0])
    return {
        "graph": "on",
        "graph_url": f"http://{HOST}:{port}/graph/v1.0",
        "graph_tenant_id": _home_of(world),
        "graph_owner_id": owner["aadObjectId"],
    }


def _home_of(world: Mapping[str, Any]) -> str:
    home = next((row["id"] for row in world.get("tenants") or () if row.get("home")), None)
    return str(home or world["people"][0]["tenantId"])


def _database_url(settings: Settings) -> str:
    """A database of the demo's own, unless one is named: the default is where a real register would be."""
    if "database_url" in settings.model_fields_set:
        return settings.database_url
    DEMO_FILE.parent.mkdir(exist_ok=True)
    return f"sqlite:///{DEMO_FILE}"


async def prepare(url: str, world: Mapping[str, Any], now: datetime, *, keep: bool) -> None:
    """Bring the database up to date and put the borough into it, unless it is there and to be kept."""
    team = same_id("team", WorldDirectory(world).team()[0])
    channels = channels_of(world, _home_of(world), team, now)
    # Not under the feet of another demo.
    with OneProcess(url):
        await _fill(url, to_register(world), channels, keep=keep)


async def _fill(url: str, register: RegisterSeed, channels: Channels, *, keep: bool) -> None:
    async with Database(url) as database:
        own = frozenset(agency.id for agency in register.agencies)
        await (refuse_others if keep else wipe)(database, own)
        await upgrade_all(database, url)
        if not (await everything(database)).agencies:
            await seed(database, register)
            if len(register.children) <= FEW:
                await _queue_duplicates(database)
            await channels.write(database)


async def _queue_duplicates(database: Database) -> None:
    """What the stewards of the made-up borough find waiting, as ``teamaround duplicates --queue`` has it."""
    found = [one async for one in find(database, lambda _: None)]
    await enqueue(database, found, lambda: uuid4().hex, SystemClock().now())


def _announce(line: str, address: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    # Only where somebody sits before a screen: elsewhere this could start a browser in their terminal.
    screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and sys.stdout.isatty():
        webbrowser.open(address)
