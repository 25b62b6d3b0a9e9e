"""The JSON of what leaves: a message with a card, and the three kinds of answer to a press."""

from typing import Any

from cards.card import Card

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


def message(card: Card, conversation_id: str, reply_to: str | None = None) -> dict[str, Any]:
    """A message activity with one card. The summary is all that a lock screen shows."""
    body: dict[str, Any] = {
        "type": "message",
        "conversation": {"id": conversation_id},
        "summary": card.summary,
        "attachments": [{"contentType": ADAPTIVE_CARD, "content": card.content}],
    }
    if card.urgent:
        body["importance"] = "high"
    if reply_to:
        body["replyToId"] = reply_to
    return body


def card_response(card: Card) -> dict[str, Any]:
    """A press answered with a card that takes the pressed one's place."""
    return {"statusCode": 200, "type": ADAPTIVE_CARD, "value": card.content}


def message_response(text: str) -> dict[str, Any]:
    """A press answered with a line of text."""
    return {"statusCode": 200, "type": MESSAGE, "value": text}


def error_response(status: int, code: str, text: str) -> dict[str, Any]:
    """A press that could not be carried out, as Teams shows it under the card."""
    return {"statusCode": status, "type": ERROR, "value": {"code": code, "message": text}}
