"""Tells people what they are to be told, in the background, until it has arrived or cannot.

Many at once, of several replicas some each. What is about to leave is marked first, what has left is noted
with its message's id. A process that dies in between leaves a doubt: whoever takes it over looks whether the
message arrived before it goes again (bot.again). Where nobody can look it is sent again, never lost, and
counted as "maybe twice". A replica that was only away for long takes back what another has sent in its place.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import groupby
from uuid import uuid4

import structlog

from bot.again import Look, unable
from bot.bell import Bell
from bot.notice import Absent, Decent, Delivered, Delivery, at_any_hour, left_absent, not_followed
from bot.private import PrivateChats
from cases.ports import Clock
from cases.ports_delivery import Notices, PendingNotice
from dialogs.turn import Desk

log = structlog.get_logger()

AT_ONCE = 100
"""So many are in hand at most: two seconds of what a tenant takes."""
_LOOK_AGAIN = 5.0  # seconds; another replica, or a moved clock, may have made something due
_SOON = 1.0
_LEASE = timedelta(minutes=3)
"""Longer than it takes to deliver a few, whatever the connector does. After a crash somebody takes them."""
_TO_END = 5.0  # seconds that those under way have when the process is to stop


class NoticeWorker:
    """Delivers what lies in the outbox."""

    def __init__(
        self,
        notices: Notices,
        desk: Desk,
        chats: PrivateChats,
        clock: Clock,
        bell: Bell,
        *,
        delivered: Delivered = not_followed,
        decent: Decent = at_any_hour,
        absent: Absent = left_absent,
        look: Look = unable,
        at_once: int = AT_ONCE,
    ) -> None:
        """``delivered`` hears where each notice's message is; ``decent`` says until when one is to be kept.

        ``absent`` hears of whom there is no chat with, nor ever was. ``look`` says of one whose sending was
        broken off whether it has arrived.
        """
        self._notices = notices
        self._clock = clock
        self._bell = bell
        self._at_once = at_once
        self._turn = asyncio.Lock()
        self._me = uuid4().hex
        self._delivery = Delivery(notices, desk, chats, clock, self._me, delivered, decent, absent, look)
        self._under_way: dict[asyncio.Task[None], set[int]] = {}

    async def run(self) -> None:
        """Deliver for ever. Cancel to stop: what is under way is given a moment."""
        try:
            while True:
                try:
                    busy = await self.deliver()
                except Exception:  # a worker that dies tells nobody anything
                    log.exception("notices.failed")
                    busy = False
                await self._bell.wait(_SOON if busy else _LOOK_AGAIN)
        finally:
            await self._stop()

    async def deliver(self) -> bool:
        """Deliver all that is due now; whether there was anything."""
        async with self._turn:
            some = False
            while True:
                # A few free places are not worth a look: taking costs a write.
                if self._in_hand() <= self._at_once // 2:
                    some = bool(await self._begin()) or some
                if not self._under_way:
                    return some
                await self._wait()

    def _in_hand(self) -> int:
        return sum(map(len, self._under_way.values()))

    async def _begin(self) -> int:
        """Take what there is room for, and begin with it: a person's one after the other."""
        now = self._clock.now()
        most = self._at_once - self._in_hand()
        known = set().union(*self._under_way.values())
        taken = await self._notices.take(now, now + _LEASE, self._me, most)
        fresh = sorted((one for one in taken if one.id not in known), key=lambda one: (one.notice.to, one.id))
        for _, theirs in groupby(fresh, key=lambda one: one.notice.to):
            those = tuple(theirs)
            self._under_way[asyncio.create_task(self._chain(those))] = {one.id for one in those}
        return len(fresh)

    async def _wait(self) -> None:
        """Return when some have ended. What is no error of ours to handle ends all of them."""
        ended, _ = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        for one in ended:
            del self._under_way[one]
        broken = next((wrong for one in ended if (wrong := one.exception()) is not None), None)
        if broken is not None:
            await self._cancel()
            raise broken

    async def _chain(self, theirs: Sequence[PendingNotice]) -> None:
        """One person's, in their order: where one has to wait, those behind it do."""
        for number, one in enumerate(theirs):
            if not await self._delivery.deliver(one):
                for behind in theirs[number + 1 :]:
                    await self._delivery.give_back(behind)
                return

    async def _stop(self) -> None:
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_TO_END)
        await self._cancel()
        with suppress(Exception):  # else their time is over in a while
            await self._notices.give_back(self._me, self._clock.now())

    async def _cancel(self) -> None:
        for one in self._under_way:
            one.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way)
        self._under_way.clear()
