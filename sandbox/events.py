"""Tells the open pages where something changed, as server-sent events."""

import asyncio
from collections.abc import Iterable

import msgspec
from aiohttp import web

from sandbox.directory import Person

# Often enough that nothing between the page and the sandbox takes the silence for an end.
QUIET_SECONDS = 15.0
_BACKLOG = 1_000
Event = tuple[str, bool]
"""The conversation, and whether it is about who is in it."""


class Events:
    """Who is listening, and what they have yet to hear."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Event | None], str] = {}

    def changed(self, conversation_id: str, seen_by: Iterable[str], *, members: bool = False) -> None:
        """Something changed there for these people: what was said, or who is in it and what it is called."""
        people = frozenset(seen_by)
        for queue, person_id in self._listeners.items():
            if person_id in people and not queue.full():
                queue.put_nowait((conversation_id, members))

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        for queue in self._listeners:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def stream(self, request: web.Request, person: Person) -> web.StreamResponse:
        """Answer a page until it goes away or the sandbox stops."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_BACKLOG)
        self._listeners[queue] = person.id
        try:
            await response.prepare(request)
            await response.write(b": listening\n\n")
            while (line := await _next_line(queue)) is not None:
                await response.write(line)
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            del self._listeners[queue]
        return response


async def _next_line(queue: asyncio.Queue[Event | None]) -> bytes | None:
    try:
        # Not asyncio.wait_for: before Python 3.12 it can swallow a cancellation, and stopping would hang.
        async with asyncio.timeout(QUIET_SECONDS):
            changed = await queue.get()
    except TimeoutError:
        return b": quiet\n\n"
    if changed is None:
        return None
    conversation, members = changed
    said = {"conversation": conversation} | ({"members": True} if members else {})
    return b"data: " + msgspec.json.encode(said) + b"\n\n"
