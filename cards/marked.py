"""A card that can be recognised in a chat by what nobody sees of it: the id of one of its elements."""

from dataclasses import replace
from typing import Any

from cards.card import Card


def marked(card: Card, mark: str) -> Card:
    """The same card; its first element that has no id yet has the mark for one.

    Of a card itself Teams keeps no property that it does not know, but it keeps the ids of elements.
    """
    body: list[dict[str, Any]] = list(card.content.get("body") or ())
    place = next((number for number, element in enumerate(body) if "id" not in element), None)
    if place is None:
        unseen = {"type": "TextBlock", "id": mark, "text": " ", "isVisible": False}
        return replace(card, content={**card.content, "body": [*body, unseen]})
    body[place] = {**body[place], "id": mark}
    return replace(card, content={**card.content, "body": body})


def marker(card: Card) -> str:
    """The id of a card's first element, "" if it has none: what a message that is kept is found by."""
    first: list[dict[str, Any]] = card.content.get("body") or [{}]
    return str(first[0].get("id") or "")
