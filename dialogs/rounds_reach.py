"""Managers hear once a week who of their people cannot be reached."""

from datetime import datetime

from cases.local import LOCAL, in_working_hours
from cases.reach import told_of
from cases.records import Effects, Notice
from dialogs.tell_reach import UNREACHABLE
from dialogs.turn import Desk


async def tell_who_is_out_of_reach(desk: Desk, now: datetime) -> None:
    """In working hours, one message a manager and week: on Monday, or when it begins to be so.

    One replica an hour looks.
    """
    if not in_working_hours(now):
        return
    there = now.astimezone(LOCAL)
    if not await desk.ledger.commit(Effects(), f"round:{UNREACHABLE}:{there:%Y-%m-%dT%H}"):
        return
    people = await desk.reach.out_of_reach()
    if not people:
        return
    year, week, _ = there.isocalendar()
    for manager in told_of(people, await desk.reach.managing()):
        subject = f"{year}-W{week:02}"
        notice = Notice(manager, UNREACHABLE, subject)
        await desk.ledger.commit(Effects(notices=(notice,)), f"{UNREACHABLE}:{manager}:{subject}")
