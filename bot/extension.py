"""What Teams asks of a message extension and of a form's search field, and how it wants the answers.

https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
and .../task-modules-and-cards/cards/dynamic-search: the shapes of the requests and the answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from bot.activity import Inbound
from bot.inbound import conversation_of, room_of
from bot.message import ADAPTIVE_CARD
from cards.buttons import decode
from cards.card import Card
from cards.in_dialog import in_dialog
from cards.text import clip, plain
from cases.commands import Command, NewTask
from cases.query import Query
from cases.task import LONGEST_TITLE, LONGEST_WORDS
from dialogs.turn import Room

MAKE_TASK = "makeTask"
FETCH, SUBMIT, SEARCH = "composeExtension/fetchTask", "composeExtension/submitAction", "application/search"
SEARCH_RESULTS = "application/vnd.microsoft.search.searchResponse"
TITLE, NOT_KNOWN = "Teamaround", "This is not known here. Please start again from the message."
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(?P<tag>attachment|script|style|img)\b[^<>]*>(?:[^<]*</(?P=tag)>)?", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LONGEST_MESSAGE = 100_000
_MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class Searched:
    """What is typed into a field, and in which list it searches."""

    dataset: str
    typed: str


def task_from_message(inbound: Inbound) -> Command | None:
    """The task that a message is to become; None for a command of no manifest of ours."""
    value = inbound.value if isinstance(inbound.value, Mapping) else {}
    if value.get("commandId") != MAKE_TASK:
        return None
    payload = value.get("messagePayload")
    message = payload if isinstance(payload, Mapping) else {}
    body = message.get("body")
    text = _words(_text(body, "content") if isinstance(body, Mapping) else "")
    first = next(iter(_SENTENCE.split(" ".join(text.split()), maxsplit=1)))
    whole = len(first) <= LONGEST_TITLE and text == first
    here = room_of(inbound) is not Room.PERSONAL
    return NewTask(
        Query(conversation_id=conversation_of(inbound)) if here else Query(),
        title=clip(first, LONGEST_TITLE),
        details="" if whole else clip(text, LONGEST_WORDS),
        source=_text(message, "linkToMessage"),
    )


def submitted(inbound: Inbound) -> Command:
    """The request behind a dialog's button. Raises cards.buttons.UnknownButtonError."""
    value = inbound.value if isinstance(inbound.value, Mapping) else {}
    given = value.get("data")
    data = dict(given) if isinstance(given, Mapping) else {}
    return decode(data.pop("verb", None), data)


def searched(inbound: Inbound) -> Searched:
    """What somebody types into a field that searches."""
    value = inbound.value if isinstance(inbound.value, Mapping) else {}
    return Searched(_text(value, "dataset"), _text(value, "queryText")[:_MOST_TYPED])


def dialog(card: Card) -> dict[str, Any]:
    """A dialog that shows the card."""
    attachment = {"contentType": ADAPTIVE_CARD, "content": in_dialog(card)}
    shown = {"title": TITLE, "height": "large", "width": "medium", "card": attachment}
    return {"task": {"type": "continue", "value": shown}}


def dialog_words(words: str) -> dict[str, Any]:
    """A dialog that says one sentence."""
    return {"task": {"type": "message", "value": words}}


def results(found: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """What a field that searches offers."""
    offered = [{"value": value, "title": title} for value, title in found]
    return {"statusCode": 200, "type": SEARCH_RESULTS, "value": {"results": offered}}


def _words(html: str) -> str:
    """A message's words, a line each where it has lines; what is no word, pictures or quoted cards, goes."""
    broken = _BREAK.sub("\n", _HIDDEN.sub(" ", html[:_LONGEST_MESSAGE]))
    lines = (plain(line) for line in unescape(_TAG.sub(" ", broken)).splitlines())
    return "\n".join(line for line in lines if line)


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""
