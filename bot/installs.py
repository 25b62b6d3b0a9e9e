"""Gives the app to people who never had it, so that they can be told what they have to know."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.bell import Bell
from bot.private import PrivateChats
from bot.work.errors import AgainError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.local import local_day
from cases.model import Identity, PractitionerId
from cases.ports import Clock, Ledger, Register
from cases.ports_installs import Installs
from cases.ports_tenant import AskLaterError, NotThereError, RefusedError
from cases.records import Effects, Work

log = structlog.get_logger()

NAME = "install"
GIVEN, REFUSED, NOBODY = "given", "refused", "nobody"


@dataclass(frozen=True, slots=True)
class AppGiver:
    """One tenant's people. ``installs`` is None where Graph is off: then managers hear who is missing.

    ``service_url`` is where new chats are written to.
    """

    tenant: str
    installs: Callable[[], Awaitable[Installs]] | None
    register: Register
    ledger: Ledger
    clock: Clock
    chats: PrivateChats
    bell: Bell
    service_url: str

    async def absent(self, practitioner: PractitionerId, identity: Identity) -> None:
        """Somebody to whom something was to be said never had the app: once a day it is tried for them."""
        if self.installs is None or identity.tenant_id != self.tenant:
            return
        key = f"{NAME}:{practitioner}:{local_day(self.clock.now())}"
        await self.ledger.commit(Effects(work=(Work(NAME, key, (practitioner,)),)), None)

    def job(self) -> Job:
        """Giving it as a piece of work."""

        async def work(steps: Steps, practitioner: str) -> None:
            await steps.do("give", lambda: self.give(PractitionerId(practitioner)))

        return Job(NAME, work)

    async def give(self, practitioner: PractitionerId) -> str:
        """Give it to them; what came of it. What waits for them is told them then."""
        colleague = await self.register.colleague(practitioner)
        identity = colleague.practitioner.identity if colleague and colleague.practitioner.active else None
        if identity is None or self.installs is None:
            return NOBODY
        try:
            chat = await (await self.installs()).give(identity)
        except AskLaterError as wrong:
            raise AgainError(wrong.retry_after or 0.0) from None
        except NotThereError:
            return NOBODY
        except RefusedError as wrong:
            # Nobody has to look at each of these: their managers hear of them once a week.
            log.warning("install.refused", why=wrong.why)
            return REFUSED
        await self.chats.heard(identity, chat, self.service_url, afresh=True)
        self.bell.ring()
        return GIVEN
