"""Somebody who has subscribed to change notifications: answers the validation, keeps what comes."""

from dataclasses import dataclass, field

from aiohttp import web

from tests.sandbox.local import Json


@dataclass
class Listener:
    """Takes notifications at ``/notices`` and lifecycle events at ``/lifecycle``."""

    base: str = ""
    status: int = 202
    echoes: bool = True
    received: list[Json] = field(default_factory=list)
    lifecycle: list[Json] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/notices", self._notice)
        app.router.add_post("/lifecycle", self._lifecycle)
        return app

    async def _notice(self, request: web.Request) -> web.Response:
        return await self._take(request, self.received)

    async def _lifecycle(self, request: web.Request) -> web.Response:
        return await self._take(request, self.lifecycle)

    async def _take(self, request: web.Request, kept: list[Json]) -> web.Response:
        token = request.query.get("validationToken")
        if token is not None:
            return web.Response(text=token if self.echoes else "what?")
        kept += (await request.json())["value"]
        return web.Response(status=self.status)
