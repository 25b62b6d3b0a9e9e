"""What people are to be told of updates, gathered: one message for all that is due to somebody."""

import asyncio
from datetime import datetime

from cases.choices import awake
from cases.model import PractitionerId
from dialogs.turn import Desk

_PAGE = 1_000
_AT_ONCE = 50


async def gather_updates(desk: Desk, now: datetime) -> None:
    """Make a message of what is due, for everybody who has anything due."""
    while found := await desk.updates.due(now, _PAGE):
        for start in range(0, len(found), _AT_ONCE):
            await asyncio.gather(*(_gather(one, desk, now) for one in found[start : start + _AT_ONCE]))


async def _gather(practitioner: PractitionerId, desk: Desk, now: datetime) -> None:
    """After an outage it may have become night: what was due before waits for the morning then."""
    choice = await desk.choices.of(practitioner)
    profile = await desk.profiles.of(practitioner)
    hold = awake(choice, profile, now, desk.is_holiday)
    await desk.updates.gather(practitioner, now, desk.fresh_id(), hold)
