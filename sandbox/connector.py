"""The local Bot Connector, as Teams runs it: what a bot may call, and what it is refused."""

import math
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

from sandbox import roster, sending
from sandbox.directory import Conversation, base_id
from sandbox.errors import ConnectorError
from sandbox.log import Call
from sandbox.rates import READ, SEND, TENANT, Limits
from sandbox.schema import BAD_SYNTAX, check_new_conversation, check_size
from sandbox.state import SANDBOX, Sandbox

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PREFIX = "/connector"
_WRITES = frozenset({"POST", "PUT"})
_BODY: web.RequestKey[dict[str, Any]] = web.RequestKey("body", dict)
_CODES = {413: "MessageSizeTooBig"}


def connector_app(sandbox: Sandbox) -> web.Application:
    """The connector, to be mounted under PREFIX."""
    app = web.Application(middlewares=[_as_connector])
    app[SANDBOX] = sandbox
    conversation = "/v3/conversations/{conversation}"
    app.add_routes(
        [
            web.post("/v3/conversations", _start),
            web.post(conversation + "/activities", _send),
            web.post(conversation + "/activities/{activity}", _reply),
            web.put(conversation + "/activities/{activity}", _update),
            web.delete(conversation + "/activities/{activity}", _delete),
            web.get(conversation + "/members", _members),
            web.get(conversation + "/members/{member}", _member),
            web.get(conversation + "/pagedMembers", _paged_members),
            web.get("/v3/teams/{team}", _team),
            web.get("/v3/teams/{team}/conversations", _channels),
        ]
    )
    return app


@web.middleware
async def _as_connector(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer like the real one: its errors, its limits, faults on order; and keep a log."""
    sandbox = request.app[SANDBOX]
    path = request.path.removeprefix(PREFIX)
    raw = b""
    try:
        raw = await request.read()
        _fail_if_ordered(sandbox, request, path)
        if request.method in _WRITES:
            request[_BODY] = _body(request, raw)
        response = await handler(request)
    except ConnectorError as refusal:
        response = _refused(refusal)
    except web.HTTPException as refusal:
        response = _refused(
            ConnectorError(refusal.status, _CODES.get(refusal.status, "ServiceError"), refusal.reason)
        )
    answered = response.body if isinstance(response, web.Response) else b""
    query = f"?{request.query_string}" if request.query_string else ""
    answer = answered if isinstance(answered, bytes) else b""
    sandbox.connector_log.note(Call(request.method, path + query, raw, response.status, answer))
    return response


def _fail_if_ordered(sandbox: Sandbox, request: web.Request, path: str) -> None:
    fault = sandbox.faults.strike("connector", f"{request.method} {path}", f"{request.method} {request.path}")
    if fault is not None:
        raise ConnectorError(fault.status, "ServiceError", "This failure was ordered.", fault.retry_after)


def _body(request: web.Request, raw: bytes) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise ConnectorError(415, BAD_SYNTAX, "The body must be application/json.")
    try:
        check_size(raw.decode())
        body = msgspec.json.decode(raw)
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError) as wrong:
        raise ConnectorError(400, BAD_SYNTAX, "The body is not JSON.") from wrong
    if not isinstance(body, dict):
        raise ConnectorError(400, BAD_SYNTAX, "The body must be an object.")
    return body


def _refused(refusal: ConnectorError) -> web.Response:
    headers = {}
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(math.ceil(refusal.retry_after))
    body = {"error": {"code": refusal.code, "message": refusal.message}}
    return web.json_response(body, status=refusal.status, headers=headers)


async def _start(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    wanted = check_new_conversation(request[_BODY])
    conversation = sending.wanted_conversation(sandbox, wanted)
    _pace(sandbox, conversation, "create", SEND)
    return web.json_response(sending.start(sandbox, conversation, wanted), status=201)


async def _send(request: web.Request) -> web.Response:
    return _sent(request, request[_BODY])


async def _reply(request: web.Request) -> web.Response:
    return _sent(request, request[_BODY] | {"replyToId": request.match_info["activity"]})


def _sent(request: web.Request, body: dict[str, Any]) -> web.Response:
    sandbox, place = _written(request)
    new_id = sending.send(sandbox, place, body, targeted=_targeted(request))
    if new_id is None:
        return web.json_response({}, status=202)
    return web.json_response({"id": new_id}, status=201)


async def _update(request: web.Request) -> web.Response:
    sandbox, place = _written(request)
    activity = request.match_info["activity"]
    sending.update(sandbox, place, activity, request[_BODY], targeted=_targeted(request))
    return web.json_response({"id": activity})


async def _delete(request: web.Request) -> web.Response:
    sandbox, place = _written(request)
    sending.delete(sandbox, place, request.match_info["activity"], targeted=_targeted(request))
    return web.Response()


async def _members(request: web.Request) -> web.Response:
    sandbox, conversation = _read(request)
    return web.json_response(roster.members(sandbox, conversation))


async def _member(request: web.Request) -> web.Response:
    sandbox, conversation = _read(request)
    return web.json_response(roster.member(sandbox, conversation, request.match_info["member"]))


async def _paged_members(request: web.Request) -> web.Response:
    sandbox, conversation = _read(request)
    size, token = request.query.get("pageSize"), request.query.get("continuationToken")
    return web.json_response(roster.page(sandbox, conversation, size, token))


async def _team(request: web.Request) -> web.Response:
    return web.json_response(roster.team(request.app[SANDBOX], request.match_info["team"]))


async def _channels(request: web.Request) -> web.Response:
    return web.json_response(roster.channels(request.app[SANDBOX], request.match_info["team"]))


def _written(request: web.Request) -> tuple[Sandbox, str]:
    """The conversation that a call writes to, if the rates allow another one."""
    sandbox, place = request.app[SANDBOX], request.match_info["conversation"]
    conversation = sending.conversation_of(sandbox, place)
    _pace(sandbox, conversation, "send", SEND)
    return sandbox, conversation.id if conversation.type == "personal" else place


def _read(request: web.Request) -> tuple[Sandbox, Conversation]:
    """The conversation whose roster a call reads, if the rates allow another one."""
    sandbox = request.app[SANDBOX]
    conversation = sending.conversation_of(sandbox, request.match_info["conversation"])
    _pace(sandbox, conversation, "read", READ)
    return sandbox, conversation


def _pace(sandbox: Sandbox, conversation: Conversation, kind: str, limits: Limits) -> None:
    tenant = sandbox.directory.tenant(conversation)
    wait = sandbox.rates.take({f"{kind} {base_id(conversation.id)}": limits, f"tenant {tenant}": TENANT})
    if wait > 0:
        raise ConnectorError(429, "TooManyRequests", "API calls quota exceeded.", wait)


def _targeted(request: web.Request) -> bool:
    return request.query.get("isTargetedActivity", "").lower() == "true"
