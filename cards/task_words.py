"""How cards speak of tasks: when they are due, how they stand, what can be done."""

from datetime import date, time

from cards.dates import YEAR_FROM_DAYS, coming_day
from cards.text import clip, escape
from cases.model import Priority, TaskState
from cases.task import LIVE, Step

LONGEST, LONGEST_TITLE, LONGEST_WORDS = 100, 120, 1000
STATES = {
    TaskState.OPEN: "Not accepted yet",
    TaskState.ACCEPTED: "Accepted",
    TaskState.DECLINED: "Declined",
    TaskState.DONE: "Done",
    TaskState.CANCELLED: "Cancelled",
}
BUTTONS = {
    Step.ACCEPT: "Accept",
    Step.DECLINE: "Decline",
    Step.FINISH: "Done",
    Step.REOPEN: "Reopen",
    Step.REASSIGN: "Give to somebody else",
    Step.CANCEL: "Cancel the task",
    Step.MOVE: "Change the day",
    Step.TICK: "Tick off",
    Step.SNOOZE: "Remind me tomorrow",
}


def due_words(due: date | None, due_at: time | None, today: date, *, live: bool = True) -> str:
    """For instance "today at 15:00", "Friday 4 December", "overdue since Friday 20 November"; "" without."""
    if due is None:
        return ""
    at = f" at {due_at:%H:%M}" if due_at else ""
    days = (due - today).days
    # As if it were to come: the year is said only of what is far off.
    named = {0: "today", 1: "tomorrow"}.get(days) or coming_day(due, min(due, today), named=True)
    if days < -YEAR_FROM_DAYS:
        named = f"{named} {due.year}"
    if days < 0 and live:
        return "overdue since yesterday" if days == -1 else f"overdue since {named}{at}"
    return f"{named}{at}"


def state_words(state: TaskState, said: str) -> str:
    """How it stands, and what was said with it."""
    words = STATES[state]
    return f"{words}: {escape(clip(said, LONGEST_WORDS))}" if said else words


def is_live(state: TaskState) -> bool:
    """Whether something is still to be done."""
    return state in LIVE


def urgent(priority: Priority) -> str:
    """Said in words, not by colour alone."""
    return "**Urgent** · " if priority is Priority.URGENT else ""
