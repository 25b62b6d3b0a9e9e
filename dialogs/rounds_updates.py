"""What people are to be told of updates, gathered: one message for all that is due to somebody."""

import asyncio
from datetime import datetime

from cases.choices_now import due_now
from cases.model import PractitionerId, Update
from cases.ports_updates import Judged
from cases.update_weight import calmed
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights
from dialogs.updates_due import Habits, bearing, habits_of

_PAGE = 1_000
_AT_ONCE = 50


async def gather_updates(desk: Desk, now: datetime) -> None:
    """Make a message of what is due, for everybody who has anything due."""
    while found := await desk.updates.due(now, _PAGE):
        for start in range(0, len(found), _AT_ONCE):
            sights = UpdateSights(desk, now)
            some = found[start : start + _AT_ONCE]
            await asyncio.gather(*(_gather(one, sights, desk, now) for one in some))


async def _gather(who: PractitionerId, sights: UpdateSights, desk: Desk, now: datetime) -> None:
    """By the choice that they have now: what was planned by another may be due later, or never.

    If they make another one at this very moment nothing is done, and all of it is looked at again.
    """
    habits = await habits_of(who, desk, now)
    judged = Judged(habits.choice)
    for update in await desk.updates.waiting(who, now):
        due = await _due(update, who, habits, sights, desk, now)
        if due is None:
            judged.dropped.append(update.id)
        elif due > now:
            judged.later[update.id] = due
        else:
            judged.told.append(update.id)
    await desk.updates.gather(who, now, desk.fresh_id(), judged)


async def _due(
    update: Update, who: PractitionerId, habits: Habits, sights: UpdateSights, desk: Desk, now: datetime
) -> datetime | None:
    """Whoever may not be told of it any more need not be told."""
    to_them = await bearing(update, who, sights)
    if to_them is None:
        return None
    return due_now(
        calmed(habits.choice, update.kind),
        habits.profile,
        to_them.weight,
        update.at,
        now,
        desk.is_holiday,
        told_today=habits.told_today,
        cases=to_them.cases,
    )
