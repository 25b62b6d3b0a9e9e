"""A person's own chat with the bot: found, opened when there is none yet, lost when they block it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.connector import AboutTo, Connector, ConnectorError, GoneError, UnreachableError
from bot.message import message
from cards.card import Card
from cases.model import ConversationId, Identity, Place
from cases.ports_delivery import Contacts


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that arrived: where, and its id there."""

    service_url: str
    conversation_id: ConversationId
    activity_id: str

    @property
    def place(self) -> Place:
        """The message, without where the conversation lives."""
        return Place(self.conversation_id, self.activity_id)


class PrivateChats:
    """Where each person can be written to alone."""

    def __init__(
        self,
        connector: Connector,
        contacts: Contacts,
        bot_id: str,
        home: str,
        known: dict[Identity, tuple[str, str]] | None = None,
    ) -> None:
        """``home`` is the service URL to use for a person whom no activity has come from yet.

        ``known`` is what was remembered already, by whoever shares it.
        """
        self._connector = connector
        self._contacts = contacts
        self._bot_id = bot_id
        self._home = home
        self._known = {} if known is None else known

    def by(self, connector: Connector) -> "PrivateChats":
        """The same chats, written to by another connector."""
        return PrivateChats(connector, self._contacts, self._bot_id, self._home, self._known)

    async def heard(
        self, identity: Identity, conversation_id: ConversationId, service_url: str, *, afresh: bool = False
    ) -> None:
        """Remember where this person's own chat is.

        ``afresh`` where another replica may have found since that they could not be reached.
        """
        place = (conversation_id, service_url)
        if afresh or self._known.get(identity) != place:
            await self._contacts.remember(identity, conversation_id, service_url)
            self._known[identity] = place

    async def send(
        self,
        identity: Identity,
        card: Card,
        now: datetime,
        service_url: str | None = None,
        *,
        about_to: AboutTo | None = None,
    ) -> Delivered | None:
        """Send a card to one person alone. None when they cannot be reached: blocked, or not installed.

        ``service_url`` is where to open a chat with somebody who has none yet; ``about_to`` is called when
        the message is about to leave.
        """
        chat = await self._contacts.chat(identity)
        if chat is not None and chat.unreachable:
            return None
        try:
            if chat is not None and chat.conversation_id:
                with suppress(GoneError):  # the chat is no more: there may be another
                    return await self._send(identity, card, chat.conversation_id, chat.service_url, about_to)
            place, url = await self._open(identity, service_url or self._home)
            return await self._send(identity, card, place, url, about_to)
        except (UnreachableError, GoneError):
            await self.lost(identity, now)
            return None

    async def ever(self, identity: Identity) -> bool:
        """Whether there has been a chat with this person."""
        chat = await self._contacts.chat(identity)
        return chat is not None and bool(chat.conversation_id)

    async def take_back(self, sent: Delivered) -> None:
        """Somebody else has sent the same."""
        with suppress(ConnectorError):
            await self._connector.delete(sent.service_url, sent.conversation_id, sent.activity_id)

    async def place(self, identity: Identity) -> tuple[ConversationId, str] | None:
        """The person's own chat and where it lives, opened if there is none yet; None if out of reach."""
        chat = await self._contacts.chat(identity)
        if chat is not None and chat.unreachable:
            return None
        if chat is not None and chat.conversation_id:
            return chat.conversation_id, chat.service_url
        return await self._open(identity, self._home)

    async def lost(self, identity: Identity, now: datetime) -> None:
        """Mark a person unreachable until they speak to the bot again."""
        self._known.pop(identity, None)
        await self._contacts.unreachable(identity, now)

    async def _send(
        self,
        identity: Identity,
        card: Card,
        place: ConversationId,
        url: str,
        about_to: AboutTo | None,
    ) -> Delivered:
        sent = await self._connector.send(
            url, place, message(card, place), tenant=identity.tenant_id, about_to=about_to
        )
        return Delivered(url, place, sent)

    async def _open(self, identity: Identity, service_url: str) -> tuple[ConversationId, str]:
        place = ConversationId(
            await self._connector.create_personal(
                service_url, identity.tenant_id, identity.object_id, self._bot_id
            )
        )
        await self._contacts.remember(identity, place, service_url)
        return place, service_url
