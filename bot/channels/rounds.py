"""What falls due by itself for channels: the nightly check of all, and looking after the subscriptions."""

from datetime import UTC, datetime, time, timedelta

import structlog

from bot.channels.asked import asking
from bot.channels.watching import EVERY, WatchKeeper
from bot.planning import keep_planning
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.local import LOCAL, local_day
from cases.ports import Clock, Ledger
from cases.records import Effects, Work

log = structlog.get_logger()

_AT = time(2)
_EVERY = timedelta(minutes=1)
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class ChannelPlanner:
    """Sees to it that there is a check for the coming night, and a round for the coming minutes.

    Each has one of each, however many plan it.
    """

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def run(self) -> None:
        """Plan for ever, once a minute. Cancel to stop."""
        await keep_planning(self.plan, _EVERY, _not_planned)

    async def plan(self) -> None:
        """Plan the next night and the next round."""
        now = self._clock.now()
        night = local_day(now)
        if datetime.combine(night, _AT, LOCAL) <= now:
            night += timedelta(days=1)
        at_night = Work("check.all", f"check.all:{night}", not_before=datetime.combine(night, _AT, LOCAL))
        number = (now - _BEGIN) // EVERY + 1
        soon = Work("watch", f"watch:{number}", not_before=_BEGIN + number * EVERY)
        await self._ledger.commit(Effects(work=(at_night, soon)), None)


def _not_planned(wrong: Exception) -> None:
    log.error("channels.not_planned", exc_info=wrong)


def watch_jobs(keeper: WatchKeeper, planner: ChannelPlanner) -> tuple[Job, ...]:
    """The jobs "watch" (all teams) and "reauthorize" (a subscription)."""

    async def watch(steps: Steps) -> None:
        # The next is planned by whoever has done this one, too: a clock that was moved has no minutes.
        await steps.do("plan", planner.plan)
        await steps.do("watch", keeper.look_after)

    async def reauthorize(steps: Steps, subscription: str) -> None:
        async def ask() -> None:
            with asking():
                await keeper.reauthorize(subscription)

        await steps.do("reauthorize", ask)

    return (Job("watch", watch), Job("reauthorize", reauthorize))
