"""Where the cards of tasks are in Teams, and how they are put in each other's place."""

from collections.abc import Callable
from typing import Protocol

from bot.connector import Connector, GoneError
from bot.message import message
from bot.tasks import owner_key
from cards.card import Card
from cases.model import ConversationId, Place, TaskId
from cases.records import Notice
from dialogs.task_effects import GIVEN


class Keeping(Protocol):
    """Messages that are kept up to date, by a key."""

    async def adopt(self, key: str, place: Place) -> None:
        """The message that is there is kept up to date from now on."""
        ...

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent."""
        ...

    async def keep(self, key: str, url: str, conversation: ConversationId, card: Card) -> bool:
        """See to it that this message shows this card; whether anything had to be sent."""
        ...


class TaskPoster:
    """Shows the cards of tasks (bot.tasks.Poster)."""

    def __init__(self, keeping: Keeping, service_url: Callable[[ConversationId], str]) -> None:
        self._keeping, self._service_url = keeping, service_url

    async def show(self, key: str, conversation: ConversationId, card: Card) -> None:
        """See to it that the message of that key shows this card."""
        await self._keeping.keep(key, self._service_url(conversation), conversation, card)

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent."""
        return await self._keeping.where(key)

    async def delivered(self, notice: Notice, place: Place) -> None:
        """The card by which somebody was given a task is kept in step from then on."""
        if notice.kind == GIVEN:
            await self._keeping.adopt(owner_key(TaskId(notice.subject), notice.to), place)


class RememberedPosts:
    """Keeps messages up to date for as long as the process lives (Keeping)."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._places: dict[str, Place] = {}
        self._shown: dict[str, Card] = {}

    async def adopt(self, key: str, place: Place) -> None:
        """The message that is there is kept up to date from now on."""
        self._places[key] = place
        self._shown.pop(key, None)

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent."""
        place = self._places.get(key)
        return place.conversation_id if place else None

    async def keep(self, key: str, url: str, conversation: ConversationId, card: Card) -> bool:
        """See to it that this message shows this card; whether anything had to be sent."""
        place, body = self._places.get(key), message(card, conversation)
        if place is not None and place.conversation_id == conversation:
            if self._shown.get(key) == card:
                return False
            try:
                await self._connector.update(url, conversation, place.activity_id, body)
            except GoneError:
                place = None
        if place is None or place.conversation_id != conversation:
            sent = await self._connector.send(url, conversation, body)
            self._places[key] = Place(conversation, sent)
        self._shown[key] = card
        return True
