"""The local Graph over HTTP: tokens, faults on order, ``$batch``, the log."""

import asyncio
from functools import partial
from urllib.parse import unquote

from aiohttp import web

from sandbox.faults import Fault
from sandbox.graph import batch, dispatch
from sandbox.graph.call import Answer, refused
from sandbox.graph.errors import GraphError, bad_request, request_id
from sandbox.graph.graph import Graph
from sandbox.log import Call
from sandbox.state import SANDBOX, Sandbox, service_url

PREFIX = "/graph"
VERSION = "/v1.0"
_BODIES = frozenset({"POST", "PATCH", "PUT"})


def graph_app(sandbox: Sandbox) -> web.Application:
    """Graph, to be mounted under PREFIX."""
    app = web.Application()
    app[SANDBOX] = sandbox
    app.router.add_route("*", "/{path:.*}", _call)
    return app


async def _call(request: web.Request) -> web.StreamResponse:
    sandbox = request.app[SANDBOX]
    sandbox.graph.service_url = service_url(request)
    raw = await _read(request)
    fault = _fault(sandbox, request)
    if fault is not None and fault.kind in ("reset", "timeout"):
        await _withhold(request, fault, sandbox.graph)
        answer = Answer(0)
    elif fault is not None and fault.kind == "status":
        answer = _refusal(sandbox.graph, _ordered(fault))
    else:
        if fault is not None and fault.kind == "slow":
            await sandbox.graph.background.hold(fault.seconds)
        answer = await _answer(request, raw, sandbox)
        if fault is not None and fault.kind == "lost":
            _hang_up(request)
    _note(sandbox, request, raw, answer)
    return _response(answer)


async def _answer(request: web.Request, raw: bytes | None, sandbox: Sandbox) -> Answer:
    graph = sandbox.graph
    try:
        checked = _check(request, raw)
        origin = f"{request.scheme}://{request.host}{PREFIX}{VERSION}"
        path = _own_path(request)
        if (request.method, path.strip("/")) == ("POST", "$batch"):
            return Answer(200, await batch.run(checked, partial(_item, sandbox, origin)))
        query = request.rel_url.raw_query_string
        return await dispatch.answer(graph, sandbox.rates, request.method, origin, path, query, checked)
    except GraphError as refusal:
        return _refusal(graph, refusal)


async def _item(sandbox: Sandbox, origin: str, method: str, address: str, raw: bytes) -> Answer:
    """One call of a batch. Of the faults on order only those with a status can strike it."""
    path, _, query = address.partition("?")
    fault = sandbox.faults.strike(
        "graph", f"{method} {VERSION}/{unquote(path).lstrip('/')}", kinds=("status",)
    )
    if fault is not None:
        return _refusal(sandbox.graph, _ordered(fault))
    return await dispatch.answer(sandbox.graph, sandbox.rates, method, origin, path, query, raw)


def _check(request: web.Request, raw: bytes | None) -> bytes:
    """The body. Raises GraphError 401 without a token, 413, 400 for another version or no JSON."""
    if raw is None:
        raise GraphError(413, "RequestEntityTooLarge", "The request is too large.")
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not token.strip():
        raise GraphError(401, "InvalidAuthenticationToken", "Access token is empty.")
    if not _under_version(request):
        raise bad_request("Invalid version.")
    if raw and request.method in _BODIES and request.content_type != "application/json":
        raise bad_request("Write requests must contain the Content-Type header declaration application/json.")
    return raw


def _under_version(request: web.Request) -> bool:
    return request.rel_url.raw_path.removeprefix(PREFIX).startswith(f"{VERSION}/")


def _own_path(request: web.Request) -> str:
    return request.rel_url.raw_path.removeprefix(PREFIX + VERSION).replace("//", "/")


async def _read(request: web.Request) -> bytes | None:
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return None


def _fault(sandbox: Sandbox, request: web.Request) -> Fault | None:
    path = request.path.removeprefix(PREFIX)
    spellings = (path.replace("//", "/"), path, request.path)
    return sandbox.faults.strike("graph", *(f"{request.method} {spelling}" for spelling in spellings))


def _ordered(fault: Fault) -> GraphError:
    codes = {404: "NotFound", 409: "Conflict", 429: "TooManyRequests", 503: "ServiceUnavailable"}
    code = codes.get(fault.status, "UnknownError")
    return GraphError(fault.status, code, "This failure was ordered.", fault.retry_after)


async def _withhold(request: web.Request, fault: Fault, graph: Graph) -> None:
    """Never answer: hang up, at once or after a while."""
    if fault.kind == "timeout":
        await graph.background.hold(fault.seconds)
    _hang_up(request)
    await asyncio.sleep(0)


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _refusal(graph: Graph, refusal: GraphError) -> Answer:
    return refused(refusal, refusal.body(graph.now(), request_id()))


def _note(sandbox: Sandbox, request: web.Request, raw: bytes | None, answer: Answer) -> None:
    path = request.path.removeprefix(PREFIX).replace("//", "/")
    query = f"?{request.query_string}" if request.query_string else ""
    call = Call(request.method, path + query, raw or b"", answer.status, answer.content())
    sandbox.graph.log.note(call)


def _response(answer: Answer) -> web.Response:
    headers = {"request-id": request_id(), **answer.headers}
    if answer.body is not None:
        headers.setdefault("Content-Type", "application/json;odata.metadata=minimal;charset=utf-8")
    return web.Response(status=answer.status or 503, body=answer.content(), headers=headers)
