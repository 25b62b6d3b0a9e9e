"""What people are reminded of, and hear of others' tasks: rendered when it is sent.

There is one notice of each: it is marked in the transaction that has it told (dialogs/rounds_tasks.py).
Nothing is kept here of its having been sent, so what a crash broke off is told again, and not lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.card import Card
from cards.task_late import late, unanswered
from cards.task_left import left_tasks
from cards.task_reminder import reminder, soon
from cases.availability import works
from cases.local import local_day
from cases.model import ConversationId, Task, TaskId, Viewer
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from cases.reminding import Due, due, due_stamp, is_unanswered, late_by, may_remind, moment_due
from cases.task import LIVE
from cases.task_sight import TaskSight
from cases.task_views import task_line
from cases.views import LateView, ReminderView
from dialogs.readers import viewer_of
from dialogs.task_effects import entries_of
from dialogs.task_sights import Sights
from dialogs.tasks_late import concerned, is_open
from dialogs.tasks_left import left_by
from dialogs.turn import Desk, Room, Turn

MOST = 200
"""How many of somebody's tasks are looked through: the soonest due."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told something, as if they had asked now."""

    viewer: Viewer
    turn: Turn
    sights: Sights


async def tell_task_reminder(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Overdue, today, coming: on the day it was meant for, and in its hours."""
    today = local_day(now)
    reader = await reader_of(notice, desk, now)
    if reader is None or date.fromisoformat(notice.subject) != today or not may_remind(now):
        return None
    profile = await desk.profiles.of(notice.to)
    mine = due(await desk.tasks.owned([notice.to], MOST), profile, today, desk.is_holiday)
    if not mine:
        return None
    seen = await _seen(reader, (*mine.overdue, *mine.today, *mine.coming))
    return await _told(reader, seen, reminder(_reminder(seen, mine, today)), desk) if seen else None


async def tell_task_soon(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Due within the hour, if it still is and they are there."""
    task_id, _, stamp = notice.subject.partition("/")
    reader = await reader_of(notice, desk, now)
    sight = await _one(reader, task_id)
    if reader is None or sight is None or sight.task.owner_id != notice.to:
        return None
    task, moment = sight.task, moment_due(sight.task)
    profile = await desk.profiles.of(notice.to)
    at_work = works(profile, local_day(now), desk.is_holiday)
    if task.state not in LIVE or due_stamp(task) != stamp or moment is None or now >= moment or not at_work:
        return None
    return await _told(reader, [sight], soon(task_line(sight), local_day(now)), desk)


async def tell_task_late(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """A colleague's task is overdue: to the lead or their manager, if they still are that, and may see it."""
    task_id, how, _ = notice.subject.split("/")
    today = local_day(now)
    reader = await reader_of(notice, desk, now)
    sight = await _one(reader, task_id)
    if reader is None or sight is None or sight.task.due is None or sight.task.due >= today:
        return None
    task = sight.task
    if task.state not in LIVE or not await _is(notice, task, how, desk):
        return None
    days = late_by(task, today, desk.is_holiday)
    view = LateView(task_line(sight), today, days, away=how == "away")
    return await _told(reader, [sight], late(view), desk)


async def tell_task_unanswered(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Nobody has taken on what they gave: if that is still so."""
    task_id, _, _ = notice.subject.partition("/")
    reader = await reader_of(notice, desk, now)
    sight = await _one(reader, task_id)
    if reader is None or sight is None or not is_unanswered(sight.task):
        return None
    return await _told(reader, [sight], unanswered(LateView(task_line(sight), local_day(now))), desk)


async def tell_task_orphaned(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Who is to have the tasks of somebody who may own none in this case any more?"""
    reader = await reader_of(notice, desk, now)
    sight = await _one(reader, notice.subject)
    if reader is None or sight is None:
        return None
    found = await left_by(reader.sights, sight, desk)
    if found is None:
        return None
    return await _told(reader, found.sights, left_tasks(found.view), desk)


async def reader_of(notice: Notice, desk: Desk, now: datetime) -> Reader | None:
    """Whom this is told; None if nobody can be."""
    viewer = await viewer_of(notice.to, desk, now)
    identity = viewer.practitioner.identity if viewer else None
    if viewer is None or identity is None:
        return None
    turn = Turn(identity, Room.PERSONAL, ConversationId(""), "", now)
    return Reader(viewer, turn, Sights(viewer, desk, now))


async def _seen(reader: Reader, tasks: Sequence[Task]) -> list[TaskSight]:
    seen = [sight for one in tasks if (sight := await reader.sights.of(one))]
    return [sight for sight in seen if is_open(sight.of.case)]


async def _one(reader: Reader | None, task: str) -> TaskSight | None:
    """That task as they may see it; None if its case has been closed meanwhile."""
    sight = await reader.sights.task(TaskId(task)) if reader else None
    return sight if sight and is_open(sight.of.case) else None


async def _is(notice: Notice, task: Task, how: str, desk: Desk) -> bool:
    return any([notice.to in whom.at(how) async for _, whom in concerned(desk, [task])])


def _reminder(seen: Sequence[TaskSight], mine: Due, today: date) -> ReminderView:
    lines = {sight.task.id: task_line(sight) for sight in seen}
    overdue, due_today, coming = (
        tuple(lines[one.id] for one in group if one.id in lines)
        for group in (mine.overdue, mine.today, mine.coming)
    )
    return ReminderView(today, mine.next_day, overdue, due_today, coming)


async def _told(reader: Reader, sights: Sequence[TaskSight], card: Card, desk: Desk) -> Card:
    await desk.ledger.commit(Effects(audit=_entries(reader, sights)), None)
    return card


def _entries(reader: Reader, sights: Sequence[TaskSight]) -> tuple[AuditEntry, ...]:
    entries = (
        entry for sight in sights for entry in entries_of(reader.turn, sight, Action.TASK_SEE, Outcome.LISTED)
    )
    return tuple(dict.fromkeys(entries))
