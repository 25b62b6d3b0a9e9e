"""The service, wired by hand: one function to read, nothing made at import time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.activity import LONGEST
from bot.adapter import TeamsAdapter
from bot.auth import Authenticator, Door
from bot.bell import Bell, RingingLedger
from bot.calendar import CALENDAR, CalendarFeed
from bot.channels.background import Around, channel_jobs, looking_in
from bot.channels.daily import next_day
from bot.channels.page import about
from bot.channels.posts import Posts
from bot.channels.watch_wiring import Lookout
from bot.channels.wiring import ABOUT
from bot.clock import SystemClock
from bot.connector import Connector, open_session
from bot.decent import decent_hours
from bot.desks import desk_of
from bot.digests import digests_job
from bot.graph_notices import GraphNotices
from bot.health import Health
from bot.hosts import ServiceHosts
from bot.installs import AppGiver
from bot.keys import KeyRing
from bot.leavers_plan import LeaversPlanner, leavers_job
from bot.metrics import Metrics
from bot.notices import NoticeWorker
from bot.outbound import Outbound
from bot.pace import TENANT, SendPace, rates_of
from bot.pictures import PaintedPictures
from bot.private import PrivateChats
from bot.roster import ConnectorRoster
from bot.rounds import RoundWorker
from bot.sealing import SealWorker
from bot.settings import Settings
from bot.settings_graph import LIFECYCLE, NOTIFICATIONS
from bot.sweep import SweepPlanner, sweep_job
from bot.task_posts import TaskPoster
from bot.tasks import TaskPosts
from bot.tenant import LateTenant
from bot.tokens import Tokens, entra_tokens
from bot.turns import Turns
from bot.updates import UpdateWork
from bot.web import Messages, last_resort
from bot.work.engine import Engine, Pace
from bot.work.jobs import by_name
from bot.work.works import Works
from cases.model import ConversationId
from cases.ports import Clock
from dialogs.turn import Desk
from store.contacts import SqlContacts
from store.database import Database
from store.ledger import SqlLedger
from store.notices import SqlNotices
from store.posts import SqlPosts
from store.roll import SqlRoll
from store.seals import SqlSeals

DEFAULT_HOME = "https://smba.trafficmanager.net/teams/"
"""Where to open a chat with somebody no activity has come from yet (Teams' documented global endpoint)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What differs between a real tenant and the sandbox: who may knock, how we call out, what time it is.

    ``public`` is the address at which the service is reached from outside, "" if nobody said.
    ``tenant`` opens Graph; ``pace`` is the durable engine's, its own unless given. Teams lets itself be
    written to ``faster`` times as often as documented: a local one.
    """

    door: Callable[[aiohttp.ClientSession], Door]
    tokens: Tokens
    hosts: ServiceHosts
    clock: Clock
    home: str = DEFAULT_HOME
    public: str = ""
    tenant: Callable[[Settings], LateTenant] = LateTenant
    pace: Pace | None = None
    faster: int = 1


def real(settings: Settings) -> Outside:
    """The outside of a real tenant."""
    clock = SystemClock()
    cloud = settings.endpoints

    def door(session: aiohttp.ClientSession) -> Door:
        keys = KeyRing(session, cloud.metadata_url, clock)
        return Authenticator(settings.app_id, settings.tenants, keys, clock, issuer=cloud.issuer)

    public = f"https://{settings.public_host}" if settings.public_host else ""
    hosts = ServiceHosts(cloud.service_hosts)
    return Outside(door, entra_tokens(settings, clock), hosts, clock, public=public)


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
    leavers: LeaversPlanner | None
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

        rates = rates_of(settings.send_per_second, settings.send_share * outside.faster)
        sends = SendPace(rates, settings.graph_tenant, quiet=TENANT.seconds / outside.faster)
        stack.push_async_callback(sends.close)
        connector = Connector(session, outside.tokens, outside.hosts, gate=sends.counted)
        patient = Connector(session, outside.tokens, outside.hosts, gate=sends.waiting)
        clock = outside.clock
        contacts = SqlContacts(database)
        chats = PrivateChats(connector, contacts, f"28:{settings.app_id}", outside.home)
        background = chats.by(patient)
        notices = SqlNotices(database)
        to_tell, to_seal = Bell(), Bell()
        roster = ConnectorRoster(connector, clock)
        tenant = outside.tenant(settings) if settings.graph == "on" else None
        if tenant is not None:
            stack.push_async_callback(tenant.close)
        ledger = SqlLedger(database, clock, works.enqueue if works else None)
        seals = SqlSeals(database, settings.audit_keys)
        desk = desk_of(
            settings,
            database,
            ledger=RingingLedger(ledger, to_tell=to_tell, to_seal=to_seal),
            roster=roster,
            pictures=PaintedPictures() if settings.pictures == "on" else None,
            public=outside.public,
        )

        def service_url(conversation: ConversationId) -> str:
            return roster.service_url(conversation) or outside.home

        jobs, nightly, looking = [], [], None
        if works:
            jobs += [
                sweep_job(ledger, works, clock, notices),
                leavers_job(settings, tenant, works, SqlRoll(database), desk, clock),
            ]
        if works and tenant and desk.channels:
            around = Around(
                settings,
                database,
                desk,
                desk.channels,
                clock,
                tenant,
                patient,
                background,
                service_url,
            )
            kept, looking = channel_jobs(around)
            jobs += kept
            nightly.append(next_day)
        look = looking_in(tenant, desk.casework, clock)
        giver = AppGiver(
            settings.graph_tenant,
            tenant.installs if tenant else None,
            desk.register,
            ledger,
            clock,
            background,
            to_tell,
            outside.home,
        )
        jobs.append(giver.job())
        poster = TaskPoster(Posts(SqlPosts(database), patient, clock), contacts, service_url, look)
        task_posts = TaskPosts(desk, poster, lambda channel: roster.teams_ids(channel, outside.home), clock)
        jobs += [task_posts.job(), *UpdateWork(desk, poster, clock).jobs(), digests_job(desk, clock)]
        yield Product(
            database=database,
            turns=Turns(TeamsAdapter(connector), desk, Outbound(connector, chats), chats, roster, clock),
            session=session,
            seals=seals,
            notices=notices,
            desk=desk,
            clock=clock,
            worker=NoticeWorker(
                notices,
                desk,
                background,
                clock,
                to_tell,
                delivered=poster.delivered,
                decent=decent_hours(desk, clock),
                absent=giver.absent,
            ),
            rounds=RoundWorker(desk, clock),
            sealer=SealWorker(seals, clock, to_seal),
            leavers=LeaversPlanner(ledger, clock, settings) if works and tenant else None,
            planner=SweepPlanner(ledger, clock, *nightly),
            engine=Engine(works, database, by_name(*jobs), clock, outside.pace) if works else None,
            tenant=tenant,
            lookout=looking,
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
