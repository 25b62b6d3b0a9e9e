"""What people are reminded of, and when; and whom it concerns if nothing happens. See docs/policy.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cases.availability import works
from cases.local import LOCAL, local_day
from cases.model import PractitionerId, Priority, Task, TaskState
from cases.profile import Profile
from cases.records import TaskMark
from cases.task import LIVE
from cases.workdays import IsHoliday, is_working_day

BEGINS, ENDS = time(9), time(18)
"""Between these, by the clock on the wall, people are reminded: once a day, as soon as it may be."""

TIMED_FROM = time(8)
"""What is due by the clock is brought to mind an hour before, but not before this."""

AHEAD = timedelta(days=14)
"""Further ahead than this nobody's next working day is looked for."""

ANSWER_WITHIN = 2
"""Working days after which whoever gave a task hears that nobody has taken it on."""

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What somebody is reminded of on one day. ``next_day`` is when they work next."""

    overdue: tuple[Task, ...]
    today: tuple[Task, ...]
    coming: tuple[Task, ...]
    next_day: date

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.overdue or self.today or self.coming)


def may_remind(now: datetime) -> bool:
    """Whether it is an hour at which people are reminded, in British time."""
    return BEGINS <= now.astimezone(LOCAL).time() < ENDS


def next_day(profile: Profile, day: date, is_holiday: IsHoliday) -> date:
    """The next day on which they work; the end of what is looked at, if that is not known."""
    days = (day + _DAY * ahead for ahead in range(1, AHEAD.days))
    return next((one for one in days if works(profile, one, is_holiday)), day + AHEAD)


def due(tasks: Iterable[Task], profile: Profile, day: date, is_holiday: IsHoliday) -> Due | None:
    """What of these tasks of theirs is to be said to somebody on that day; None if they do not work on it.

    Due before they work again counts as coming: tomorrow, or on what is days off, or while they are away.
    """
    if not works(profile, day, is_holiday):
        return None
    following = next_day(profile, day, is_holiday)
    said = [one for one in tasks if _is_said(one, day)]
    return Due(
        tuple(one for one in said if one.due and one.due < day),
        tuple(one for one in said if one.due == day),
        tuple(one for one in said if one.due and day < one.due <= following),
        following,
    )


def _is_said(task: Task, day: date) -> bool:
    return task.state in LIVE and (task.snoozed is None or task.snoozed <= day)


def moment_due(task: Task) -> datetime | None:
    """The moment a task is due, if it is due at a time. A time that the clock skips is an hour later."""
    if task.due is None or task.due_at is None:
        return None
    return datetime.combine(task.due, task.due_at, tzinfo=LOCAL)


def is_soon(task: Task, profile: Profile, now: datetime, is_holiday: IsHoliday) -> bool:
    """Whether a task due at a time is due within the hour, on a day on which its owner works."""
    moment = moment_due(task)
    if moment is None or not _is_said(task, local_day(now)):
        return False
    # Whole moments: between two clock times of one zone, Python would not count the hour that is changed.
    left = moment.timestamp() - now.timestamp()
    there = now.astimezone(LOCAL)
    return (
        0 < left <= _HOUR.total_seconds()
        and there.time() >= TIMED_FROM
        and works(profile, there.date(), is_holiday)
    )


def late_by(task: Task, day: date, is_holiday: IsHoliday) -> int:
    """By how many working days a task is overdue: Monday to Friday, but for bank holidays."""
    if task.due is None or task.state not in LIVE:
        return 0
    days = (task.due + _DAY * past for past in range(1, (day - task.due).days + 1))
    return sum(is_working_day(one, is_holiday) for one in days)


def level(task: Task, day: date, after: int, is_holiday: IsHoliday) -> int:
    """Who is to know that a task is overdue: nobody but its owner, 1 the lead, 2 the owner's manager too."""
    if task.due is None or (day - task.due).days < after:
        return 0
    return min(late_by(task, day, is_holiday) // after, 2)


def is_urgent_and_left(task: Task, profile: Profile, day: date) -> bool:
    """Whether an urgent task is overdue while its owner is away."""
    away = profile.absence is not None and profile.absence.holds(day)
    return away and task.priority is Priority.URGENT and task.due is not None and task.due < day


def day_mark(whose: PractitionerId, day: date) -> TaskMark:
    """What is marked when somebody has their reminder of the day."""
    return TaskMark("day", whose, day.isoformat())


def soon_mark(task: Task) -> TaskMark:
    """What is marked when somebody is reminded an hour before."""
    return TaskMark("soon", task.id, f"{task.owner_id}/{due_stamp(task)}")


def late_mark(task: Task, told: str) -> TaskMark:
    """What is marked when others hear that a task is overdue; ``told`` is "1", "2" or "away"."""
    return TaskMark(f"late.{told}", task.id, f"{task.owner_id}/{due_stamp(task)}")


def due_stamp(task: Task) -> str:
    """When it is due, as one word: another day is another matter."""
    at = "" if task.due_at is None else f"T{task.due_at:%H:%M}"
    return f"{task.due}{at}"


def is_unanswered(task: Task) -> bool:
    """Whether nobody has taken it on."""
    return task.state in (TaskState.OPEN, TaskState.DECLINED) and task.owner_id != task.asked_by
