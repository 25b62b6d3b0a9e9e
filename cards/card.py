"""A finished card, and the few moves that all cards share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import msgspec

from cards.actions import Action, Execute, SendOptions
from cards.buttons import encode
from cards.elements import AdaptiveCard, Element, TextBlock, render
from cases.commands import Command


@dataclass(frozen=True, slots=True)
class Card:
    """``content`` is the Adaptive Card as plain dicts and lists.

    ``summary`` is one sentence for a notification, safe on a lock screen: no name and no reference in it.
    ``urgent`` has Teams mark the message as important.
    """

    content: dict[str, Any]
    summary: str
    urgent: bool = False


def finish(body: Sequence[Element], summary: str, actions: Sequence[Action] = ()) -> Card:
    """A card of these elements. ``summary`` is also what is spoken, and shown where cards are not."""
    fallback = f"{summary} To read it, open this message in an up-to-date Teams."
    card = AdaptiveCard(body, fallback_text=fallback, speak=summary, actions=actions)
    return Card(render(card), summary)


def size(card: Card) -> int:
    """How many bytes the card takes as Teams counts them: JSON in UTF-16."""
    return len(msgspec.json.encode(card.content).decode().encode("utf-16-le"))


def heading(text: str) -> TextBlock:
    """The card's title, found by a screen reader as a heading. ``text`` is markdown."""
    return TextBlock(text, style="heading", size="Large", weight="Bolder")


def press(title: str, command: Command, **options: Unpack[SendOptions]) -> Execute:
    """A button that asks for ``command``."""
    verb, data = encode(command)
    return Execute(title, verb, data, **options)
