"""A lead's week and a governance lead's month, by themselves: who is told when, each once."""

from datetime import datetime

from cases.choices import awake
from cases.periods import Name, due, month_name, names_now, quarter, week_name
from cases.ports_reviews import Regular, Row
from cases.records import Effects
from dialogs.turn import Desk

PAGE = 200
"""How many people are read, and told, in one go."""


async def tell_of_weeks(desk: Desk, now: datetime) -> None:
    """From 08:00 of the first day on which they work in a week, every lead is told of the one before."""
    await _tell(desk, now, Regular.WEEK, week_name)


async def tell_of_access(desk: Desk, now: datetime) -> None:
    """The same for governance leads, and a month."""
    await _tell(desk, now, Regular.MONTH, month_name)


async def _tell(desk: Desk, now: datetime, kind: Regular, name: Name) -> None:
    """One replica looks every quarter of an hour, because everybody's morning is another.

    What keeps anybody from being told twice is not that, but that the row of the period is written with the
    notice.
    """
    if not await desk.ledger.commit(Effects(), f"round:{kind}:{quarter(now)}"):
        return
    periods, after = names_now(now, name), ""
    while page := await desk.reviews.to_tell(kind, periods, after, PAGE):
        rows: dict[str, list[Row]] = {}
        for one in page:
            period = due(one.choice, one.profile, now, desk.is_holiday, name, before=one.before)
            if period:
                moment = awake(one.choice, one.profile, now, desk.is_holiday)
                rows.setdefault(period, []).append(Row(one.practitioner_id, moment))
        for period, some in rows.items():
            await desk.reviews.begin(kind, period, some, now)
        if len(page) < PAGE:
            return
        after = page[-1].practitioner_id
