"""Managers' digests, by themselves: each morning of each time zone that managers are in."""

from datetime import date, datetime

from cases.digest_times import day_in
from cases.records import Effects, OutdatedError, TaskMark, TaskMarks, Work
from dialogs.first_look import is_new
from dialogs.turn import Desk

PLAN = "digest.plan"
"""The work that makes a morning's digests in one time zone, many managers at a time."""


async def plan_digests(desk: Desk, now: datetime) -> None:
    """Have a day's digests made, once for each time zone; after an outage those of the day that it is.

    Of a day on which there was nobody to make them for at that hour there are none.

    Who gets one, and that nobody gets two, is settled where they are made (dialogs/digest_plan.py).
    """
    for zone in await desk.digests.zones():
        day = day_in(zone, now, desk.digesting.at)
        if not await is_new(desk, PLAN, zone, day) and day is not None:
            await _plan(desk, zone, day)


async def _plan(desk: Desk, zone: str, day: date) -> None:
    mark = TaskMark("digests", zone, day.isoformat())
    if await desk.reminders.said([mark]):
        return
    work = Work(PLAN, f"{PLAN}:{zone}:{day}", (zone, day.isoformat()))
    try:
        await desk.ledger.commit(Effects(work=(work,), rewrites=(TaskMarks((mark,)),)), None)
    except OutdatedError:
        return  # another replica has done so
