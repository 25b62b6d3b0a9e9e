"""Keeps practitioners in step with the directory: every hour those it has never heard of, each day all."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.work.errors import AgainError, RefusedError, WorkFailedError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.entries import Listed, changes, followed
from cases.model import Identity
from cases.model.guids import is_guid
from cases.ports import Clock, Ledger
from cases.ports_directory import Directory
from cases.ports_entries import Entries
from cases.ports_tenant import AskLaterError
from cases.ports_tenant import RefusedError as TenantRefusedError
from cases.records import Action, AuditEntry, Effects, EntryRewrite, Outcome, OutdatedError, Work
from dialogs.departure import DIRECTORY

log = structlog.get_logger()

NAME = "entries"
NEW, ALL = "new", "all"
"""What a work looks at: those of whom the directory has never been asked, or everybody of the tenant."""

_A_STEP = 1_500  # so many people are asked about in one step: a hundred calls, one after the other
_AT_ONCE = 50

Change = tuple[Listed, Listed]


@dataclass(frozen=True, slots=True)
class Page:
    """What a look found: what is to be written, whom the directory has not, where to go on ("": the end)."""

    count: int
    changed: list[Change]
    missing: list[Listed]
    after: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """One tenant's practitioners, to be brought in step with its directory."""

    tenant: str
    directory: Callable[[], Awaitable[Directory]]
    entries: Entries
    ledger: Ledger
    clock: Clock

    async def page(self, after: str, *, unheard: bool) -> Page:
        """A look at some of them, those with object ids behind that one. Raises TenantError."""
        found = await self.entries.page(self.tenant, after, _A_STEP, unheard=unheard)
        asked = [one.identity for one in found if is_guid(one.identity.object_id)]
        said = await (await self.directory()).entries(asked) if asked else ()
        entries = {one.identity: one for one in said}
        looked = [(one, followed(one, entries.get(one.identity))) for one in found]
        missing = [one for one in found if one.identity not in entries]
        further = found[-1].identity.object_id if len(found) == _A_STEP else ""
        changed = [(before, then) for before, then in looked if before != then]
        return Page(len(found), changed, missing, further)

    async def write(self, looked: Sequence[Change], by: Identity) -> int:
        """Write it; how many practitioners it changed. Whoever has changed meanwhile is left for later."""
        count = 0
        for start in range(0, len(looked), _AT_ONCE):
            some = looked[start : start + _AT_ONCE]
            try:
                count += await self._commit(some, by)
            except OutdatedError:
                count += sum([await self._alone(one, by) for one in some])
        return count

    async def _alone(self, one: Change, by: Identity) -> int:
        try:
            return await self._commit([one], by)
        except OutdatedError:
            return 0

    async def _commit(self, some: Sequence[Change], by: Identity) -> int:
        changed = [(before, fields) for before, after in some if (fields := changes(before, after))]
        now = self.clock.now()
        audit = tuple(_entry(before, fields, now, by) for before, fields in changed)
        rewrites = tuple(EntryRewrite(before, after) for before, after in some)
        await self.ledger.commit(Effects(audit=audit, rewrites=rewrites), None)
        return len(changed)


def _entry(whose: Listed, fields: Sequence[str], now: datetime, by: Identity) -> AuditEntry:
    return AuditEntry(
        at=now,
        identity=by,
        practitioner_id=None,
        action=Action.PRACTITIONER_REFRESH,
        outcome=Outcome.CHANGED,
        basis=DIRECTORY,
        asked=f"practitioner {whose.practitioner_id}: {', '.join(fields)}",
    )


@dataclass(frozen=True, slots=True)
class EntriesWork:
    """The refresh as durable work. ``plan`` and ``has_given_up`` as for ``bot.leavers.Leavers``."""

    refresh: Refresh
    plan: Callable[[datetime], Sequence[Work]]
    has_given_up: Callable[[], Awaitable[bool]]

    def job(self) -> Job:
        """The piece of work."""
        return Job(NAME, self._run)

    async def _run(self, steps: Steps, what: str, _: str) -> None:
        count, after = 0, ""
        try:
            await steps.do("plan", self._plan)
            while True:
                page = await steps.do("look", lambda: self._look(what, after))  # noqa: B023 - awaited
                count, after = count + int(page["count"]), str(page["after"])
                if not after:
                    break
        except WorkFailedError:
            # One that says so is enough: otherwise every hour would add another to the list.
            if not await self.has_given_up():
                raise
            log.error("entries.failed")  # noqa: TRY400 - where it was raised says nothing
            return
        log.info("entries.done", count=count)

    async def _plan(self) -> None:
        works = tuple(self.plan(self.refresh.clock.now()))
        await self.refresh.ledger.commit(Effects(work=works), None)

    async def _look(self, what: str, after: str) -> dict[str, Any]:
        try:
            page = await self.refresh.page(after, unheard=what == NEW)
        except TenantRefusedError:
            raise RefusedError from None
        except AskLaterError as later:
            raise AgainError(later.retry_after or 0.0) from None
        count = await self.refresh.write(page.changed, Identity(self.refresh.tenant, DIRECTORY))
        return {"count": count, "after": page.after}
