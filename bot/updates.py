"""Updates in the background: who is to be told when, and the card in a case's channel.

Both may be done again whenever a process dies: who is planned stays planned, and a card is kept, not doubled.
"""

from datetime import datetime, timedelta

from bot.connector import ConnectorError
from bot.tasks import Poster
from bot.work.errors import AgainError
from bot.work.jobs import Job
from bot.work.steps import Steps
from cases.model import CaseId
from cases.ports import Clock
from cases.updates import TELL
from dialogs.turn import Desk
from dialogs.updates_channel import channel_updates
from dialogs.updates_plan import POST, plan_updates

_LOOKS = 6
_BETWEEN = timedelta(minutes=3)
"""While somebody is on their way out of a channel nothing is posted; that ends within 15 minutes."""


def channel_key(case: str, minute: str) -> str:
    """The message in a case's channel about that minute."""
    return f"updates:{case}:{minute}"


class UpdateWork:
    """The works "updates.plan" and "updates.post"."""

    def __init__(self, desk: Desk, poster: Poster, clock: Clock) -> None:
        self._desk, self._poster, self._clock = desk, poster, clock

    def jobs(self) -> tuple[Job, Job]:
        """What the engine does for updates."""

        async def plan(steps: Steps, *ids: str) -> None:
            await steps.do("plan", lambda: plan_updates(ids, self._desk, self._clock.now()))

        async def post(steps: Steps, case: str, minute: str) -> None:
            for _ in range(_LOOKS):
                again = await steps.do("post", lambda: self._patiently(case, minute))
                if not again:
                    return
                await steps.until(datetime.fromisoformat(again))

        return Job(TELL, plan), Job(POST, post)

    async def _patiently(self, case: str, minute: str) -> str:
        try:
            return await self._post(case, minute)
        except ConnectorError as wrong:
            raise AgainError(wrong.retry_after or 0.0) from wrong

    async def _post(self, case: str, minute: str) -> str:
        """When to look again, "" if that is not needed."""
        now = self._clock.now()
        posted = await channel_updates(CaseId(case), datetime.fromisoformat(minute), self._desk, now)
        if posted.card is not None and posted.channel is not None:
            await self._poster.show(channel_key(case, minute), posted.channel, posted.card)
        return "" if posted.settled else (now + _BETWEEN).isoformat()
