"""A Bot Connector that counts: what arrived when, and how often each message; with a storm on order.

Beside it a Graph that shows what arrived.
"""

import re
from collections import Counter, deque
from random import Random
from time import monotonic

from aiohttp import web

from bench.fanout_graph import Chats

_SUBJECT = re.compile(rb"fanout ([0-9a-z-]+)")
TENANT, SECOND = 50, 1.0
CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))


class Counting:
    """Takes messages on loopback. ``storm`` is the share of calls that fail, in five ways."""

    def __init__(self, chance: Random) -> None:
        self.storm = 0.0
        self.moments: list[float] = []
        self.arrived: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.over = 0
        self.chats = Chats(self._graph_fails)
        self._chance = chance
        self._in: dict[str, deque[float]] = {}
        self._ids = 0
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_post("/connector/v3/conversations/{conversation}/activities", self._take)
        app.router.add_get("/graph/{path:.*}", self.chats.answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the port."""
        if self._runner is not None:
            await self._runner.cleanup()

    def begin(self) -> None:
        """Count from here."""
        self.moments.clear()
        self.arrived.clear()
        self.failed.clear()
        self.chats.looks = 0
        self.over = 0

    def rate(self) -> float:
        """Calls a second, from the first to the last."""
        return (len(self.moments) - 1) / (self.moments[-1] - self.moments[0])

    def fullest(self) -> int:
        """The most calls in any second."""
        most, first = 0, 0
        for last, moment in enumerate(self.moments):
            while moment - self.moments[first] >= SECOND:
                first += 1
            most = max(most, last - first + 1)
        return most

    async def _take(self, request: web.Request) -> web.Response:
        now, place = monotonic(), request.match_info["conversation"]
        self._count(now, place)
        body = await request.read()
        failure = self._failure()
        if failure:
            self.failed[failure] += 1
            return self._fail(request, failure)
        found = _SUBJECT.search(body)
        assert found is not None
        self.arrived[found.group(1).decode()] += 1
        self._ids += 1
        self.chats.note(place, f"1:{self._ids}", body)
        return web.json_response({"id": f"1:{self._ids}"}, status=201)

    def _count(self, now: float, place: str) -> None:
        self.moments.append(now)
        recent = self._in.setdefault("tenant", deque(maxlen=TENANT + 1))
        recent.append(now)
        self.over += len(recent) > TENANT and now - recent[0] < SECOND
        here = self._in.setdefault(place, deque(maxlen=61))
        here.append(now)
        for count, span in CONVERSATION[:3]:
            self.over += len(here) > count and now - here[-count - 1] < span

    def _failure(self) -> str:
        if self._chance.random() >= self.storm:
            return ""
        return self._chance.choice(("429", "502", "502", "504", "504", "reset", "reset"))

    def _graph_fails(self, request: web.Request) -> web.Response | None:
        failure = self._failure()
        if not failure:
            return None
        self.failed[f"graph {failure}"] += 1
        return self._fail(request, failure)

    def _fail(self, request: web.Request, failure: str) -> web.Response:
        if failure == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        headers = {"Retry-After": "1"} if failure == "429" else {}
        return web.json_response({"error": {"code": "Storm"}}, status=int(failure), headers=headers)
