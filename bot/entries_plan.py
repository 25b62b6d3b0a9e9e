"""When practitioners are brought in step with the directory: the newcomers every hour, everybody at night."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import structlog

from bot.entries import ALL, NAME, NEW, EntriesWork, Refresh
from bot.planning import Planner
from bot.settings_graph import GraphFields
from bot.tenant import LateTenant
from bot.work.jobs import Job
from bot.work.steps import Steps
from bot.work.works import Works
from cases.local import local_day
from cases.ports import Clock, Ledger
from cases.ports_entries import Entries
from cases.records import Work

log = structlog.get_logger()

_EVERY = timedelta(hours=1)
# Behind the leavers at four: whoever has left by then is not asked about again.
_DAILY_AT = time(5, tzinfo=UTC)


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


def entries_planner(ledger: Ledger, clock: Clock) -> Planner:
    """Twice an hour."""
    return Planner(ledger, clock, coming, _EVERY / 2, _not_planned)


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
