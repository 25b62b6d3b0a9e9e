"""Puts the sandbox together: page, contract and connector, added to an application that runs on loopback."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox import assets, connector, contract
from sandbox.delivery import Delivery
from sandbox.directory import Directory
from sandbox.events import Events
from sandbox.graph.app import PREFIX as GRAPH
from sandbox.graph.app import graph_app
from sandbox.graph.graph import Graph
from sandbox.graph.mirror import Mirror
from sandbox.graph.notices import Notices
from sandbox.graph.settings import GraphSettings
from sandbox.graph.world import graph_of
from sandbox.newcomers import Newcomers
from sandbox.product import Product
from sandbox.rates import Rates
from sandbox.state import Sandbox
from sandbox.turns import Turns


def add_sandbox(
    app: web.Application,
    world: Mapping[str, Any],
    product: Product,
    *,
    rates: Rates | None = None,
    graph: GraphSettings | None = None,
) -> Sandbox:
    """Add a local Teams around ``product`` to an application that has not started yet.

    ``world`` is JSON-able: agencies, services, people, children, cases and conversations. ``rates`` are
    Teams' own unless given; ``Rates(enabled=False)`` is for benchmarks. ``graph`` is what the local Graph
    permits, Microsoft's own limits unless given. Starts and stops with ``app``.
    """
    sandbox = _sandbox(world, product, rates or Rates(), graph or GraphSettings())
    app.add_routes(assets.ROUTES)
    app.add_subapp(contract.PREFIX, contract.contract_app(sandbox))
    app.add_subapp(connector.PREFIX, connector.connector_app(sandbox))
    app.add_subapp(GRAPH, graph_app(sandbox))
    app.cleanup_ctx.append(sandbox.delivery.running)
    app.cleanup_ctx.append(sandbox.graph.background.running)

    async def end_streams(_app: web.Application) -> None:
        sandbox.events.close()
        sandbox.graph.background.closing.set()

    app.on_shutdown.append(end_streams)
    return sandbox


def _sandbox(world: Mapping[str, Any], product: Product, rates: Rates, settings: GraphSettings) -> Sandbox:
    turns, directory = Turns(), Directory(world)
    delivery = Delivery(product, turns)
    graph = Graph(graph_of(world, directory, product.bot_id, settings, product.now()), product.now)
    events = Events()
    mirror = Mirror(graph, directory, product, delivery, events)
    notices = Notices(graph, graph.background)
    graph.listen(mirror.changed)
    graph.listen(notices.changed)
    graph.each_tick(notices.tick)
    sandbox = Sandbox(product, directory, delivery, turns, rates, graph, mirror, notices, events)
    graph.when_installed.append(Newcomers(sandbox).arrived)
    graph.messages_of = sandbox.conversations.of
    graph.chat_with = directory.chat_with
    return sandbox
