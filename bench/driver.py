"""The load: so many turns at once, each over when the bot has answered the call and the reply has arrived."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from time import perf_counter, process_time

from aiohttp import ClientSession, TCPConnector

from bench.stub import ConnectorStub

PATIENCE_SECONDS = 15.0


class WrongReplyError(RuntimeError):
    """A contestant did not answer as it should; what it did measures nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """One activity to send, the chat that the reply must arrive in, and what it must contain."""

    conversation: str
    activity: bytes
    wanted: bytes


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured. ``driver_busy`` near 1.0 means the driver was the bottleneck."""

    latencies: tuple[float, ...]
    seconds: float
    driver_busy: float

    @property
    def per_second(self) -> float:
        """Turns a second."""
        return len(self.latencies) / self.seconds


# One stream of questions for each turn that may be under way. No chat may occur in two streams: a reply is
# matched to its question by the chat alone, which is the one thing all contestants pass on in the same way.
Streams = Sequence[Iterator[Question]]


class Driver:
    """Asks questions over keep-alive connections and waits for the replies at the stub."""

    def __init__(self, stub: ConnectorStub, session: ClientSession) -> None:
        self._stub = stub
        self._session = session

    @staticmethod
    def session() -> ClientSession:
        """A session that opens as many connections as there are turns at once, and keeps them."""
        return ClientSession(
            connector=TCPConnector(limit=0, keepalive_timeout=60),
            headers={"Content-Type": "application/json"},
        )

    async def invoke(self, url: str, activity: bytes) -> bytes:
        """Post an activity that is answered in the response itself.

        Raises:
            WrongReplyError: the answer is not a 2xx.
        """
        async with self._session.post(url, data=activity) as answer:
            body = await answer.read()
        if answer.status >= 300:
            raise WrongReplyError(f"{url} answered {answer.status}: {body[:200]!r}")
        return body

    async def round(
        self, url: str, streams: Streams, turns: int, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Round:
        """Ask one at a time from each stream, until ``turns`` are answered or ``seconds`` have passed.

        Raises:
            WrongReplyError: an answer is not a 2xx, or a reply is not the right one, or none came in time.
        """
        latencies: list[float] = []
        tickets = iter(range(turns))
        busy, start = process_time(), perf_counter()

        async def worker(questions: Iterator[Question]) -> None:
            for _ in islice(tickets, turns):
                if perf_counter() - start > seconds:
                    return
                latencies.append(await self._turn(url, next(questions), headers))

        async with asyncio.TaskGroup() as group:
            for stream in streams:
                group.create_task(worker(stream))
        elapsed = perf_counter() - start
        return Round(tuple(latencies), elapsed, (process_time() - busy) / elapsed)

    async def _turn(self, url: str, question: Question, headers: Mapping[str, str] | None) -> float:
        start = perf_counter()
        reply = self._stub.expect(question.conversation)
        async with self._session.post(url, data=question.activity, headers=headers) as answer:
            body = await answer.read()
        if answer.status >= 300:
            raise WrongReplyError(f"{url} answered {answer.status}: {body[:200]!r}")
        try:
            received = await asyncio.wait_for(reply, PATIENCE_SECONDS)
        except TimeoutError:
            raise WrongReplyError(f"{url} answered {answer.status} but sent no reply") from None
        took = perf_counter() - start
        if question.wanted not in received:
            raise WrongReplyError(f"{url} sent the wrong reply: {received[:500]!r}")
        return took
