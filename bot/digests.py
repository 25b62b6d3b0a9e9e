"""Makes a morning's digests in the background, some hundred managers to a step."""

from datetime import date
from typing import Any

from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.ports import Clock
from dialogs.digest_plan import plan_some
from dialogs.rounds_digests import PLAN
from dialogs.turn import Desk


def digests_job(desk: Desk, clock: Clock) -> Job:
    """All of one time zone's. After a crash it goes on behind whoever came last."""

    async def plan(steps: Steps, zone: str, day: str) -> None:
        async def some(after: str) -> str:
            return await plan_some(desk, zone, date.fromisoformat(day), after, clock.now())

        after: Any = ""
        while after := await steps.do("some", lambda after=after: some(after)):  # type: ignore[misc]
            pass

    return Job(PLAN, plan)
