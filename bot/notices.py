"""Tells people what they are to be told, in the background, until it has arrived or cannot."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.bell import Bell
from bot.connector import ConnectorError
from bot.private import PrivateChats
from cases.model import Place
from cases.ports import Clock
from cases.ports_delivery import Notices, PendingNotice
from cases.records import Notice
from dialogs.tell import tell
from dialogs.tell_upkeep import claim
from dialogs.turn import Desk

log = structlog.get_logger()

_BATCH = 50
_LOOK_AGAIN = 5.0  # seconds; another replica, or a moved clock, may have made something due
_RETRY = timedelta(minutes=1)
_UNREACHABLE = timedelta(days=1)  # kept for when they come back; until then nobody is called

Delivered = Callable[[Notice, Place], Awaitable[None]]


async def not_followed(notice: Notice, place: Place) -> None:
    """Messages that stay as they were sent."""


class NoticeWorker:
    """Delivers what lies in the outbox. Runs at least once per notice: a crash in between may repeat one."""

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
            while due := await self._notices.due(self._clock.now(), _BATCH):
                for pending in due:
                    await self._one(pending)

    async def _one(self, pending: PendingNotice) -> None:
        now = self._clock.now()
        try:
            reached = await self._told(pending.notice, now)
        except ConnectorError as error:
            log.warning("notice.postponed", error=error)
            if not error.maybe_delivered:
                await self._desk.ledger.release(claim(pending.notice))
            await self._notices.later(pending.id, now + _RETRY, type(error).__name__)
            return
        if reached:
            await self._notices.done(pending.id)
        else:
            # Nothing was sent, so it may be sent when they are back.
            await self._desk.ledger.release(claim(pending.notice))
            await self._notices.later(pending.id, now + _UNREACHABLE, "Unreachable")

    async def _told(self, notice: Notice, now: datetime) -> bool:
        card = await tell(notice, self._desk, now)
        colleague = await self._desk.register.colleague(notice.to)
        identity = colleague.practitioner.identity if colleague else None
        if card is None or identity is None:
            return True
        place = await self._chats.send(identity, card, now)
        if place is None:
            return False
        await self._delivered(notice, place)
        return True
