"""Who is to be told of an update, and when: whoever it concerns, as far as they may see anything of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cases.choices import when
from cases.model import CaseId, ChannelStage, PractitionerId, Update
from cases.ports_updates import Item
from cases.records import Effects, Work
from cases.update_weight import calmed
from dialogs.turn import Desk
from dialogs.update_sights import UpdateSights
from dialogs.updates_due import Habits, bearing, habits_of

POST = "updates.post"
"""The work that posts in a case's channel what happened within a minute."""

_MINUTE = timedelta(minutes=1)
_SETTLE = timedelta(seconds=5)
"""A turn of the last moment may be written a little later than its minute."""


class _Everybody:
    """Each reader's habits, read once."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk, self._now = desk, now
        self._known: dict[PractitionerId, Habits] = {}

    async def of(self, who: PractitionerId) -> Habits:
        if who not in self._known:
            self._known[who] = await habits_of(who, self._desk, self._now)
        return self._known[who]


async def plan_updates(ids: Sequence[str], desk: Desk, now: datetime) -> int:
    """Write who is told of these updates when, and have them posted; says how many are to be told.

    That is when it is looked at again: by the choice that they have then (dialogs/rounds_updates.py).
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
        to_them = await bearing(update, who, sights)
        if to_them is None:
            continue
        one = await everybody.of(who)
        due = when(
            calmed(one.choice, update.kind),
            one.profile,
            to_them.weight,
            now,
            desk.is_holiday,
            told_today=one.told_today,
            cases=to_them.cases,
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
