"""The service, wired by hand: nothing is made at import time."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.activity import LONGEST
from bot.adapter import TeamsAdapter
from bot.background import Background, Base, background
from bot.bell import Bell, RingingLedger
from bot.calendar import CALENDAR, CalendarFeed
from bot.channels.page import about
from bot.channels.watch_wiring import Lookout
from bot.channels.wiring import ABOUT
from bot.connector import open_session
from bot.decent import decent_hours
from bot.desks import desk_of
from bot.entries_plan import entries_planner
from bot.faces import KeptFaces
from bot.graph_notices import GraphNotices
from bot.health import Health
from bot.leavers_plan import leavers_planner
from bot.metrics import Metrics
from bot.notices import NoticeWorker
from bot.outbound import Outbound
from bot.outside import Outside
from bot.pictures import PaintedPictures
from bot.planning import Planner
from bot.rounds import RoundWorker
from bot.sealing import SealWorker
from bot.settings import Settings
from bot.settings_graph import LIFECYCLE, NOTIFICATIONS
from bot.sweep import SweepPlanner
from bot.tenant import LateTenant
from bot.turns import Turns
from bot.ways import ways_out
from bot.web import Messages, last_resort
from bot.work.engine import Engine
from bot.work.jobs import by_name
from bot.work.works import Works
from cases.ports import Clock
from dialogs.turn import Desk
from store.contacts import SqlContacts
from store.database import Database
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.seals import SqlSeals


@dataclass(frozen=True, slots=True)
class Product:
    """Everything wired, and nothing running yet."""

    database: Database
    turns: Turns
    session: aiohttp.ClientSession
    seals: SqlSeals
    notices: SqlNotices
    desk: Desk
    clock: Clock
    worker: NoticeWorker
    rounds: RoundWorker
    sealer: SealWorker
    planner: SweepPlanner
    leavers: Planner | None
    entries: Planner | None
    engine: Engine | None
    tenant: LateTenant | None
    lookout: Lookout | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is ready to be put on a port."""

    app: web.Application
    product: Product


@asynccontextmanager
async def service(settings: Settings, outside: Outside, *, durable: bool = True) -> AsyncIterator[Service]:
    """The web and the background work, which runs until the context ends. ``durable`` as for ``workers``."""
    async with workers(settings, outside, durable=durable) as (product, tasks):
        app = web.Application(client_max_size=LONGEST, middlewares=[last_resort])
        metrics = Metrics()
        health = Health(
            product.database,
            product.notices,
            tasks,
            metrics,
            product.seals,
            product.desk.upkeep,
            product.clock,
            product.engine,
        )
        graph = _graph_notices(product, metrics)
        calendar = CalendarFeed(product.desk, product.clock, settings.app_id)
        messages = Messages(outside.door(product.session), product.turns, metrics)
        add_routes(app, messages, health, graph, calendar)
        yield Service(app, product)


@asynccontextmanager
async def workers(
    settings: Settings, outside: Outside, *, durable: bool = True
) -> AsyncIterator[tuple[Product, Sequence[asyncio.Task[None]]]]:
    """The background work, running until the context ends; and what tells whether it still does.

    There is one durable engine to a process: tests that run two products do without. Their work lies.
    """
    async with AsyncExitStack() as stack:
        product = await stack.enter_async_context(_product(settings, outside, durable=durable))
        tasks = [] if product.engine is None else [await stack.enter_async_context(product.engine.running())]
        loops = [product.worker.run, product.planner.run, product.sealer.run, product.rounds.run]
        if product.leavers is not None:
            loops.append(product.leavers.run)
        if product.entries is not None:
            loops.append(product.entries.run)
        if product.lookout is not None:
            loops.append(product.lookout.planner.run)
        tasks += [await stack.enter_async_context(_running(run())) for run in loops]
        yield product, tasks


@asynccontextmanager
async def _product(settings: Settings, outside: Outside, *, durable: bool) -> AsyncIterator[Product]:
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session())
        database = await stack.enter_async_context(Database(settings.database_url))
        stack.push_async_callback(outside.tokens.close)
        works = stack.enter_context(closing(Works(settings.database_url))) if durable else None

        ways = ways_out(settings, outside, session, SqlContacts(database))
        stack.push_async_callback(ways.sends.close)
        clock, notices = outside.clock, SqlNotices(database)
        to_tell, to_seal = Bell(), Bell()
        tenant = outside.tenant(settings) if settings.graph == "on" else None
        if tenant is not None:
            stack.push_async_callback(tenant.close)
        faces = KeptFaces(settings.graph_tenant, tenant.directory, clock) if tenant else None
        if faces is not None:
            stack.push_async_callback(faces.close)
        ledger = SqlLedger(database, clock, works.enqueue if works else None)
        seals = SqlSeals(database, settings.audit_keys)
        desk = desk_of(
            settings,
            database,
            ledger=RingingLedger(ledger, to_tell=to_tell, to_seal=to_seal),
            roster=ways.roster,
            pictures=PaintedPictures() if settings.pictures == "on" else None,
            public=outside.public,
            faces=faces,
        )
        base = Base(settings, database, desk, ledger, clock, notices, to_tell, ways)
        done = background(base, works, tenant)
        outbound = Outbound(ways.connector, ways.chats)
        yield Product(
            database=database,
            turns=Turns(TeamsAdapter(ways.connector), desk, outbound, ways.chats, ways.roster, clock),
            session=session,
            seals=seals,
            notices=notices,
            desk=desk,
            clock=clock,
            worker=_worker(base, done),
            rounds=RoundWorker(desk, clock),
            sealer=SealWorker(seals, clock, to_seal),
            leavers=leavers_planner(ledger, clock, settings) if works and tenant else None,
            entries=entries_planner(ledger, clock) if works and tenant else None,
            planner=SweepPlanner(ledger, clock, *done.nightly),
            engine=Engine(works, database, by_name(*done.jobs), clock, outside.pace) if works else None,
            tenant=tenant,
            lookout=done.lookout,
        )


def _worker(base: Base, done: Background) -> NoticeWorker:
    return NoticeWorker(
        base.notices,
        base.desk,
        base.ways.background,
        base.clock,
        base.to_tell,
        delivered=done.poster.delivered,
        decent=decent_hours(base.desk, base.clock),
        absent=done.giver.absent,
        look=done.look,
    )


def _graph_notices(product: Product, metrics: Metrics) -> GraphNotices | None:
    if product.tenant is None:
        return None
    if product.lookout is None:
        return GraphNotices(metrics)
    keeper = product.lookout.keeper
    return GraphNotices(metrics, keeper.secret_of, keeper.heard)


@asynccontextmanager
async def _running(work: Coroutine[None, None, None]) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def add_routes(
    app: web.Application,
    messages: Messages,
    health: Health,
    graph: GraphNotices | None = None,
    calendar: CalendarFeed | None = None,
) -> None:
    """All the HTTP there is; ``graph`` where Microsoft Graph is on."""
    app.router.add_post("/api/messages", messages.post)
    app.router.add_get("/healthz", health.alive)
    app.router.add_get("/readyz", health.ready)
    app.router.add_get("/metrics", health.metrics)
    if calendar is not None:
        app.router.add_get(CALENDAR, calendar.get)
    if graph is not None:
        app.router.add_post(NOTIFICATIONS, graph.post)
        app.router.add_post(LIFECYCLE, graph.post)
    app.router.add_get(ABOUT, about)
