"""Posts activities to the product: the one place where the sandbox calls it."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.directory import base_id
from sandbox.errors import ContractError
from sandbox.product import Product
from sandbox.turns import Turn, Turns

# Teams waits 10 to 15 seconds for a bot; somebody who steps through code in a debugger needs longer.
TURN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The product's HTTP answer, its body decoded where it is JSON, and what it sent before answering."""

    status: int
    body: Any
    activities: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract shows it."""
        return {"status": self.status, "body": self.body, "activities": self.activities}


class Delivery:
    """Carries activities from Teams to the product."""

    def __init__(self, product: Product, turns: Turns) -> None:
        self._product = product
        self._turns = turns
        self._session: aiohttp.ClientSession | None = None

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        """Keep one HTTP session for as long as the application runs."""
        timeout = aiohttp.ClientTimeout(total=TURN_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
            self._session = session
            yield
            self._session = None

    async def deliver(self, activity: object, person_id: str | None) -> Answer:
        """Post an activity, wait for the end of the turn, and gather what the bot sent meanwhile.

        Raises ContractError 502 when the product cannot be reached, 504 when it does not answer in time.
        """
        with self._turns.open(_turn(activity, person_id)) as turn:
            status, text = await self.inform(activity)
        return Answer(status, _decoded(text), [sent.as_json() for sent in turn.sent])

    async def inform(self, activity: object) -> tuple[int, str]:
        """Post an activity that is nobody's turn; status and body of the answer. Raises as ``deliver``."""
        if self._session is None:
            raise ContractError(503, "The sandbox is not running.")
        body = json.dumps(activity).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            async with self._session.post(self._product.messages_url, data=body, headers=headers) as answer:
                return answer.status, await answer.text()
        except TimeoutError as late:
            raise ContractError(504, f"The product took more than {TURN_SECONDS:.0f} seconds.") from late
        except aiohttp.ClientError as unreachable:
            raise ContractError(502, "The product cannot be reached.") from unreachable


def _turn(activity: object, person_id: str | None) -> Turn:
    """The turn that an activity opens. A raw one may have any shape."""
    fields = activity if isinstance(activity, dict) else {}
    conversation = fields.get("conversation")
    place = conversation.get("id") if isinstance(conversation, dict) else None
    activity_id = fields.get("id")
    return Turn(
        activity_id if isinstance(activity_id, str) else None,
        base_id(place) if isinstance(place, str) else None,
        person_id,
    )


def _decoded(text: str) -> object:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
