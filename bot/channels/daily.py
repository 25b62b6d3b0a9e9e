"""Once a day: the cases for which the day has changed something, by dates alone."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import structlog

from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.local import LOCAL, local_day
from cases.model import CaseId
from cases.ports import Clock, Ledger
from cases.ports_casework import Casework
from cases.records import Effects, Work
from cases.tending import is_due

log = structlog.get_logger()

PAGE = 500
_AT = time(0, 10, tzinfo=LOCAL)


def daily_job(casework: Casework, ledger: Ledger, clock: Clock) -> Job:
    """Looks through all cases that a channel was asked for, and has those tended that need it.

    It plans the next day's as well: a clock that is moved forward must not lose one.
    """

    async def page(after: str) -> list[str]:
        """The last case of the page, "" on the last page, and how many are to be tended."""
        now = clock.now()
        on = local_day(now)
        files = await casework.ordered_files(after, PAGE, on)
        due = [file.case.id for file in files if is_due(file, on, now)]
        await ledger.commit(Effects(work=(*_works(due, now), next_day(now))), None)
        last = files[-1].case.id if len(files) == PAGE else ""
        return [last, str(len(due))]

    async def look(steps: Steps) -> None:
        after, count = "", 0
        while True:
            after, due = await steps.do("page", lambda after=after: page(after))  # type: ignore[misc]
            count += int(due)
            if not after:
                log.info("channels.looked_through", count=count)
                return

    return Job("tend.day", look)


def next_day(now: datetime) -> Work:
    """The looking through that is to come."""
    day = local_day(now) + timedelta(days=1)
    return Work("tend.day", f"tend.day:{day}", not_before=datetime.combine(day, _AT))


def _works(due: Sequence[CaseId], now: datetime) -> tuple[Work, ...]:
    return tuple(Work("tend", f"tend:{case}:{local_day(now)}", (case,)) for case in due)
