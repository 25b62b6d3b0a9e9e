"""What has been said in each conversation, and who sees what of it. State only, no input or output."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.directory import base_id
from sandbox.schema import ADAPTIVE_CARD

Json = dict[str, Any]

# What is left of a deleted message: that somebody said something there.
_KEPT_OF_DELETED = ("id", "type", "timestamp", "from", "conversation", "replyToId")


@dataclass(slots=True)
class Message:
    """One message as it now stands.

    ``thread`` is the id of its thread's first message. ``only_for`` is set on a targeted message. ``views``
    are the cards that replaced the sent one for single people.
    """

    activity: Json
    thread: str
    from_bot: bool
    only_for: str | None = None
    edited: bool = False
    deleted: bool = False
    views: dict[str, Json] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The activity's id."""
        return str(self.activity["id"])

    def visible_to(self, person_id: str) -> bool:
        """Whether that member of the conversation sees the message at all."""
        return self.only_for in (None, person_id)

    def seen_by(self, person_id: str) -> Json:
        """The message as that person sees it."""
        shown = {
            key: value for key, value in self.activity.items() if not self.deleted or key in _KEPT_OF_DELETED
        }
        if person_id in self.views and not self.deleted:
            shown["attachments"] = _replaced(shown.get("attachments") or [], self.views[person_id])
        marks = {
            "thread": self.thread,
            "edited": self.edited,
            "deleted": self.deleted,
            "onlyYou": self.only_for is not None,
        }
        return {**shown, "sandbox": marks}


class Conversations:
    """All messages of all conversations."""

    def __init__(self) -> None:
        self._messages: dict[str, dict[str, Message]] = {}

    def add(self, message: Message) -> None:
        """A new message, in the conversation its activity names."""
        home = self._messages.setdefault(base_id(message.activity["conversation"]["id"]), {})
        home[message.id] = message

    def of(self, conversation_id: str) -> list[Message]:
        """All that was said there, in order, deleted and targeted messages too."""
        return list(self._messages.get(base_id(conversation_id), {}).values())

    def find(self, conversation_id: str, activity_id: str) -> Message | None:
        """A message that has not been deleted."""
        message = self._messages.get(base_id(conversation_id), {}).get(activity_id)
        return None if message is None or message.deleted else message

    def update(self, message: Message, activity: Json) -> None:
        """Put new content into a message. Everybody sees it, whatever they saw before."""
        kept = {key: message.activity[key] for key in _KEPT_OF_DELETED if key in message.activity}
        message.activity = {**activity, **kept}
        message.edited = True
        message.views.clear()

    def delete(self, message: Message) -> None:
        """Take a message away from everybody."""
        message.deleted = True
        message.views.clear()

    def replace_card(self, message: Message, person_id: str, card: Json) -> None:
        """Show one person another card in place of the one that was sent."""
        message.views[person_id] = card

    def seen_by(self, conversation_id: str, person_id: str) -> list[Json]:
        """What a member sees there, in order."""
        messages = self._messages.get(base_id(conversation_id), {}).values()
        return [message.seen_by(person_id) for message in messages if message.visible_to(person_id)]


def cards_of(activity: Json) -> Iterator[Json]:
    """The Adaptive Cards that an activity carries."""
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") == ADAPTIVE_CARD and isinstance(attachment.get("content"), dict):
            yield attachment["content"]


def _replaced(attachments: list[Json], card: Json) -> list[Json]:
    others = [attachment for attachment in attachments if attachment.get("contentType") != ADAPTIVE_CARD]
    return [{"contentType": ADAPTIVE_CARD, "content": card}, *others]
