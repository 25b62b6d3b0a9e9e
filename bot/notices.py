"""Tells people what they are to be told, in the background, until it has arrived or cannot."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from bot.bell import Bell
from bot.connector import ConnectorError
from bot.private import PrivateChats
from cases.model import Place
from cases.ports import Clock
from cases.ports_delivery import Notices, PendingNotice
from cases.records import Notice
from dialogs.tell import tell
from dialogs.turn import Desk

log = structlog.get_logger()

_LOOK_AGAIN = 5.0  # seconds; another replica, or a moved clock, may have made something due
_RETRY = timedelta(minutes=1)
_UNREACHABLE = timedelta(days=1)  # kept for when they come back; until then nobody is called
_LEASE = timedelta(minutes=3)
"""Longer than it takes to deliver one, whatever the connector does. After a crash somebody else takes it."""

Delivered = Callable[[Notice, Place], Awaitable[None]]


async def not_followed(notice: Notice, place: Place) -> None:
    """Messages that stay as they were sent."""


class NoticeWorker:
    """Delivers what lies in the outbox, of several replicas one each.

    Runs at least once per notice: a process that dies between sending one and noting that may repeat it. One
    that was only away for long takes back what another has sent in its place.
    """

    def __init__(
        self,
        notices: Notices,
        desk: Desk,
        chats: PrivateChats,
        clock: Clock,
        bell: Bell,
        *,
        delivered: Delivered = not_followed,
    ) -> None:
        """``delivered`` hears where each notice's message is."""
        self._delivered = delivered
        self._notices = notices
        self._desk = desk
        self._chats = chats
        self._clock = clock
        self._bell = bell
        self._turn = asyncio.Lock()
        self._me = uuid4().hex

    async def run(self) -> None:
        """Deliver for ever. Cancel to stop."""
        while True:
            try:
                await self.deliver()
            except Exception:  # a worker that dies tells nobody anything
                log.exception("notices.failed")
            await self._bell.wait(_LOOK_AGAIN)

    async def deliver(self) -> None:
        """Deliver all that is due now."""
        async with self._turn:
            while pending := await self._take():
                await self._one(pending)

    async def _take(self) -> PendingNotice | None:
        now = self._clock.now()
        return await self._notices.take(now, now + _LEASE, self._me)

    async def _one(self, pending: PendingNotice) -> None:
        now = self._clock.now()
        sent = None
        try:
            card = await tell(pending.notice, self._desk, now)
            colleague = await self._desk.register.colleague(pending.notice.to)
            identity = colleague.practitioner.identity if colleague else None
            if card is not None and identity is not None:
                sent = await self._chats.send(identity, card, now)
                if sent is None:
                    await self._later(pending, now + _UNREACHABLE, "Unreachable")
                    return
                await self._delivered(pending.notice, sent.place)
        except ConnectorError as error:
            log.warning("notice.postponed", error=error)
            await self._later(pending, now + _RETRY, type(error).__name__)
            return
        if not await self._notices.done(pending.id, self._me) and sent is not None:
            await self._chats.take_back(sent)

    async def _later(self, pending: PendingNotice, not_before: datetime, why: str) -> None:
        await self._notices.later(pending.id, not_before, why, self._me)
