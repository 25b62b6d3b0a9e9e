"""Messages of the bot that are kept up to date: sent once, then put in each other's place.

The intention is recorded before a message leaves, its id after. Whoever finds an intention without an id
looks whether the message is there before sending another; whoever has sent one that somebody else has sent
too takes their own back.
"""

import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress

import msgspec

from bot.connector import Connector, ConnectorError, GoneError
from bot.message import message
from cards.card import Card
from cards.marked import marker
from cases.model import ConversationId, Place
from cases.ports import Clock
from store.posts import Post, SqlPosts

Look = Callable[[str], Awaitable[str | None]]
"""Finds a message of ours that is there already, by the id of its card's first element."""


async def not_found(_: str) -> None:
    """Where nobody can look."""


class Posts:
    """Keeps messages up to date. Each call raises ConnectorError for what may be well later."""

    def __init__(self, posts: SqlPosts, connector: Connector, clock: Clock) -> None:
        self._posts = posts
        self._connector = connector
        self._clock = clock

    async def adopt(self, key: str, place: Place) -> None:
        """The message that is there was sent by a turn; it is kept up to date from now on."""
        await self._posts.adopt(Post(key, place.conversation_id, place.activity_id), self._clock.now())

    async def where(self, key: str) -> ConversationId | None:
        """The conversation of a message that was sent."""
        post = await self._posts.of(key)
        return post.conversation_id if post and post.activity_id else None

    async def keep(
        self, key: str, url: str, conversation: ConversationId, card: Card, look: Look | None = None
    ) -> bool:
        """See to it that this message shows this card; whether anything had to be sent.

        Without a ``look`` a message that may have been sent is not sent again: rather none than two.
        """
        digest, gone = digest_of(card), ""
        post = await self._posts.of(key)
        if post is not None and post.activity_id:
            gone = post.activity_id
            if post.conversation_id == conversation:
                if post.digest == digest:
                    return False
                if await self._put(url, post, card, digest):
                    return True
        found = None
        if post is not None and post.conversation_id == conversation and not gone:
            if look is None:
                return False
            found = await look(marker(card))
        elif not await self._posts.intend(key, conversation, self._clock.now(), gone):
            return await self.keep(key, url, conversation, card, look)  # somebody else was quicker
        if found is not None:
            await self._posts.sent(key, found, "", self._clock.now())
            there = await self._put(url, Post(key, conversation, found), card, digest)
            # Else whoever sent it has taken it back meanwhile.
            return there or await self.keep(key, url, conversation, card, look)
        await self._send(key, url, conversation, card, digest)
        return True

    async def _send(self, key: str, url: str, conversation: ConversationId, card: Card, digest: str) -> None:
        sent = await self._connector.send(url, conversation, message(card, conversation))
        if not await self._posts.sent(key, sent, digest, self._clock.now()):
            with suppress(ConnectorError):
                await self._connector.delete(url, conversation, sent)

    async def _put(self, url: str, post: Post, card: Card, digest: str) -> bool:
        """Put the card in the old one's place; False if that is gone."""
        body = message(card, post.conversation_id)
        try:
            await self._connector.update(url, post.conversation_id, post.activity_id, body)
        except GoneError:
            return False
        await self._posts.sent(post.key, post.activity_id, digest, self._clock.now())
        return True


def digest_of(card: Card) -> str:
    """The same for the same card."""
    return hashlib.sha256(msgspec.json.encode([card.content, card.summary])).hexdigest()
