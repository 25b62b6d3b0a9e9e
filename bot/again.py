"""Whether a message whose sending was broken off has arrived: looked for in the chat before it goes again.

Nobody can ask the Bot Connector, but Microsoft Graph shows what is in a person's chat with the bot. Where
Graph may not be asked, the message is sent again at once; where it does not answer, after a few looks: rather
twice than not at all, and never long after.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from cases.model import ConversationId, Identity, Place
from cases.ports import Register
from cases.ports_chats import Chats
from cases.ports_delivery import Contacts, Doubt, PendingNotice
from cases.ports_tenant import AskLaterError, NotThereError, RefusedError
from dialogs.readers import identity_of

log = structlog.get_logger()

SETTLED = timedelta(seconds=15)
"""So long a message that has just left may not be seen by Graph yet, or still be on its way."""
LOOKS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 40))
"""After each look that Graph did not answer, but the last. One takes PATIENCE at most: two minutes in all."""
PATIENCE = 15.0
_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Arrived:
    """It is there."""

    place: Place


@dataclass(frozen=True, slots=True)
class NotYet:
    """Nobody can say before that moment. ``in_vain`` if somebody has looked."""

    until: datetime
    in_vain: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """It is not there; or, unless ``sure``, nobody can say whether it is."""

    sure: bool


Looked = Arrived | NotYet | Missing
Look = Callable[[PendingNotice, datetime], Awaitable[Looked]]


async def unable(pending: PendingNotice, now: datetime) -> Looked:
    """Nobody can look."""
    del pending, now
    return Missing(sure=False)


@dataclass(frozen=True, slots=True)
class ChatLook:
    """Looks into the chats of one tenant's people. ``chats`` opens Graph."""

    tenant: str
    chats: Callable[[], Awaitable[Chats]]
    register: Register
    contacts: Contacts

    async def __call__(self, pending: PendingNotice, now: datetime) -> Looked:
        """Look for a notice in doubt."""
        identity = await identity_of(pending.notice.to, self.register)
        doubt = pending.doubt
        if doubt is None or not pending.mark or identity is None or identity.tenant_id != self.tenant:
            return Missing(sure=False)
        if now < doubt.left + SETTLED:
            return NotYet(doubt.left + SETTLED, in_vain=False)
        try:
            found = await self._find(identity, pending.mark, doubt)
        except (AskLaterError, TimeoutError) as wrong:
            return _later(doubt, now, wrong)
        except (RefusedError, NotThereError) as wrong:
            log.warning("notice.unseen", why=wrong.why if isinstance(wrong, RefusedError) else "not_there")
            return Missing(sure=False)
        except Exception:  # Graph that cannot be opened must not keep anybody from being told
            log.exception("notice.unseen", why="failed")
            return Missing(sure=False)
        return Missing(sure=True) if found is None else await self._arrived(identity, found)

    async def _find(self, identity: Identity, mark: str, doubt: Doubt) -> str | None:
        chats = await self.chats()
        async with asyncio.timeout(PATIENCE):
            return await chats.posted(identity, mark, doubt.since - _CLOCKS_DIFFER)

    async def _arrived(self, identity: Identity, message: str) -> Arrived:
        chat = await self.contacts.chat(identity)
        return Arrived(Place(chat.conversation_id if chat else ConversationId(""), message))


def _later(doubt: Doubt, now: datetime, wrong: AskLaterError | TimeoutError) -> Looked:
    if doubt.looks >= len(LOOKS):
        log.warning("notice.unseen", why="unavailable")
        return Missing(sure=False)
    told = timedelta(seconds=getattr(wrong, "retry_after", None) or 0)
    return NotYet(now + max(LOOKS[doubt.looks], min(told, LOOKS[-1])), in_vain=True)
