"""What people have due, what is late, what has nobody, and their calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from cards import Card
from cards.task_calendar import calendar
from cards.task_late import late, unanswered
from cards.task_left import left_tasks
from cards.task_reminder import reminder, soon
from cases.model import CaseId, PractitionerId, Priority, TaskId, TaskState
from cases.task import Step
from cases.views import CalendarView, LateView, LeftTasksView, ReminderView, TaskLine
from tests.cards.samples.base import HOSTILE

FRIDAY, MONDAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 21)
MINE = frozenset({Step.FINISH, Step.SNOOZE, Step.MOVE})
LEADS = frozenset({Step.FINISH, Step.CANCEL, Step.REASSIGN})
LINE = TaskLine(TaskId("t1"), 3, "Ring the school about Thursday", "kanu-rilo", due=FRIDAY, steps=MINE)
LATE = replace(
    LINE, task=TaskId("t0"), title="Send the plan", due=date(2026, 11, 17), priority=Priority.URGENT
)
SOON = replace(
    LINE, task=TaskId("t2"), title="Visit with the health visitor", due=MONDAY, due_at=time(14, 30)
)
DAY = ReminderView(FRIDAY, MONDAY, (LATE,), (LINE,), (SOON,))
THEIRS = replace(LATE, owner="Ben Holloway", state=TaskState.ACCEPTED, steps=LEADS)
WAITS = LateView(THEIRS, FRIDAY, 3)
LEFT = LeftTasksView(
    CaseId("case"),
    "kanu-rilo",
    FRIDAY,
    (THEIRS, replace(THEIRS, task=TaskId("t9"), title="Book a room", due=None)),
    "Ben Holloway",
    PractitionerId("p-ben"),
    (
        (PractitionerId("p-leila"), "Leila Osei, Social worker, Borough Council"),
        (PractitionerId("p-naomi"), "Naomi Castellan, School nurse, Health Trust"),
    ),
)
ADDRESS = "https://bot.borough.example/calendar/" + "x1Yz" * 11 + ".ics"


def many(count: int, title: str) -> tuple[TaskLine, ...]:
    return tuple(
        replace(LINE, task=TaskId(f"{number:032x}"), title=title, reference=title) for number in range(count)
    )


SAMPLES: dict[str, Callable[[], Card]] = {
    "task_reminder": lambda: reminder(DAY),
    "task_reminder_one": lambda: reminder(
        ReminderView(FRIDAY, TOMORROW, coming=(replace(LINE, due=TOMORROW),))
    ),
    "task_reminder_60": lambda: reminder(replace(DAY, overdue=many(60, "Ring the school " * 7))),
    "task_reminder_hostile": lambda: reminder(replace(DAY, overdue=many(60, HOSTILE))),
    "task_soon": lambda: soon(replace(SOON, due=FRIDAY), FRIDAY),
    "task_late": lambda: late(WAITS),
    "task_late_away": lambda: late(replace(WAITS, away=True)),
    "task_late_hostile": lambda: late(
        replace(WAITS, line=replace(THEIRS, title=HOSTILE, owner=HOSTILE, reference=HOSTILE, said=HOSTILE))
    ),
    "task_unanswered": lambda: unanswered(LateView(replace(THEIRS, state=TaskState.OPEN), FRIDAY)),
    "task_declined": lambda: unanswered(
        LateView(replace(THEIRS, state=TaskState.DECLINED, said="No room before May"), FRIDAY)
    ),
    "tasks_left": lambda: left_tasks(LEFT),
    "tasks_left_changed": lambda: left_tasks(replace(LEFT, note="Recorded.", lines=LEFT.lines[1:])),
    "tasks_left_settled": lambda: left_tasks(replace(LEFT, lines=())),
    "tasks_left_hostile": lambda: left_tasks(
        replace(
            LEFT,
            reference=HOSTILE,
            owner=HOSTILE,
            lines=tuple(replace(one, steps=LEADS) for one in many(20, HOSTILE)),
            people=tuple((PractitionerId(f"p-{number}"), HOSTILE) for number in range(60)),
        )
    ),
    "tasks_closing": lambda: left_tasks(replace(LEFT, owner="", owner_id=None, people=())),
    "calendar_link": lambda: calendar(CalendarView(ADDRESS)),
    "calendar_file": lambda: calendar(CalendarView(ADDRESS, one=True)),
    "calendar_kept": lambda: calendar(CalendarView(kept=True)),
    "calendar_none": lambda: calendar(CalendarView()),
    "calendar_revoked": lambda: calendar(CalendarView(revoked=True)),
}
