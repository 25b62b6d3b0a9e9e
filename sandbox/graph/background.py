"""What the local Graph and Teams send by themselves: change notifications, and activities about changes."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import aiohttp
from aiohttp import web

Json = dict[str, Any]

# As the real one: https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
ANSWER_SECONDS = 10.0
_ATTEMPTS = 2


class Background:
    """The tasks now under way, and the HTTP session that they use."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.closing = asyncio.Event()

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        """Keep one HTTP session for as long as the application runs; end what is under way with it."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            self._session = session
            yield
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._session = None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something without waiting for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Return when nothing is under way."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def hold(self, seconds: float) -> None:
        """Wait so long, or until the sandbox stops."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            pass

    async def echoes(self, url: str, token: str) -> bool:
        """Whether whoever is at an address answers the validation as it must: the token, as plain text."""
        if self._session is None:
            return False
        try:
            async with self._session.post(url, params={"validationToken": token}) as answer:
                said = await answer.text()
                return answer.ok and answer.content_type == "text/plain" and said == token
        except (TimeoutError, aiohttp.ClientError, ValueError):
            return False

    async def post(self, url: str, body: Json) -> bool:
        """Post something; whether it was taken."""
        for _ in range(_ATTEMPTS):
            if self._session is None:
                return False
            try:
                async with self._session.post(url, json=body) as answer:
                    if answer.ok:
                        return True
            except (TimeoutError, aiohttp.ClientError):
                continue
        return False
