"""Tasks, by themselves: once a day people are reminded, and others hear of what is late or has nobody."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from cases.local import LOCAL, local_day
from cases.model import PractitionerId, Task, TaskId
from cases.periods import quarter
from cases.ports_reminders import orphaned_mark, unanswered_mark
from cases.profile import Profile
from cases.records import Effects, Notice, OutdatedError, TaskMark, TaskMarks
from cases.reminding import (
    AHEAD,
    ANSWER_WITHIN,
    TIMED_FROM,
    due_stamp,
    is_soon,
    may_remind,
    soon_mark,
)
from cases.workdays import after_working_days, is_working_day
from dialogs.tasks_late import Told, concerned, is_open, of_the_day
from dialogs.turn import Desk

PAGE = 2_000
"""Tasks read at one go: a page of them is some 4 MB."""

_AT_ONCE = 500
_HOUR = timedelta(hours=1)
_LAST = time(23, 59, 59)


async def remind_of_tasks(desk: Desk, now: datetime) -> None:
    """Plan the reminders of the day, once; whatever stopped half way is gone on with a minute later.

    What keeps anybody from hearing anything twice is not that, but that each is marked as said in the
    transaction that has it told, and only if nobody has said it meanwhile.
    """
    today = local_day(now)
    planned = TaskMark("planned", "", today.isoformat())
    if not may_remind(now) or desk.is_holiday(today) or await desk.reminders.said([planned]):
        return
    async for page in _due(desk, today + AHEAD):
        await _say(desk, await of_the_day(desk, page, now))
    if is_working_day(today, desk.is_holiday):
        await _ask_again(desk, now)
    await _say(desk, [Told(planned)])


async def remind_within_the_hour(desk: Desk, now: datetime) -> None:
    """What is due at a time is brought to mind an hour before."""
    there = now.astimezone(LOCAL)
    if there.time() < TIMED_FROM or desk.is_holiday(there.date()):
        return
    later = (now + _HOUR).astimezone(LOCAL)
    until = later.time() if later.date() == there.date() else _LAST
    found = await desk.reminders.timed(there.date(), there.time(), until)
    profiles = await desk.reminders.profiles({one.owner_id for one in found})
    cases = await desk.reminders.cases({one.case_id for one in found})
    told = [
        Told(soon_mark(one), (Notice(one.owner_id, "task.soon", f"{one.id}/{due_stamp(one)}"),))
        for one in found
        if is_open(cases.get(one.case_id))
        and is_soon(one, _profile(profiles, one.owner_id), now, desk.is_holiday)
    ]
    await _say(desk, told)


async def ask_who_takes_over(desk: Desk, now: datetime) -> None:
    """Where the owner of a task may not own it any more, the lead is asked who is to, once for each owner."""
    today = local_day(now)
    if not (may_remind(now) and is_working_day(today, desk.is_holiday)):
        return
    # Every live task is gone through: once in a quarter of an hour is often enough.
    looked = TaskMark("looked", "", quarter(now))
    if await desk.reminders.said([looked]):
        return
    after = ""
    while page := await desk.reminders.orphaned(today, after, PAGE):
        await _say(desk, await _orphans(desk, page))
        after = page[-1].id
    await _say(desk, [Told(looked)])


async def _orphans(desk: Desk, page: Sequence[Task]) -> list[Told]:
    told: list[Told] = []
    asked: set[tuple[PractitionerId, str, PractitionerId]] = set()
    async for one, to in concerned(desk, page):
        # One card lists all that this owner has left in the case.
        new = [who for who in to.who_gives if (who, one.case_id, one.owner_id) not in asked]
        asked.update((who, one.case_id, one.owner_id) for who in new)
        if to.who_gives:
            told.append(Told(orphaned_mark(one), tuple(Notice(who, "task.orphaned", one.id) for who in new)))
    return told


async def _ask_again(desk: Desk, now: datetime) -> None:
    """Whoever gave a task hears, once, that nobody has taken it on; the lead, where they have left."""
    # So many working days are at least as many days.
    before, after = now - timedelta(days=ANSWER_WITHIN), ""
    while page := await desk.reminders.unanswered(before, after, PAGE):
        long_enough = [
            one.task for one in page if after_working_days(one.since, ANSWER_WITHIN, desk.is_holiday) <= now
        ]
        told = [
            Told(
                unanswered_mark(one),
                tuple(Notice(who, "task.unanswered", f"{one.id}/{one.version}") for who in to.who_asked),
            )
            async for one, to in concerned(desk, long_enough)
            if to.who_asked
        ]
        await _say(desk, told)
        after = page[-1].task.id


async def _due(desk: Desk, until: date) -> AsyncIterator[Sequence[Task]]:
    after: tuple[PractitionerId, TaskId] | None = None
    while page := await desk.tasks.due_by(until, after, PAGE):
        yield page
        if len(page) < PAGE:
            return
        after = (page[-1].owner_id, page[-1].id)


async def _say(desk: Desk, told: Iterable[Told]) -> None:
    """Mark and tell, many at a time; one by one where another replica has said some of it just now."""
    new = {one.mark: one for one in told}
    said = await desk.reminders.said(new.keys())
    left = [one for mark, one in new.items() if mark not in said]
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        if not await _written(desk, some):
            for one in some:
                await _written(desk, [one])


async def _written(desk: Desk, some: Sequence[Told]) -> bool:
    notices = tuple(notice for one in some for notice in one.notices)
    updates = tuple(update for one in some for update in one.updates)
    try:
        marks = TaskMarks(tuple(one.mark for one in some))
        await desk.ledger.commit(Effects(notices=notices, rewrites=(marks,), updates=updates), None)
    except OutdatedError:
        return False
    return True


def _profile(known: Mapping[PractitionerId, Profile], whose: PractitionerId) -> Profile:
    return known.get(whose) or Profile(whose)
