"""Puts the sandbox together: page, contract and connector, added to an application that runs on loopback."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox import assets, connector, contract
from sandbox.delivery import Delivery
from sandbox.directory import Directory
from sandbox.product import Product
from sandbox.rates import Rates
from sandbox.state import Sandbox
from sandbox.turns import Turns


def add_sandbox(
    app: web.Application, world: Mapping[str, Any], product: Product, *, rates: Rates | None = None
) -> Sandbox:
    """Add a local Teams around ``product`` to an application that has not started yet.

    ``world`` is JSON-able: agencies, services, people, children, cases and conversations. ``rates`` are
    Teams' own unless given; ``Rates(enabled=False)`` is for benchmarks. Starts and stops with ``app``.
    """
    turns = Turns()
    sandbox = Sandbox(product, Directory(world), Delivery(product, turns), turns, rates or Rates())
    app.add_routes(assets.ROUTES)
    app.add_subapp(contract.PREFIX, contract.contract_app(sandbox))
    app.add_subapp(connector.PREFIX, connector.connector_app(sandbox))
    app.cleanup_ctx.append(sandbox.delivery.running)

    async def end_streams(_app: web.Application) -> None:
        sandbox.events.close()

    app.on_shutdown.append(end_streams)
    return sandbox
