"""Stewards hear once a day that there are records to compare: how many, not each."""

from datetime import datetime

from cases.local import LOCAL, in_working_hours
from cases.records import Effects, Notice
from dialogs.readers import viewer_of
from dialogs.stewards import waiting_for
from dialogs.turn import Desk


async def tell_of_duplicates(desk: Desk, now: datetime) -> None:
    """On working days, from 08:00. One replica an hour looks."""
    if not in_working_hours(now) or desk.is_holiday(now.astimezone(LOCAL).date()):
        return
    there = now.astimezone(LOCAL)
    if not await desk.ledger.commit(Effects(), f"round:child.links:{there:%Y-%m-%dT%H}"):
        return
    for steward in await desk.stewarding.stewards():
        viewer = await viewer_of(steward, desk, now)
        if viewer and await waiting_for(viewer, desk):
            notice = Notice(steward, "child.links", f"{there:%Y-%m-%d}")
            await desk.ledger.commit(Effects(notices=(notice,)), f"child.links:{steward}:{notice.subject}")
