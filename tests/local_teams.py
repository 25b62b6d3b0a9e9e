"""The product with a local Teams around it, on a real port, for tests that drive whole conversations."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bot.clock import MovableClock, SystemClock
from bot.demo import local_teams
from bot.demo_outside import HOST
from bot.logs import AccessLog
from bot.settings import Settings
from cases.local import LOCAL, local_day
from sandbox.rates import Rates
from sandbox.world import build_world

Json = dict[str, Any]

_HURRY = 20


class Evening(SystemClock):
    """The machine's clock, by day moved on to seven in the evening: digests and the like come at eight in the
    morning, and a test that is not about them is not to meet them.
    """

    def __init__(self) -> None:
        there = super().now().astimezone(LOCAL)
        seven = datetime.combine(there.date(), time(19), tzinfo=LOCAL)
        self._ahead = seven - there if time(5) <= there.time() < time(19) else timedelta(0)

    def now(self) -> datetime:
        return super().now() + self._ahead


class LocalTeams:
    """A person's hands on the sandbox's HTTP contract."""

    def __init__(self, http: aiohttp.ClientSession, url: str, world: Json) -> None:
        self.http = http
        self.url = url
        self.world = world

    def person(self, identifier: str) -> Json:
        return next(one for one in self.world["people"] if one["id"] == identifier)

    def case_channel(self, reference: str) -> str:
        return next(one["id"] for one in self.world["conversations"] if one["caseReference"] == reference)

    def group_chat(self) -> Json:
        return next(one for one in self.world["conversations"] if one["type"] == "groupChat")

    async def get(self, path: str) -> Any:
        async with self.http.get(self.url + path) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, body: Json, expect: int = 200) -> Any:
        async with self.http.post(self.url + path, json=body) as response:
            assert response.status == expect, await response.text()
            return await response.json()

    async def ask(self, person: str, text: str) -> list[Json]:
        """What the bot sent in answer to a text in the person's own chat, and not what it sent meanwhile."""
        said = await self.post(f"/sandbox/people/{person}/messages", {"text": text})
        assert said["status"] == 200, said
        return [one for one in said["activities"] if one.get("replyToId") == said["activityId"]]

    async def say(self, person: str, conversation: str, text: str) -> list[Json]:
        """What the bot sent in answer to a text in a group or a channel."""
        path = f"/sandbox/conversations/{quote(conversation, safe='')}/messages"
        return (await self.post(path, {"as": person, "text": text}))["activities"]

    async def press(self, person: str, activity: Json, title: str, /, **inputs: str) -> Json:
        """Press the button with that title on a card; the contract's {status, body, activities}."""
        action = button(card_of(activity), title)
        conversation = activity["conversation"]["id"]
        body = {
            "as": person,
            "activityId": activity["id"],
            "verb": action["verb"],
            "data": {**action.get("data", {}), **inputs},
        }
        return await self.post(f"/sandbox/conversations/{quote(conversation, safe='')}/actions", body)

    async def inbox(self, person: str) -> list[Json]:
        return (await self.get(f"/sandbox/people/{person}/inbox"))["activities"]

    async def raw(self, activity: Any) -> Json:
        """Post any activity to the bot as it is."""
        return await self.post("/sandbox/raw", {"activity": activity})


def card_of(activity: Json) -> Json:
    """The card of a message the bot sent, or of an invoke response's body."""
    if "value" in activity and "statusCode" in activity:
        return activity["value"]
    return activity["attachments"][0]["content"]


def walk(node: Any) -> list[Json]:
    """Every object in a card, outermost first."""
    if isinstance(node, list):
        return [found for one in node for found in walk(one)]
    if isinstance(node, dict):
        return [node, *(found for one in node.values() for found in walk(one))]
    return []


def button(card: Json, title: str) -> Json:
    """The Action.Execute whose title begins so."""
    return next(
        one for one in walk(card) if one.get("type") == "Action.Execute" and one["title"].startswith(title)
    )


def words(card: Json) -> str:
    """All that a card says, in reading order."""
    return "\n".join(one["text"] for one in walk(card) if isinstance(one.get("text"), str))


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def started(
    database_url: str,
    *,
    rates: bool = False,
    change: Callable[[Json], None] = lambda _: None,
    base_clock: SystemClock | None = None,
    access_log: bool = False,
    durable: bool = True,
    graph: bool = True,
    port: int | None = None,
    count: int = 1,
) -> AsyncIterator[LocalTeams]:
    """A fresh borough on a fresh port, changed first. Teams' own rate limits are off unless asked for, and
    Graph's are so much wider that nobody waits for them.

    ``graph`` and ``count`` as for bot.demo.local_teams; with a count above one ``base_clock`` has to run as
    the machine's does. A database that holds the borough already goes on as it is.
    """
    clock = MovableClock(base_clock or Evening())
    world = build_world(local_day(clock.now()))
    change(world)
    settings = Settings(_env_file=None, database_url=database_url, port=port or free_port())
    limits = Rates(enabled=rates)
    hurry = 1 if rates else _HURRY
    async with local_teams(
        settings,
        world,
        clock,
        keep=True,
        rates=limits,
        durable=durable,
        graph=graph,
        hurry=hurry,
        count=count,
    ) as app:
        kept = {"access_log_class": AccessLog} if access_log else {"access_log": None}
        runner = web.AppRunner(app, **kept)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, settings.port).start()
            async with aiohttp.ClientSession() as http:
                yield LocalTeams(http, f"http://{HOST}:{settings.port}", world)
        finally:
            await runner.cleanup()
