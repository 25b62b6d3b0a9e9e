"""Our own messages among others, told by the app they are from and by what their cards bear."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from msgraph.generated.models.chat_message import ChatMessage

_CARD = "application/vnd.microsoft.card.adaptive"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def bears(message: ChatMessage, marker: str, app_id: str) -> bool:
    """Whether the app sent it, it is still there, and an element of a card of it has that id."""
    application = getattr(message.from_, "application", None)
    sender = getattr(application, "id", None) or ""
    ours = message.deleted_date_time is None and sender.casefold() == app_id.casefold()
    return ours and any(marker in _elements(card) for card in _cards(message))


def made(message: ChatMessage) -> datetime:
    """When it was sent: Graph lists what was changed last first."""
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
