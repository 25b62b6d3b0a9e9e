"""Whether what waits for somebody is to be told by now, by the choice that they have now."""

from datetime import datetime

from cases.choices import LONGEST, Choice, Weight, awake, when, zone_of
from cases.model import CaseId
from cases.profile import Profile
from cases.workdays import IsHoliday


def due_now(
    choice: Choice,
    profile: Profile,
    weight: Weight,
    happened: datetime,
    now: datetime,
    is_holiday: IsHoliday,
    *,
    told_today: int = 0,
    cases: frozenset[CaseId] = frozenset(),
) -> datetime | None:
    """When somebody is to be told of what has happened, in UTC: now, later, or never, which is None.

    It is as if they had wanted it so when it happened; and if by now they are to be left alone, for instance
    after an outage that ended at night, it waits until they are not. Nothing is kept for ever.
    """
    due = when(choice, profile, weight, happened, is_holiday, told_today=told_today, cases=cases)
    if due is None or due > now or weight is Weight.ALARM:
        return due
    zone = zone_of(choice)
    days = (now.astimezone(zone).date() - happened.astimezone(zone).date()).days
    return due if days >= LONGEST - 1 else awake(choice, profile, now, is_holiday)
