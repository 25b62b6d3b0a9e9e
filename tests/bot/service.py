"""A stand-in for the Bot Connector over real HTTP on loopback: it answers what a test has laid out for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass
class Call:
    """One request as it arrived, its target still percent-encoded."""

    method: str
    target: str
    headers: dict[str, str]
    body: Any


@dataclass
class Answer:
    """What to answer; ``breaks`` drops the connection instead, ``waits`` never answers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    breaks: bool = False
    waits: bool = False


class BotService:
    """Gives the laid-out answers in turn, the last one for ever, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [Answer(body={"id": "1700000000001"})]
        self.calls: list[Call] = []
        self.app = web.Application()
        self.app.router.add_route("*", "/{rest:.*}", self._answer)
        self.server = TestServer(self.app)

    @property
    def url(self) -> str:
        return str(self.server.make_url("/uk/"))

    def answer(self, *answers: Answer) -> None:
        self.answers = list(answers)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        body = msgspec.json.decode(content) if content else None
        self.calls.append(Call(request.method, request.raw_path, dict(request.headers), body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer.breaks:
            assert request.transport is not None
            request.transport.abort()
        if answer.waits:
            await asyncio.Event().wait()
        raw = answer.body if isinstance(answer.body, bytes) else msgspec.json.encode(answer.body)
        return web.Response(
            status=answer.status, body=raw if answer.body is not None else b"", headers=answer.headers
        )


class Naps:
    """A sleep that takes no time and remembers how long it should have taken."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def always(value: float) -> Callable[[], float]:
    """Chance without chance."""
    return lambda: value
