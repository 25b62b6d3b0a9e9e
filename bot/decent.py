"""At a decent hour: what waits until somebody's quiet hours are over."""

from datetime import datetime, timedelta

from bot.notice import Decent
from cases.choices import LONGEST, awake
from cases.deferral import URGENT, not_before
from cases.ports import Clock
from cases.ports_delivery import PendingNotice
from dialogs.matters import matter_of
from dialogs.turn import Desk

_LONGEST = timedelta(days=LONGEST)


def decent_hours(desk: Desk, clock: Clock) -> Decent:
    """Says until when a notice is to be kept, by its reader's quiet hours at that moment; None for now.

    For who has chosen nothing that takes one look-up, by day two, and by night seldom a third.
    """

    async def until(pending: PendingNotice) -> datetime | None:
        notice, now = pending.notice, clock.now()
        if notice.kind in URGENT or (pending.since is not None and now - pending.since >= _LONGEST):
            return None
        choice = await desk.choices.made(notice.to)
        if choice is None:
            return None
        profile = await desk.profiles.of(notice.to)
        if awake(choice, profile, now, desk.is_holiday) <= now:
            return None
        return not_before(notice.kind, choice, profile, now, desk.is_holiday, await matter_of(notice, desk))

    return until
