"""The cards of a case: in its channel, and where somebody follows how far it has come."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.channels.at import At
from bot.channels.cards import CaseCards
from bot.channels.posts import Look, Posts, not_found
from bot.connector import ConnectorError, UnreachableError
from bot.private import PrivateChats
from bot.work.errors import AgainError
from cases.model import CaseId, ChannelOrder, ConversationId
from cases.ports_casework import ChannelBook
from cases.tending_steps import (
    Did,
    Seen,
)
from dialogs.readers import identity_of
from dialogs.turn import Desk

log = structlog.get_logger()

CARD = "card"
"""Under which word ``Seen`` keeps whether the case card had to be sent."""
_ONCE_IN = timedelta(seconds=1)

LookIn = Callable[[At], Look]
"""Where to look for a message of ours in a case's channel."""


def nowhere(_: At) -> Look:
    """Where nobody can look."""
    return not_found


class Shown:
    """Keeps a case's cards up to date."""

    def __init__(
        self,
        desk: Desk,
        book: ChannelBook,
        posts: Posts,
        chats: PrivateChats,
        cards: CaseCards,
        service_url: Callable[[ConversationId], str],
        look: LookIn = nowhere,
    ) -> None:
        self._desk = desk
        self._book = book
        self._posts = posts
        self._chats = chats
        self._cards = cards
        self._service_url = service_url
        self._look = look
        self._last: dict[CaseId, datetime] = {}

    async def card(self, at: At) -> Seen:
        """The case card, in its channel."""
        card, sent = await self._cards.channel(at.case, self._desk, at.now), False
        if card is not None:
            url = self._service_url(at.channel)
            sent = await _patiently(
                lambda: self._posts.keep(f"case:{at.case}:card", url, at.channel, card, self._look(at))
            )
        return at.seen.having(Did.CARD).noting(CARD, "sent" if sent else "")

    async def summary(self, at: At) -> Seen:
        """What there was, once for each time that the case is closed."""
        card = await self._cards.summary(at.case, self._desk, at.now)
        closing = await self._book.closed_by(at.case)
        if card is not None and closing:
            key, url = f"case:{at.case}:summary:{closing}", self._service_url(at.channel)
            await _patiently(lambda: self._posts.keep(key, url, at.channel, card, self._look(at)))
        return at.seen.having(Did.SUMMARY)

    async def progress(
        self, case: CaseId, order: ChannelOrder, now: datetime, *, last: bool, opening: bool
    ) -> None:
        """How far it has come, for whoever asked; at most once a second, but the last time always.

        A message that is there is kept up to date; a new one is sent only while the channel is ``opening``:
        nobody wants to hear each time that somebody comes or goes. Nothing depends on it: what cannot be
        shown is not.
        """
        before = self._last.get(case)
        if not last and before is not None and now < before + _ONCE_IN:
            return
        self._last[case] = now
        if last:
            del self._last[case]
        try:
            await self._progress(case, order, now, opening=opening)
        except ConnectorError as wrong:
            log.warning("channel.progress_not_shown", error=wrong)

    async def _progress(self, case: CaseId, order: ChannelOrder, now: datetime, *, opening: bool) -> None:
        key = f"case:{case}:progress"
        if order.progress is None and not opening and await self._posts.where(key) is None:
            return
        card = await self._cards.progress(case, self._desk, now)
        if card is None:
            return
        if order.progress is not None:
            await self._posts.adopt(key, order.progress)
            conversation = order.progress.conversation_id
            url = self._service_url(conversation)
            if await self._posts.where(key) == conversation:
                await self._posts.keep(key, url, conversation, card)
                return
        identity = await identity_of(order.asked_by, self._desk.register)
        if identity is None:
            return
        place = await self._chats.place(identity)
        if place is None:
            return
        conversation, url = place
        try:
            await self._posts.keep(key, url, conversation, card)
        except UnreachableError:
            await self._chats.lost(identity, now)


async def _patiently(send: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await send()
    except ConnectorError as wrong:
        raise AgainError(wrong.retry_after or 0.0) from wrong
