"""What an update is to one reader, and how that reader wants to hear of it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from cases.choices import Choice, Weight, day_began
from cases.model import CaseId, PractitionerId, Update
from cases.profile import Profile
from cases.update_weight import weight
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody wants to hear, and how much they have heard today."""

    choice: Choice
    profile: Profile
    told_today: int


@dataclass(frozen=True, slots=True)
class Bearing:
    """What it is to a reader who may be told of it: how much it matters, and of which cases it is."""

    weight: Weight
    cases: frozenset[CaseId]


async def habits_of(who: PractitionerId, desk: Desk, now: datetime) -> Habits:
    """As they are at that moment."""
    choice = await desk.choices.of(who)
    told = await desk.updates.gathered(who, day_began(choice, now))
    return Habits(choice, await desk.profiles.of(who), told)


async def bearing(update: Update, who: PractitionerId, sights: UpdateSights) -> Bearing | None:
    """None for whoever may not be told of it."""
    viewer = await sights.viewer(who)
    told = await sights.told(update, viewer) if viewer else None
    # Over a thousand may have somebody in common, and turns are not to wait for all of them.
    await asyncio.sleep(0)
    if told is None:
        return None
    # Of the children that it tells them of: another's case must not show in when they hear.
    leads, cases = await sights.leads(update, told.rests), await sights.cases(update, told.rests)
    return Bearing(weight(update, who, leads), cases)
