"""When the directory is asked who has left: one work for each period and each day, however many plan it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import structlog

from bot.leavers import ALL, DISABLED, NAME, Leavers, idle
from bot.planning import Planner
from bot.settings_graph import GraphFields
from bot.tenant import LateTenant
from bot.work.jobs import Job
from bot.work.works import Works
from cases.local import local_day
from cases.ports import Clock, Ledger
from cases.ports_leavers import Roll
from cases.records import Work
from dialogs.turn import Desk

log = structlog.get_logger()

_DAILY_AT = time(4, tzinfo=UTC)


def coming(now: datetime, every: timedelta) -> Sequence[Work]:
    """The next comparison with who is disabled, and the next with who is gone.

    Periods are counted from the same beginning everywhere, so that whoever plans one plans the same.
    """
    began = datetime(2026, 1, 1, tzinfo=UTC)
    start = began + every * ((now - began) // every + 1)
    day = local_day(now) + timedelta(days=1)
    return (
        _work(DISABLED, f"{start:%Y-%m-%dT%H:%MZ}", start),
        _work(ALL, f"{day}", datetime.combine(day, _DAILY_AT)),
    )


def _work(what: str, key: str, start: datetime) -> Work:
    return Work(NAME, f"{NAME}:{what}:{key}", (what, f"{what}:{key}"), not_before=start)


def leavers_planner(ledger: Ledger, clock: Clock, settings: GraphFields) -> Planner:
    """Twice in each period."""
    every = timedelta(minutes=settings.leavers_every)
    return Planner(ledger, clock, lambda now: coming(now, every), every / 2, _not_planned)


def _not_planned(wrong: Exception) -> None:
    log.error("leavers.not_planned", exc_info=wrong)


def leavers_job(
    settings: GraphFields, tenant: LateTenant | None, works: Works, roll: Roll, desk: Desk, clock: Clock
) -> Job:
    """Asking the directory who has left, where there is one."""
    if tenant is None:
        return idle()
    every = timedelta(minutes=settings.leavers_every)
    return Leavers(
        tenant=settings.graph_tenant,
        directory=tenant.directory,
        roll=roll,
        register=desk.register,
        upkeep=desk.upkeep,
        ledger=desk.ledger,
        clock=clock,
        share=settings.leavers_share,
        plan=lambda now: coming(now, every),
        has_given_up=lambda: asyncio.to_thread(works.has_given_up, NAME),
    ).job()
