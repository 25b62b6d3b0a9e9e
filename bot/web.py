"""The HTTP side: who may speak, in what shape, and how it is answered."""

from collections.abc import Awaitable, Callable
from time import perf_counter

import msgspec
import structlog
from aiohttp import web

from bot.activity import LONGEST, BadActivityError, read
from bot.auth import AuthenticationError, Door
from bot.metrics import Metrics
from bot.turns import Response, Turns, UnknownInvokeError

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Messages:
    """``POST /api/messages``: one activity in, an empty answer or an invoke's body out."""

    def __init__(self, door: Door, turns: Turns, metrics: Metrics) -> None:
        self._door = door
        self._turns = turns
        self._metrics = metrics

    async def post(self, request: web.Request) -> web.Response:
        """Answer one activity. Whatever is wrong with it gets a 4xx and one sentence, never a 500."""
        started, status = perf_counter(), 503
        try:
            response = await self._respond(request)
            status = response.status
        finally:
            self._metrics.turn(status, perf_counter() - started)
        return response

    async def _respond(self, request: web.Request) -> web.Response:
        try:
            raw, inbound = read(await _body(request))
            await self._door.authenticate(request.headers.get("Authorization"), raw)
            return _answer(await self._turns.take(inbound, raw))
        except BadActivityError as wrong:
            return refusal(wrong.status, str(wrong))
        except AuthenticationError as wrong:
            return refusal(wrong.status, str(wrong))
        except UnknownInvokeError as wrong:
            return refusal(501, str(wrong))


async def _body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise BadActivityError("Please send application/json.", status=415)
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise BadActivityError(f"The body is larger than {LONGEST} bytes.", status=413) from None


def _answer(response: Response) -> web.Response:
    if response.body is None:
        return web.Response(status=response.status)
    return web.Response(
        status=response.status, body=msgspec.json.encode(response.body), content_type="application/json"
    )


def refusal(status: int, sentence: str) -> web.Response:
    """A one-line JSON error."""
    return web.Response(
        status=status, body=msgspec.json.encode({"error": sentence}), content_type="application/json"
    )


@web.middleware
async def last_resort(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No stack trace ever leaves: an unforeseen error is logged by its class and answered with one line."""
    try:
        return await handler(request)
    except web.HTTPException as status:
        return refusal(status.status, status.reason)
    except Exception:
        log.exception("request.failed")
        return refusal(503, "Something went wrong here. Please try again in a moment.")
