"""When practitioners are brought in step with the directory: the newcomers every hour, everybody at night."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import structlog

from bot.entries import ALL, NAME, NEW, EntriesWork, Refresh
from bot.planning import keep_planning
from bot.settings_graph import GraphFields
from bot.tenant import LateTenant
from bot.work.jobs import Job
from bot.work.steps import Steps
from bot.work.works import Works
from cases.local import local_day
from cases.ports import Clock, Ledger
from cases.ports_entries import Entries
from cases.records import Effects, Work

log = structlog.get_logger()

_EVERY = timedelta(hours=1)
# Behind the leavers at four: whoever has left by then is not asked about again.
_DAILY_AT = time(5, tzinfo=UTC)
_NOT_BEFORE = timedelta(minutes=2)


def coming(now: datetime) -> Sequence[Work]:
    """The next look at newcomers, and the next at everybody: the same whoever plans them."""
    hour = now.astimezone(UTC).replace(minute=30, second=0, microsecond=0)
    start = hour if hour > now else hour + _EVERY
    day = local_day(now) + timedelta(days=1)
    return (
        _work(NEW, f"{start:%Y-%m-%dT%H:%MZ}", start),
        _work(ALL, f"{day}", datetime.combine(day, _DAILY_AT)),
    )


def _work(what: str, key: str, start: datetime) -> Work:
    return Work(NAME, f"{NAME}:{what}:{key}", (what, f"{what}:{key}"), not_before=start)


class EntriesPlanner:
    """Sees to it that the next look is planned, should the one before not have planned it."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def run(self) -> None:
        """Plan for ever, twice an hour. Cancel to stop."""
        await keep_planning(self.plan, _EVERY / 2, _not_planned)

    async def plan(self) -> None:
        """Plan the next ones. A process that has just begun is left to come to rest first."""
        works = coming(self._clock.now() + _NOT_BEFORE)
        await self._ledger.commit(Effects(work=tuple(works)), None)


def _not_planned(wrong: Exception) -> None:
    log.error("entries.not_planned", exc_info=wrong)


def entries_job(
    settings: GraphFields,
    tenant: LateTenant | None,
    works: Works,
    entries: Entries,
    ledger: Ledger,
    clock: Clock,
) -> Job:
    """Bringing people in step with the directory; nothing where nobody may ask it any more."""
    if tenant is None:
        return Job(NAME, _nothing)
    refresh = Refresh(settings.graph_tenant, tenant.directory, entries, ledger, clock)
    return EntriesWork(refresh, coming, lambda: asyncio.to_thread(works.has_given_up, NAME)).job()


async def _nothing(_: Steps, *__: str) -> None:
    return
