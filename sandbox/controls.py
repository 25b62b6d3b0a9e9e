"""What only a script asks of the local Teams: the world, the truth, the clock, faults, logs."""

from datetime import datetime, timedelta

from aiohttp import web

from sandbox.bodies import Blocked, ClockMove, FaultOrder, read
from sandbox.errors import ContractError
from sandbox.faults import Fault
from sandbox.state import SANDBOX, service_url
from sandbox.teams_activities import bot_account, moment


async def _world(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    bot = bot_account(sandbox.product.bot_id) | {"serviceUrl": service_url(request)}
    return web.json_response({"bot": bot} | sandbox.directory.as_json())


async def _truth(request: web.Request) -> web.Response:
    return web.json_response(await request.app[SANDBOX].product.truth())


async def _settle(request: web.Request) -> web.Response:
    await request.app[SANDBOX].graph.background.idle()
    await request.app[SANDBOX].product.settle()
    return web.json_response({"settled": True})


async def _clock(request: web.Request) -> web.Response:
    sandbox, move = request.app[SANDBOX], await read(request, ClockMove)
    product = sandbox.product
    target = _target(move, product.now())
    await product.advance_to(target)
    sandbox.graph.tick()
    await sandbox.graph.background.idle()
    await product.settle()
    return web.json_response({"now": moment(product.now())})


def _target(move: ClockMove, now: datetime) -> datetime:
    """The moment to move to. Raises ContractError 400 unless it is a later one."""
    if (move.advance is None) == (move.to is None):
        raise ContractError(400, "Give either advance, in seconds, or to, a moment.")
    try:
        target = datetime.fromisoformat(move.to) if move.to else now + timedelta(seconds=move.advance or 0)
    except (ValueError, OverflowError) as wrong:
        raise ContractError(400, "That is no moment in ISO 8601, or none the clock can reach.") from wrong
    if target.tzinfo is None:
        raise ContractError(400, "The moment needs its offset from UTC, for instance a Z at the end.")
    if target < now:
        raise ContractError(400, f"The clock goes forward only: it is {moment(now)} now.")
    return target


async def _order_fault(request: web.Request) -> web.Response:
    faults, order = request.app[SANDBOX].faults, await read(request, FaultOrder)
    if order.clear:
        faults.clear()
    elif order.target is None:
        raise ContractError(400, "A fault needs a target: connector or graph.")
    else:
        faults.order(_ordered(order, order.target))
    return web.json_response({"ordered": faults.pending})


def _ordered(order: FaultOrder, target: str) -> Fault:
    if target != "graph" and order.kind != "status":
        raise ContractError(400, "Only the local Graph fails in other ways than with a status.")
    return Fault(target, order.match, order.status, order.retry_after, order.count, order.kind, order.seconds)


async def _block(request: web.Request) -> web.Response:
    sandbox, order = request.app[SANDBOX], await read(request, Blocked)
    person = sandbox.directory.person(request.match_info["id"])
    (sandbox.blocked.add if order.blocked else sandbox.blocked.discard)(person.id)
    return web.json_response({"blocked": order.blocked})


async def _connector_log(request: web.Request) -> web.Response:
    return web.json_response(request.app[SANDBOX].connector_log.as_json())


ROUTES = (
    web.get("/world", _world),
    web.get("/truth", _truth),
    web.post("/settle", _settle),
    web.post("/clock", _clock),
    web.post("/faults", _order_fault),
    web.post("/people/{id}/blocked", _block),
    web.get("/connector/log", _connector_log),
)
