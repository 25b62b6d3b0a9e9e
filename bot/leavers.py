"""Asks the directory who has left: every hour who is disabled, and every day who is gone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import structlog

from bot.guids import is_guid
from bot.work.errors import AgainError, RefusedError, WorkFailedError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.leavers import LATELY, Account, Standing, has_left, is_back, most_believed
from cases.local import local_day
from cases.model import Colleague, Identity, PractitionerId
from cases.ports import Clock, Ledger, Register
from cases.ports_directory import Directory
from cases.ports_leavers import Roll
from cases.ports_tenant import AskLaterError
from cases.ports_tenant import RefusedError as TenantRefusedError
from cases.ports_upkeep import Upkeep
from cases.records import Effects, OutdatedError, Work
from dialogs.departure import DIRECTORY, comeback, departure

log = structlog.get_logger()

T = TypeVar("T")

NAME = "leavers"
DISABLED, ALL = "disabled", "all"
"""What a work asks: who is disabled, or how everybody on the roll stands."""

_A_STEP = 1_500  # so many people are asked about in one step: a hundred calls, one after the other
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Leavers:
    """One tenant's register and directory, to be compared.

    ``share`` of the tenant's active practitioners may have left at once. ``plan`` gives the next works, and
    ``has_given_up`` whether one of ours needs attention already.
    """

    tenant: str
    directory: Callable[[], Awaitable[Directory]]
    roll: Roll
    register: Register
    upkeep: Upkeep
    ledger: Ledger
    clock: Clock
    share: float
    plan: Callable[[datetime], Sequence[Work]]
    has_given_up: Callable[[], Awaitable[bool]]

    def job(self) -> Job:
        """The comparison as a piece of work."""
        return Job(NAME, self._compare)

    async def _compare(self, steps: Steps, what: str, key: str) -> None:
        try:
            await steps.do("plan", self._plan)
            count = await self._end(steps, what, key) + await self._bring_back(steps, what, key)
        except WorkFailedError:
            # One that says so is enough: otherwise every hour would add another to the list.
            if not await self.has_given_up():
                raise
            log.error("leavers.failed")  # noqa: TRY400 - where it was raised says nothing
            return
        log.info("leavers.done", count=count)

    async def _plan(self) -> None:
        works = tuple(self.plan(self.clock.now()))
        await self.ledger.commit(Effects(work=works), None)

    async def _end(self, steps: Steps, what: str, key: str) -> int:
        found: list[str] = []
        after = ""
        while True:
            page = await steps.do("find", lambda: self._find(what, after, len(found)))  # noqa: B023 - awaited
            found += page["found"]
            after = page["after"]
            if not after:
                break
        await steps.do("believe", lambda: self._believe(len(found)))
        count = 0
        for start in range(0, len(found), _AT_ONCE):
            some = found[start : start + _AT_ONCE]
            count += await steps.do("end", lambda: self._written(some, key, Standing.THERE))  # noqa: B023
        return count

    async def _bring_back(self, steps: Steps, what: str, key: str) -> int:
        count, after = 0, ""
        while True:
            page = await steps.do("back", lambda: self._back(what, key, after))  # noqa: B023 - awaited
            count, after = count + int(page["count"]), str(page["after"])
            if not after:
                return count

    async def _find(self, what: str, after: str, before: int) -> dict[str, Any]:
        """Ids of some who have left by what the directory says, and where to go on; "" at the end.

        Once there are more than is believed, nobody looks any further.
        """
        room = most_believed(await self.roll.count(self.tenant), self.share) - before
        if what == DISABLED:
            return {"found": await self._disabled(room), "after": ""}
        page = await self.roll.active(self.tenant, after, _A_STEP)
        stand = await self._accounts([row.identity for row in page])
        found = [row.practitioner_id for row in page if _says(stand, row.identity, Standing.THERE)]
        more = len(page) == _A_STEP and len(found) <= room
        return {"found": found, "after": page[-1].identity.object_id if more else ""}

    async def _disabled(self, room: int) -> list[str]:
        found: list[str] = []
        page = ""
        while len(found) <= room:
            people = await self._asked(lambda directory: directory.disabled(page))  # noqa: B023 - awaited
            found += [row.practitioner_id for row in await self.roll.among(people.identities)]
            page = people.further
            if not page:
                break
        return found

    async def _believe(self, found: int) -> None:
        if found > most_believed(await self.roll.count(self.tenant), self.share):
            log.error("leavers.not_believed", count=found)
            raise RefusedError

    async def _back(self, what: str, key: str, after: str) -> dict[str, Any]:
        today = local_day(self.clock.now())
        since = today - LATELY if what == DISABLED else date.min
        page = await self.roll.left(self.tenant, since, after, _A_STEP)
        ids = [row.practitioner_id for row in page]
        count = await self._written(ids, key, Standing.LEFT_BY_DIRECTORY)
        return {"count": count, "after": page[-1].identity.object_id if len(page) == _A_STEP else ""}

    async def _written(self, ids: Sequence[str], key: str, standing: Standing) -> int:
        """Write what the directory still says of these now; how often that was anything new."""
        people = {
            identity: whose
            for one in ids
            if (whose := await self.register.colleague(PractitionerId(one))) is not None
            and (identity := whose.practitioner.identity) is not None
        }
        stand = await self._accounts(list(people))
        said = [whose for identity, whose in people.items() if _says(stand, identity, standing)]
        return sum([await self._moved(whose, key, standing) for whose in said])

    async def _moved(self, whose: Colleague, key: str, standing: Standing) -> bool:
        now, says = self.clock.now(), Identity(self.tenant, DIRECTORY)
        if standing is Standing.THERE:
            effects = await departure(whose, self.upkeep, now, says, basis=DIRECTORY)
        else:
            effects = comeback(whose, now, says, DIRECTORY)
        try:
            return await self.ledger.commit(effects, f"{NAME}:{key}:{standing.name}:{whose.practitioner.id}")
        except OutdatedError:
            return False  # somebody said so meanwhile

    async def _accounts(self, people: Sequence[Identity]) -> dict[Identity, Account]:
        """How the accounts of these stand; what is no id of Entra is in no directory, and not asked about."""
        asked = [one for one in people if is_guid(one.object_id)]
        if not asked:
            return {}
        there = await self._asked(lambda directory: directory.accounts(asked))
        known = {True: Account.ENABLED, False: Account.DISABLED, None: Account.GONE}
        return {one: known[there.get(one)] for one in asked}

    async def _asked(self, ask: Callable[[Directory], Awaitable[T]]) -> T:
        try:
            return await ask(await self.directory())
        except TenantRefusedError:
            raise RefusedError from None
        except AskLaterError as later:
            raise AgainError(later.retry_after or 0.0) from None


def _says(stand: Mapping[Identity, Account], one: Identity, standing: Standing) -> bool:
    """Whether the directory says that somebody of that standing has moved."""
    account = stand.get(one)
    return account is not None and (has_left(standing, account) or is_back(standing, account))


def idle() -> Job:
    """Where nobody may ask Graph any more: what was planned before ends so."""

    async def nothing(_: Steps, *__: str) -> None:
        return

    return Job(NAME, nothing)
