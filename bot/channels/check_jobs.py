"""The works that check channels: one, those of a team, and every night all of them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from bot.channels.asked import asking
from bot.channels.check import Checker
from bot.channels.knocks import AGAIN, WHOM
from bot.work.errors import WorkFailedError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.local import local_day
from cases.model import CaseId, Identity
from cases.ports import Clock
from cases.ports_casework import CaseFile, Casework, ChannelBook
from cases.records import Effects, Work
from dialogs.turn import Desk

log = structlog.get_logger()

AT_ONCE = 50
_SIDE_BY_SIDE = 16
"""So many cases are one piece of work when many are checked: a work for each costs more than the check."""

_PAGE = 1000
_THOROUGH = "thorough"
_PLAIN = "plain"


def check_jobs(checker: Checker, desk: Desk, book: ChannelBook, clock: Clock) -> tuple[Job, ...]:
    """The jobs "check" (a case), "check.team" (a team), "check.all", and "check.some" for parts of these."""
    jobs = _Checks(checker, desk, book, clock)
    return (
        Job("check", jobs.one),
        Job("check.some", jobs.some),
        Job("check.team", jobs.team),
        Job("check.all", jobs.all),
    )


class _Checks:
    def __init__(self, checker: Checker, desk: Desk, book: ChannelBook, clock: Clock) -> None:
        self._checker = checker
        self._desk = desk
        self._book = book
        self._clock = clock

    async def one(self, steps: Steps, case: str, *how: str) -> None:
        """Check a case: all of it, once more what was odd, or one person alone."""
        now = await self._moment(steps)
        about = CaseId(case)
        match how:
            case (word, tenant, person) if word == WHOM:
                who = Identity(tenant, person)
                await steps.do("look", _asked(lambda: self._checker.look_at(about, who, now)))
            case _:
                again = AGAIN in how
                await steps.do("check", _asked(lambda: self._checker.check(about, now, again=again)))

    async def some(self, steps: Steps, how: str, *cases: str) -> None:
        """Check these, one after the other; what is refused for one is no matter of the others."""
        failed, page = 0, _Page(self._desk.casework, frozenset(map(CaseId, cases)))
        for case in cases:
            try:
                await steps.do("check", _asked(self._check(CaseId(case), page, thorough=how == _THOROUGH)))
            except WorkFailedError:
                failed += 1
        if failed:
            log.error("channels.unchecked", count=failed)

    async def team(self, steps: Steps, team: str) -> None:
        """Check all channels of a team."""
        now = await self._moment(steps)

        async def plan() -> None:
            found = [await self._desk.casework.at(one) for one in await self._book.channels_in(team)]
            cases = sorted({case for case in found if case is not None})
            key = f"check.some:{team}:{int(now.timestamp())}"
            await self._commit(key, _PLAIN, cases)

        await steps.do("plan", plan)

    async def all(self, steps: Steps) -> None:
        """Check every channel."""
        now = await self._moment(steps)
        key = f"check.some:all:{int(now.timestamp())}"
        last = ""
        while True:
            last = await steps.do("plan", self._page(key, last))
            if not last:
                return

    def _page(self, key: str, after: str) -> Callable[[], Awaitable[str]]:
        async def plan() -> str:
            cases = await self._desk.casework.ordered(after, _PAGE)
            await self._commit(key, _THOROUGH, cases)
            return cases[-1] if len(cases) == _PAGE else ""

        return plan

    async def _commit(self, key: str, how: str, cases: Sequence[CaseId]) -> None:
        # Few are checked beside each other, since each channel takes one call a second; many go in chunks.
        size = min(AT_ONCE, -(-len(cases) // _SIDE_BY_SIDE)) or 1
        chunks = [cases[start : start + size] for start in range(0, len(cases), size)]
        works = tuple(Work("check.some", f"{key}:{chunk[0]}", (how, *chunk)) for chunk in chunks)
        if works:
            await self._desk.ledger.commit(Effects(work=works), None)

    def _check(self, case: CaseId, page: "_Page", *, thorough: bool) -> Callable[[], Awaitable[None]]:
        async def check() -> None:
            now = self._clock.now()  # of each attempt: it may be an hour after the first
            await self._checker.check(case, now, thorough=thorough, known=await page.file(case, now))

        return check

    async def _moment(self, steps: Steps) -> datetime:
        """When the work was begun: the same after a crash."""

        async def now() -> str:
            return self._clock.now().isoformat()

        return datetime.fromisoformat(await steps.do("begin", now))


class _Page:
    """Cases that are checked one after the other, read together: nine statements for each cost more."""

    def __init__(self, casework: Casework, cases: frozenset[CaseId]) -> None:
        self._casework = casework
        self._cases = cases
        self._files: dict[CaseId, CaseFile] | None = None

    async def file(self, case: CaseId, now: datetime) -> CaseFile | None:
        """The case as it was when the first one was asked for. Each is given once."""
        if self._files is None:
            files = await self._casework.files_of(self._cases, local_day(now))
            self._files = {file.case.id: file for file in files}
        return self._files.pop(case, None)


def _asked(act: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def asked() -> None:
        with asking():
            await act()

    return asked
