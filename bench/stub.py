"""The Bot Connector that every contestant answers to: takes each reply, gives it an id, tells the driver."""

import asyncio
from collections.abc import Sequence

from aiohttp import web


class ConnectorStub:
    """Accepts replies on loopback, in the driver's event loop: a receipt needs no message of its own."""

    def __init__(self) -> None:
        self.url = ""
        self.others = 0
        self._expected: dict[str, asyncio.Future[bytes]] = {}
        self._runner: web.AppRunner | None = None

    async def start(self, also: Sequence[web.RouteDef] = ()) -> None:
        """Listen on a free port of 127.0.0.1 and set ``url``. ``also`` are routes of others on that port."""
        app = web.Application()
        app.router.add_routes(also)
        app.router.add_post("/v3/conversations/{conversation}/activities", self._receive)
        app.router.add_post("/v3/conversations/{conversation}/activities/{activity}", self._receive)
        app.router.add_post("/v3/conversations", self._create)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/"

    async def stop(self) -> None:
        """Close the port."""
        if self._runner is not None:
            await self._runner.cleanup()

    def expect(self, conversation: str) -> asyncio.Future[bytes]:
        """The body of the next message that arrives in this conversation."""
        reply = asyncio.get_running_loop().create_future()
        self._expected[conversation] = reply
        return reply

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        expected = self._expected.pop(request.match_info["conversation"], None)
        if expected is None:
            self.others += 1
        elif not expected.done():
            expected.set_result(body)
        return web.Response(body=b'{"id":"1795300000000"}', content_type="application/json")

    async def _create(self, request: web.Request) -> web.Response:
        await request.read()
        return web.Response(body=b'{"id":"a:1created"}', content_type="application/json", status=201)
