"""Tasks as a calendar: links to them, and what is behind a link at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cards.task import task_not_known
from cards.task_calendar import calendar
from cases.commands import CalendarLink, RevokeCalendar, TaskFile
from cases.local import local_day
from cases.model import Case, CaseStatus, Task, TaskId, Viewer
from cases.records import ALL_TASKS, Action, AuditEntry, CalendarRewrite, CalendarToken, Effects, Outcome
from cases.views import CalendarView
from dialogs.entries import entry_by
from dialogs.readers import viewer_of
from dialogs.task_sights import Sights
from dialogs.turn import Answer, Audience, Desk, Reply, Turn

FILE_FOR = timedelta(minutes=15)
"""How long the link to a single task's file opens it."""

ENDED_FOR = timedelta(days=14)
"""How long what has ended stays in the calendar, as cancelled, so that calendars take it away."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A task as a calendar has it: its case by reference alone."""

    task: Task
    case: Case


def digest_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


async def calendar_link(turn: Turn, viewer: Viewer, command: CalendarLink, desk: Desk) -> Answer:
    """A link; where there is one, whether to end it for a new one."""
    if not command.afresh and any(one.task_id == ALL_TASKS for one in await desk.calendars.of(viewer.id)):
        entry = _entry(turn, viewer, Outcome.SHOWN)
        return Answer((Reply(calendar(CalendarView(kept=True)), Audience.PRESSER),), Effects(audit=(entry,)))
    return await _linked(turn, viewer, desk, ALL_TASKS)


async def task_file(turn: Turn, viewer: Viewer, command: TaskFile, desk: Desk) -> Answer:
    """A link to one task of theirs, for a quarter of an hour."""
    sight = await Sights(viewer, desk, turn.now).task(command.task)
    if sight is None or sight.task.owner_id != viewer.id or sight.task.due is None:
        entry = _entry(turn, viewer, Outcome.REFUSED)
        return Answer((Reply(task_not_known(), Audience.PRESSER),), Effects(audit=(entry,)))
    return await _linked(turn, viewer, desk, command.task)


async def revoke_calendar(turn: Turn, viewer: Viewer, _: RevokeCalendar, desk: Desk) -> Answer:
    """No link of theirs opens anything any more."""
    before = await desk.calendars.of(viewer.id)
    change = CalendarRewrite(viewer.id, before, frozenset())
    entry = _entry(turn, viewer, Outcome.CHANGED, "revoked")
    effects = Effects(audit=(entry,), rewrites=(change,) if before else ())
    return Answer((Reply(calendar(CalendarView(revoked=True)), Audience.PRESSER),), effects)


async def behind(token: str, desk: Desk, now: datetime) -> tuple[Viewer, Sequence[Dated]] | None:
    """Whose link it is, and the tasks behind it as they may see them; None for one that opens nothing."""
    holder = await desk.calendars.holder(digest_of(token), now)
    viewer = await viewer_of(holder.practitioner_id, desk, now) if holder else None
    if holder is None or viewer is None:
        return None
    found = await desk.calendars.dated(viewer.id, local_day(now) - ENDED_FOR)
    sights = Sights(viewer, desk, now)
    seen = [
        sight for one in found if holder.task_id in (ALL_TASKS, one.id) and (sight := await sights.of(one))
    ]
    dated = [Dated(one.task, one.of.case) for one in seen if one.of.case.status is CaseStatus.OPEN]
    return viewer, dated


async def fetched(viewer: Viewer, dated: Sequence[Dated], stamp: str, desk: Desk, now: datetime) -> None:
    """Put it on the trail that somebody's calendar was read: once a day for each content."""
    identity = viewer.practitioner.identity
    children = dict.fromkeys(child for one in dated for child in one.case.children)
    if identity is None or not children:
        return
    audit = tuple(
        AuditEntry(
            at=now,
            identity=identity,
            practitioner_id=viewer.id,
            action=Action.TASK_SEE,
            outcome=Outcome.LISTED,
            child_id=child,
            basis="calendar",
        )
        for child in children
    )
    await desk.ledger.commit(Effects(audit=audit), f"calendar:{viewer.id}:{local_day(now)}:{stamp}")


async def _linked(turn: Turn, viewer: Viewer, desk: Desk, task: TaskId) -> Answer:
    if desk.calendaring is None:
        entry = _entry(turn, viewer, Outcome.REFUSED)
        return Answer(
            (Reply(calendar(CalendarView(one=bool(task))), Audience.PRESSER),), Effects(audit=(entry,))
        )
    token = desk.calendaring.fresh_token()
    before = await desk.calendars.of(viewer.id)
    kept = {one for one in before if one.task_id != task and (one.until is None or one.until > turn.now)}
    made = CalendarToken(digest_of(token), task, turn.now + FILE_FOR if task else None)
    change = CalendarRewrite(viewer.id, before, frozenset({*kept, made}))
    view = CalendarView(desk.calendaring.address(token), one=bool(task))
    entry = _entry(turn, viewer, Outcome.CHANGED, "one task" if task else "all tasks")
    return Answer((Reply(calendar(view), Audience.PRESSER),), Effects(audit=(entry,), rewrites=(change,)))


def _entry(turn: Turn, viewer: Viewer, outcome: Outcome, reason: str = "") -> AuditEntry:
    return entry_by(turn, viewer, Action.CALENDAR_LINK, outcome, reason=reason)
