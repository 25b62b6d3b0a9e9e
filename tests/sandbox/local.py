"""Drives a sandbox over HTTP, as a script and as a bot would; and a bot small enough to see through."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web
from yarl import URL

Json = dict[str, Any]
BOT_ID = "99999999-0000-4000-8000-00000000b07b"


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    body: Any
    retry_after: str | None = None


def code(reply: Reply) -> tuple[int, str]:
    """The status and Microsoft's code of a refusal by the connector."""
    return reply.status, reply.body["error"]["code"]


class Caller:
    """Calls one base address; ids go into paths percent-encoded."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base.rstrip("/")

    async def call(self, method: str, *path: str, body: object = None, query: str = "") -> Reply:
        address = "/".join([self.base, *(quote(part, safe="") for part in path)])
        url = URL(address + (f"?{query}" if query else ""), encoded=True)
        sent = {} if body is None else {"json": body}
        async with self.session.request(method, url, **sent) as answer:
            text = await answer.text()
            decoded = await answer.json() if answer.content_type == "application/json" else text
            return Reply(answer.status, decoded, answer.headers.get("Retry-After"))

    async def get(self, *path: str, query: str = "") -> Any:
        reply = await self.call("GET", *path, query=query)
        assert reply.status == 200, reply
        return reply.body

    async def post(self, *path: str, **body: object) -> Any:
        reply = await self.call("POST", *path, body=body)
        assert reply.status == 200, reply
        return reply.body


class Script(Caller):
    """What a script asks of the sandbox."""

    async def say(self, place: str, person: str, text: str) -> Json:
        return await self.post("conversations", place, "messages", **{"as": person}, text=text)

    async def press(self, place: str, person: str, activity: str, verb: str, **data: object) -> Json:
        return await self.post(
            "conversations", place, "actions", **{"as": person}, activityId=activity, verb=verb, data=data
        )

    async def see(self, place: str, person: str) -> list[Json]:
        seen = await self.get("conversations", place, query=f"as={person}")
        return seen["activities"]


class Bot(Caller):
    """What a bot asks of the connector."""

    async def start(self, **body: object) -> Reply:
        return await self.call("POST", "v3", "conversations", body=body)

    async def send(self, place: str, activity: Json, query: str = "") -> Reply:
        return await self.call("POST", "v3", "conversations", place, "activities", body=activity, query=query)

    async def reply(self, asked: Json, activity: Json) -> Reply:
        place = asked["conversation"]["id"]
        return await self.call("POST", "v3", "conversations", place, "activities", asked["id"], body=activity)

    async def update(self, place: str, activity_id: str, activity: Json, query: str = "") -> Reply:
        path = ("v3", "conversations", place, "activities", activity_id)
        return await self.call("PUT", *path, body=activity, query=query)

    async def delete(self, place: str, activity_id: str, query: str = "") -> Reply:
        return await self.call("DELETE", "v3", "conversations", place, "activities", activity_id, query=query)


Behaviour = Callable[[Json, Bot], Awaitable[web.Response]]


async def echo(activity: Json, bot: Bot) -> web.Response:
    """Repeat a text."""
    if activity["type"] == "message":
        await bot.reply(activity, {"type": "message", "text": f"You said: {activity.get('text')}"})
    return web.Response()


@dataclass
class FakeProduct:
    """A bot that does what the test says, and knows the sandbox by the activities' ``serviceUrl`` only."""

    session: aiohttp.ClientSession
    behaviour: Behaviour = echo
    messages_url: str = ""
    bot_id: str = BOT_ID
    received: list[Any] = field(default_factory=list)
    moment: datetime = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    settled: int = 0

    async def messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.received.append(activity)
        service_url = activity.get("serviceUrl", "") if isinstance(activity, dict) else ""
        return await self.behaviour(activity, Bot(self.session, service_url))

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/messages", self.messages)
        return app

    async def truth(self) -> Json:
        return {"involvements": [], "agreements": [], "shielded": [], "relationships": []}

    async def settle(self) -> None:
        self.settled += 1

    def now(self) -> datetime:
        return self.moment

    async def advance_to(self, moment: datetime) -> None:
        self.moment = moment


class Seconds:
    """A monotonic clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now
