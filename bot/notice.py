"""Delivering one notice: put into words now, sent, and noted; or put off, or given up."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import uuid4

import structlog

from bot.again import SETTLED, Arrived, Look, NotYet
from bot.connector import ConnectorError, CrowdedError
from bot.private import PrivateChats
from cards.marked import marked
from cases.model import Identity, Place, PractitionerId
from cases.ports import Clock
from cases.ports_delivery import FOUND, QUIET, DeliveryState, Ended, Notices, PendingNotice, PutOff
from cases.records import Notice
from dialogs.readers import identity_of
from dialogs.tell import tell
from dialogs.turn import Desk

log = structlog.get_logger()

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1_800, 7_200, 21_600))
"""After each attempt but the last, about nine hours in all: a night's outage gives nothing up."""
_DAILY = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=30)
"""So long a notice is kept for somebody who cannot be reached."""
_UNSAID = timedelta(seconds=2)

Delivered = Callable[[Notice, Place], Awaitable[None]]
Decent = Callable[[PendingNotice], Awaitable[datetime | None]]
Absent = Callable[[PractitionerId, Identity], Awaitable[None]]


class TakenError(Exception):
    """Somebody else has taken it meanwhile."""


async def not_followed(notice: Notice, place: Place) -> None:
    """Messages that stay as they were sent."""


async def at_any_hour(pending: PendingNotice) -> None:
    """Nothing is kept for a decent hour."""


async def left_absent(practitioner: PractitionerId, identity: Identity) -> None:
    """Nothing is done about somebody who never had the app."""


class Delivery:
    """Delivers notices that ``me`` has taken."""

    def __init__(
        self,
        notices: Notices,
        desk: Desk,
        chats: PrivateChats,
        clock: Clock,
        me: str,
        delivered: Delivered,
        decent: Decent,
        absent: Absent,
        look: Look,
    ) -> None:
        self._notices = notices
        self._desk = desk
        self._chats = chats
        self._clock = clock
        self._me = me
        self._delivered = delivered
        self._decent = decent
        self._absent = absent
        self._look = look

    async def deliver(self, pending: PendingNotice) -> bool:
        """Deliver it; False if those behind it have to wait."""
        now = self._clock.now()
        try:
            if pending.doubt is not None:
                known = await self._looked(pending, now)
                if known is not None:
                    return known
            until = await self._decent(pending)
            if until is not None and until > now:
                await self._later(pending, until, QUIET, PutOff.UNTIMELY)
                return True
            await self._send(pending, now)
        except TakenError:
            return False
        except ConnectorError as error:
            return await self._in_vain(pending, now, error)
        except Exception as error:  # one that cannot be put into words must not stop the others
            log.exception("notices.failed")
            return await self._tried(pending, now, type(error).__name__, PutOff.TRIED)
        return True

    async def give_back(self, pending: PendingNotice) -> None:
        """It was not begun."""
        await self._notices.later(pending.id, self._clock.now(), "", self._me, PutOff.UNTIMELY)

    async def _looked(self, pending: PendingNotice, now: datetime) -> bool | None:
        """Look whether it has arrived already; None if it is to be sent, else as ``deliver``."""
        found = await self._look(pending, now)
        if isinstance(found, Arrived):
            await self._delivered(pending.notice, found.place)
            await self._ended(pending, Ended(DeliveryState.SENT, now, found.place.activity_id, FOUND))
            log.info("notice.found")
            return True
        if isinstance(found, NotYet):
            why = PutOff.UNSEEN if found.in_vain else PutOff.CROWDED
            await self._later(pending, found.until, "Unseen", why)
            return False
        if found.sure:
            await self._notices.sure(pending.id, self._me)
        return None

    async def _send(self, pending: PendingNotice, now: datetime) -> None:
        card = await tell(pending.notice, self._desk, now)
        identity = await identity_of(pending.notice.to, self._desk.register)
        if card is None or identity is None:
            why = "NothingToTell" if card is None else "NoAccount"
            await self._ended(pending, Ended(DeliveryState.CANCELLED, now, error=why))
            return

        mark = pending.mark or uuid4().hex

        async def about_to() -> None:
            if not await self._notices.sending(pending.id, self._clock.now(), self._me, mark):
                raise TakenError

        sent = await self._chats.send(identity, marked(card, mark), now, about_to=about_to)
        if sent is None:
            await self._unreachable(pending, identity, now)
            return
        await self._delivered(pending.notice, sent.place)
        ended = Ended(DeliveryState.SENT, self._clock.now(), sent.activity_id)
        if not await self._ended(pending, ended):
            await self._chats.take_back(sent)

    async def _unreachable(self, pending: PendingNotice, identity: Identity, now: datetime) -> None:
        """Kept for when they are back. Who never had the app gets it, where that is allowed."""
        if pending.since is not None and now - pending.since >= GIVEN_UP_AFTER:
            await self._ended(pending, Ended(DeliveryState.UNREACHABLE, now, error="Unreachable"))
            return
        await self._later(pending, now + _DAILY, "Unreachable", PutOff.UNREACHABLE)
        if not await self._chats.ever(identity):
            await self._absent(pending.notice.to, identity)

    async def _in_vain(self, pending: PendingNotice, now: datetime, error: ConnectorError) -> bool:
        told = timedelta(seconds=error.retry_after or 0)
        if isinstance(error, CrowdedError) or error.status == HTTPStatus.TOO_MANY_REQUESTS:
            await self._later(pending, now + max(told, _UNSAID), type(error).__name__, PutOff.CROWDED)
            return False
        log.warning("notice.postponed", error=error, attempt=pending.attempts + 1)
        if error.maybe_delivered:
            return await self._tried(pending, now, _named(error), PutOff.MAYBE, max(told, SETTLED))
        return await self._tried(pending, now, _named(error), PutOff.TRIED, told)

    async def _tried(
        self, pending: PendingNotice, now: datetime, error: str, why: PutOff, least: timedelta = timedelta()
    ) -> bool:
        if pending.attempts >= len(PAUSES):
            log.error("notice.failed", attempt=pending.attempts + 1)
            await self._ended(pending, Ended(DeliveryState.FAILED, now, error=error))
            return True
        await self._later(pending, now + max(PAUSES[pending.attempts], least), error, why)
        return False

    async def _later(self, pending: PendingNotice, until: datetime, error: str, why: PutOff) -> None:
        await self._notices.later(pending.id, until, error, self._me, why)

    async def _ended(self, pending: PendingNotice, ended: Ended) -> bool:
        return await self._notices.done(pending.id, self._me, ended)


def _named(error: ConnectorError) -> str:
    return f"{type(error).__name__} {error.status or ''}".strip()
