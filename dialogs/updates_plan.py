"""Who is to be told of an update, and when: whoever it concerns, as far as they may see anything of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.choices import Choice, day_began, when
from cases.model import CaseId, ChannelStage, PractitionerId, Update
from cases.ports_updates import Item
from cases.profile import Profile
from cases.records import Effects, Work
from cases.update_weight import calmed, weight
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights

POST = "updates.post"
"""The work that posts in a case's channel what happened within a minute."""

_MINUTE = timedelta(minutes=1)
_SETTLE = timedelta(seconds=5)
"""A turn of the last moment may be written a little later than its minute."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How somebody wants to hear, and how much they have heard today."""

    choice: Choice
    profile: Profile
    told_today: int


class _Everybody:
    """Each reader's habits, read once."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk, self._now = desk, now
        self._known: dict[PractitionerId, _Habits] = {}

    async def of(self, who: PractitionerId) -> _Habits:
        if who not in self._known:
            choice = await self._desk.choices.of(who)
            told = await self._desk.updates.gathered(who, day_began(choice, self._now))
            self._known[who] = _Habits(choice, await self._desk.profiles.of(who), told)
        return self._known[who]


async def plan_updates(ids: Sequence[str], desk: Desk, now: datetime) -> int:
    """Write who is told of these updates when, and have them posted; says how many are to be told.

    May be done again: whoever was to be told before stays as they are.
    """
    sights, everybody, count = UpdateSights(desk, now), _Everybody(desk, now), 0
    works: dict[str, Work] = {}
    for update in await desk.updates.of(ids):
        items = await _items(update, sights, everybody, desk, now)
        await desk.updates.plan(items)
        count += len(items)
        for case in await _channels(update, sights):
            work = _post(case, update, now)
            works[work.key] = work
    if works:
        await desk.ledger.commit(Effects(work=tuple(works.values())), None)
    return count


async def _items(
    update: Update, sights: UpdateSights, everybody: _Everybody, desk: Desk, now: datetime
) -> list[Item]:
    items = []
    for who in await sights.concerned(update):
        viewer = await sights.viewer(who)
        told = await sights.told(update, viewer) if viewer else None
        # Over a thousand may have somebody in common, and turns are not to wait for all of them.
        await asyncio.sleep(0)
        if told is None:
            continue
        # Of the children that it tells them of: another's case must not show in when they hear.
        leads, cases = await sights.leads(update, told.rests), await sights.cases(update, told.rests)
        one = await everybody.of(who)
        due = when(
            calmed(one.choice, update.kind),
            one.profile,
            weight(update, who, leads),
            now,
            desk.is_holiday,
            told_today=one.told_today,
            cases=cases,
        )
        if due is not None:
            items.append(Item(update.id, who, due))
    return items


async def _channels(update: Update, sights: UpdateSights) -> list[CaseId]:
    """The cases in whose channels it may be posted."""
    files = [await sights.case(one) for one in sorted(await sights.cases(update))]
    return [file.case.id for file in files if file and file.record and file.record.stage is ChannelStage.OPEN]


def _post(case: CaseId, update: Update, now: datetime) -> Work:
    """One for each minute; what is found out later has the same card made anew."""
    minute = update.at.replace(second=0, microsecond=0)
    due = minute + _MINUTE + _SETTLE
    late = f":{update.id}" if now >= due else ""
    return Work(POST, f"{POST}:{case}:{minute:%Y%m%dT%H%M}{late}", (case, minute.isoformat()), due)
