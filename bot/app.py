"""The service, wired by hand: one function to read, nothing made at import time."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from signal import SIGINT, SIGTERM
from uuid import uuid4

import aiohttp
import uvloop
from aiohttp import web

from bot.activity import LONGEST
from bot.adapter import TeamsAdapter
from bot.auth import Authenticator, Door
from bot.bank_holidays import is_bank_holiday
from bot.bell import Bell, RingingLedger
from bot.clock import SystemClock
from bot.connector import Connector, open_session
from bot.health import Health
from bot.hosts import ServiceHosts
from bot.keys import KeyRing
from bot.logs import AccessLog
from bot.metrics import Metrics
from bot.notices import NoticeWorker
from bot.outbound import Outbound
from bot.pictures import PaintedPictures
from bot.private import PrivateChats
from bot.roster import ConnectorRoster
from bot.rounds import RoundWorker
from bot.sealing import SealWorker
from bot.settings import Settings, SettingsError, problems
from bot.sweep import Sweeper
from bot.tenant import LateTenant
from bot.tokens import Tokens, entra_tokens
from bot.turns import Turns
from bot.web import Messages, last_resort
from cases.ports import Clock
from dialogs.turn import Desk
from store.approaches import SqlApproaches
from store.contacts import SqlContacts
from store.database import Database
from store.handovers import SqlHandovers
from store.history import SqlHistories
from store.introductions import SqlIntroductions
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.profiles import SqlProfiles
from store.register import SqlRegister
from store.seals import SqlSeals
from store.search import SqlChildSearch
from store.trail import SqlTrail
from store.upkeep import SqlUpkeep

DEFAULT_HOME = "https://smba.trafficmanager.net/teams/"
"""Where to open a chat with somebody no activity has come from yet (Teams' documented global endpoint)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What differs between a real tenant and the sandbox: who may knock, how we call out, what time it is."""

    door: Callable[[aiohttp.ClientSession], Door]
    tokens: Tokens
    hosts: ServiceHosts
    clock: Clock
    home: str = DEFAULT_HOME


def real(settings: Settings) -> Outside:
    """The outside of a real tenant."""
    clock = SystemClock()
    cloud = settings.endpoints

    def door(session: aiohttp.ClientSession) -> Door:
        keys = KeyRing(session, cloud.metadata_url, clock)
        return Authenticator(settings.app_id, settings.tenants, keys, clock, issuer=cloud.issuer)

    return Outside(door, entra_tokens(settings, clock), ServiceHosts(cloud.service_hosts), clock)


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is ready to be put on a port."""

    app: web.Application
    database: Database
    worker: NoticeWorker
    rounds: RoundWorker
    tenant: LateTenant | None


@asynccontextmanager
async def service(settings: Settings, outside: Outside) -> AsyncIterator[Service]:
    """Everything wired, with its background work running until the context ends."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session())
        database = await stack.enter_async_context(Database(settings.database_url))
        stack.push_async_callback(outside.tokens.close)

        connector = Connector(session, outside.tokens, outside.hosts)
        register, clock = SqlRegister(database), outside.clock
        chats = PrivateChats(connector, SqlContacts(database), f"28:{settings.app_id}", outside.home)
        notices = SqlNotices(database)
        to_tell, to_seal = Bell(), Bell()
        roster = ConnectorRoster(connector, clock)
        tenant = LateTenant(settings) if settings.graph == "on" else None
        if tenant is not None:
            stack.push_async_callback(tenant.close)
        pictures = PaintedPictures()
        ledger = SqlLedger(database, clock)
        seals = SqlSeals(database, settings.audit_keys)
        desk = Desk(
            register=register,
            search=SqlChildSearch(database),
            ledger=RingingLedger(ledger, to_tell=to_tell, to_seal=to_seal),
            roster=roster,
            grant_for=timedelta(hours=settings.grant_hours),
            fresh_id=lambda: uuid4().hex,
            trail=SqlTrail(database),
            upkeep=SqlUpkeep(database),
            handovers=SqlHandovers(database),
            histories=SqlHistories(database),
            profiles=SqlProfiles(database),
            introductions=SqlIntroductions(database),
            is_holiday=is_bank_holiday,
            approaches=SqlApproaches(database),
            overrides_a_day=settings.overrides_a_day,
            pictures=pictures if settings.pictures == "on" else None,
        )
        worker = NoticeWorker(notices, desk, chats, clock, to_tell)
        turns = Turns(TeamsAdapter(connector), desk, Outbound(connector, chats), chats, roster, clock)
        rounds = RoundWorker(desk, clock)
        metrics = Metrics()
        workers = [
            await stack.enter_async_context(_running(each.run()))
            for each in (worker, Sweeper(ledger, clock), SealWorker(seals, clock, to_seal), rounds)
        ]
        app = web.Application(client_max_size=LONGEST, middlewares=[last_resort])
        health = Health(database, notices, workers, metrics, seals, desk.upkeep, clock)
        add_routes(app, Messages(outside.door(session), turns, metrics), health)
        yield Service(app, database, worker, rounds, tenant)


@asynccontextmanager
async def _running(work: Coroutine[None, None, None]) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def add_routes(app: web.Application, messages: Messages, health: Health) -> None:
    """All the HTTP there is."""
    app.router.add_post("/api/messages", messages.post)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    app.router.add_get("/metrics", health.metrics)


def serve(settings: Settings) -> None:
    """Serve a real tenant until the process is told to stop.

    Raises:
        SettingsError: authentication is not configured, or a setting cannot be used.
    """
    if wrong := problems(settings):
        raise SettingsError(wrong)
    uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    async with service(settings, real(settings)) as ready:
        await run(ready.app, settings.host, settings.port)


async def run(
    app: web.Application, host: str, port: int, on_listening: Callable[[], None] = lambda: None
) -> None:
    """Put an application on a port until SIGINT or SIGTERM; turns under way are finished first."""
    stop = asyncio.Event()
    for signal in (SIGINT, SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal, stop.set)
    runner = web.AppRunner(app, access_log_class=AccessLog, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        _spare_the_collector()
        on_listening()
        await stop.wait()
    finally:
        await runner.cleanup()


def _spare_the_collector() -> None:
    """Keep what was made at start out of the garbage collector's rounds: each of them holds up every turn.

    Measured with 16 turns at once, the slowest hundredth took 85 ms instead of 225 (bench/README.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
