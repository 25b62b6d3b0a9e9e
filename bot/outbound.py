"""From replies to activities: into the room, into the asker's own chat, or as the answer to a press."""

from collections.abc import Sequence
from typing import Any

from bot.activity import Inbound
from bot.connector import Connector, UnreachableError
from bot.message import card_response, message, message_response
from bot.private import PrivateChats
from dialogs.turn import Audience, Reply, Room, Turn


class Outbound:
    """Delivers what a dialog answered."""

    def __init__(self, connector: Connector, chats: PrivateChats) -> None:
        self._connector = connector
        self._chats = chats

    async def say(self, inbound: Inbound, turn: Turn, replies: Sequence[Reply]) -> None:
        """Send each reply to whom it is for. Private ones go first, so that what the room hears is true."""
        for reply in sorted(replies, key=lambda one: one.to is Audience.ROOM):
            if reply.to is Audience.ROOM or turn.room is Room.PERSONAL:
                body = message(reply.card, inbound.conversation.id, reply_to=inbound.id)
                try:
                    await self._connector.send(
                        inbound.service_url, inbound.conversation.id, body, tenant=turn.identity.tenant_id
                    )
                except UnreachableError:
                    await self._chats.lost(turn.identity, turn.now)
            else:
                await self._chats.send(turn.identity, reply.card, turn.now, inbound.service_url)

    async def answer_press(self, inbound: Inbound, turn: Turn, replies: Sequence[Reply]) -> dict[str, Any]:
        """The body of an ``adaptiveCard/action`` response.

        In a personal chat the new card takes the old one's place. Elsewhere the answer goes to the asker's
        own chat, because a card in a room is everybody's; unless it is their own view of that very card,
        which Teams shows to nobody else.
        """
        own = next((reply for reply in replies if reply.to is Audience.PRESSER), None)
        if own is not None and turn.room is not Room.PERSONAL:
            return card_response(own.card)
        if turn.room is Room.PERSONAL:
            first, *rest = replies
            await self.say(inbound, turn, rest)
            return card_response(first.card)
        await self.say(inbound, turn, [reply for reply in replies if reply.to is Audience.ASKER])
        for_all = [reply.card for reply in replies if reply.to is Audience.ROOM]
        return message_response(for_all[0].summary) if for_all else message_response("Done.")
