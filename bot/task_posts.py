"""Where the cards of tasks are in Teams, and how they are put in each other's place."""

from collections.abc import Callable

from bot.channels.posts import Look, Posts, not_found
from bot.tasks import owner_key
from cards.card import Card
from cases.model import ConversationId, Place, PractitionerId, TaskId
from cases.ports_delivery import Contacts
from cases.records import Notice
from dialogs.task_effects import GIVEN


def nowhere(_: ConversationId) -> Look:
    """Where nobody can look."""
    return not_found


class TaskPoster:
    """Shows the cards of tasks (bot.tasks.Poster)."""

    def __init__(
        self,
        posts: Posts,
        contacts: Contacts,
        service_url: Callable[[ConversationId], str],
        look: Callable[[ConversationId], Look] = nowhere,
    ) -> None:
        """``service_url`` is where a channel lives; contacts know it of a person's own chat.

        ``look`` finds in a channel what may have been sent before a crash.
        """
        self._posts, self._contacts, self._service_url, self._look = posts, contacts, service_url, look

    async def show(
        self, key: str, conversation: ConversationId, card: Card, to: PractitionerId | None = None
    ) -> None:
        """See to it that the message of that key shows this card."""
        chat = await self._contacts.of(to) if to else None
        known = chat.service_url if chat and chat.conversation_id == conversation else ""
        url = known or self._service_url(conversation)
        await self._posts.keep(key, url, conversation, card, not_found if to else self._look(conversation))

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent."""
        return await self._posts.where(key)

    async def delivered(self, notice: Notice, place: Place) -> None:
        """The card by which somebody was given a task is kept in step from then on."""
        if notice.kind == GIVEN:
            await self._posts.adopt(owner_key(TaskId(notice.subject), notice.to), place)
