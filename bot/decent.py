"""At a decent hour: what waits until somebody's quiet hours are over."""

from datetime import datetime

from bot.notice import Decent
from cases.deferral import not_before
from cases.ports import Clock
from cases.records import Notice
from dialogs.turn import Desk


def decent_hours(desk: Desk, clock: Clock) -> Decent:
    """Says until when a notice is to be kept, by what its reader has chosen; None for now."""

    async def until(notice: Notice) -> datetime | None:
        choice = await desk.choices.made(notice.to)
        if choice is None:
            return None
        profile = await desk.profiles.of(notice.to)
        return not_before(notice.kind, choice, profile, clock.now(), desk.is_holiday)

    return until
