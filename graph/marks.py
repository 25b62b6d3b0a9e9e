"""Our own messages among others, told by the app they are from and by what their cards bear.

Messages of people pass through here unread, and are not kept.
"""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from msgraph.generated.models.chat_message import ChatMessage

_CARD = "application/vnd.microsoft.card.adaptive"
_MOST_MESSAGES = 200
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


async def ours(listed: AsyncIterator[ChatMessage], marker: str, app_id: str) -> Sequence[str]:
    """The ids of those that the app sent, with an element of that id in a card, by when they were sent.

    The newest first. Only the first 200 listed are looked at: Graph lists what was changed last first.
    """
    found: list[ChatMessage] = []
    seen = 0
    async for message in listed:
        if _bears(message, marker, app_id):
            found.append(message)
        seen += 1
        if seen == _MOST_MESSAGES:
            break
    return [one.id for one in sorted(found, key=_made, reverse=True)]


def _bears(message: ChatMessage, marker: str, app_id: str) -> bool:
    """Whether the app sent it, it is still there, and an element of a card of it has that id."""
    application = getattr(message.from_, "application", None)
    sender = getattr(application, "id", None) or ""
    mine = message.deleted_date_time is None and sender.casefold() == app_id.casefold()
    return mine and any(marker in _elements(card) for card in _cards(message))


def _made(message: ChatMessage) -> datetime:
    at: datetime | None = message.created_date_time
    return at or _LONG_AGO


def _cards(message: ChatMessage) -> Iterator[dict[str, Any]]:
    """The Adaptive Cards of a message: Graph gives each as a text."""
    for attachment in message.attachments or ():
        if attachment.content_type == _CARD:
            try:
                card = json.loads(attachment.content or "")
            except ValueError:
                continue
            if isinstance(card, dict):
                yield card


def _elements(card: dict[str, Any]) -> set[str]:
    """The ids of a card's elements. Of the card itself Teams keeps no property that it does not know."""
    body = card.get("body")
    return {
        one["id"]
        for one in (body if isinstance(body, list) else ())
        if isinstance(one, dict) and isinstance(one.get("id"), str)
    }
