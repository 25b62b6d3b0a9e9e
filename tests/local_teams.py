"""The product with a local Teams around it, on a real port, for tests that drive whole conversations."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bot.bank_holidays import is_bank_holiday
from bot.clock import MovableClock, SystemClock
from bot.demo import local_teams, prepare
from bot.demo_outside import HOST
from bot.logs import AccessLog
from bot.settings import Settings
from cards.updates import SUMMARY
from cases.local import LOCAL, local_day
from cases.records import Effects
from dialogs.rounds_upkeep import asking
from sandbox.rates import Rates
from sandbox.world import build_world
from store.database import Database
from store.ledger import SqlLedger
from store.migrate import upgrade

Json = dict[str, Any]

_HURRY = 20
_WEDNESDAY = 2


@cache
def _morning() -> datetime:
    """The same for all tests of a session, whose copies of the borough are of that day."""
    now = SystemClock().now()
    days = (now.astimezone(LOCAL).date() + timedelta(days=ahead) for ahead in range(30))
    mornings = (
        datetime.combine(day, time(10, 30), tzinfo=LOCAL)
        for day in days
        if day.weekday() == _WEDNESDAY and not is_bank_holiday(day)
    )
    return next(one for one in mornings if one >= now).astimezone(UTC)


class AtWork(SystemClock):
    """The machine's clock, moved on to the next half past ten of a Wednesday that is no holiday: most of the
    borough are at work and not in their quiet hours, and what comes by itself at eight or nine in the morning
    is for the days after.
    """

    def __init__(self) -> None:
        self._ahead = _morning() - super().now()

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

    async def messages(self, person: str) -> list[Json]:
        """The same without updates, which come when their reader wants them."""
        return [one for one in await self.inbox(person) if one.get("summary") != SUMMARY]

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


async def lay_borough(database_url: str) -> None:
    """Put the borough of a day AtWork into a migrated database."""
    now = AtWork().now()
    await prepare(database_url, build_world(local_day(now)), now, keep=True)
    await _asked_already(database_url, now)


async def _asked_already(database_url: str, now: datetime) -> None:
    """As if people had been asked just now what is still so: else every test would meet that half way."""
    async with Database(database_url) as database:
        await upgrade(database)
        await SqlLedger(database, SystemClock()).commit(Effects(), asking(now))


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
    clock = MovableClock(base_clock or AtWork())
    if base_clock is None:
        await _asked_already(database_url, clock.now())
    world = build_world(local_day(clock.now()))
    change(world)
    settings = Settings(_env_file=None, database_url=database_url, port=port or free_port(), even_ms=0)
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
