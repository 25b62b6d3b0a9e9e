"""From what a form says to what is done with a task: or one sentence of what is still to be said."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from enum import StrEnum

from cases.commands import MoveTask
from cases.task import LONGEST_WORDS, Move, Step

FURTHEST = timedelta(days=5 * 365)
"""How far ahead a day may lie: what is further off is a slip of the finger."""


class WhyNot(StrEnum):
    """Why somebody does not take a task on."""

    NO_ROOM = "no_room"
    NOT_MINE = "not_mine"
    NOT_NEEDED = "not_needed"
    OTHER = "other"


WHY_NOT: Mapping[str, str] = {
    WhyNot.NO_ROOM: "No room for it now",
    WhyNot.NOT_MINE: "It belongs with somebody else",
    WhyNot.NOT_NEEDED: "It is no longer needed",
}
"""As it is kept, and read by those concerned. Another reason is in one's own words."""

SAY_WHY = "Please choose why; for another reason, say it in a few words."
SAY_WHY_CANCELLED = "Please say in a few words why it is cancelled."
TOO_LONG = f"That is too long: please say it in at most {LONGEST_WORDS} letters."
SAY_WHOM = "Please choose who is to do it now."
SAY_WHEN = "Please choose a day."
IN_THE_PAST = "That day is over: please choose today or a later one."
TOO_FAR = "That day is too far off: please choose one in the next five years."
NO_SUCH_TIME = "Please give the time as hours and minutes, for instance 15:00."
NEXT = timedelta(days=1)


def asked(command: MoveTask, today: date) -> Move | str:
    """The move; or what is wrong with it, in one sentence."""
    if len(command.said) > LONGEST_WORDS:
        return TOO_LONG
    simple = Move(command.step, words=command.said, item=command.item)
    fill = _FILLED.get(command.step)
    return fill(command, today) if fill else simple


def _declined(command: MoveTask, today: date) -> Move | str:  # noqa: ARG001 - one shape for all of these
    why = _why(command.why, command.said)
    return Move(command.step, words=why) if why else SAY_WHY


def _cancelled(command: MoveTask, today: date) -> Move | str:  # noqa: ARG001
    return Move(command.step, words=command.said) if command.said.strip() else SAY_WHY_CANCELLED


def _given(command: MoveTask, today: date) -> Move | str:  # noqa: ARG001
    return Move(command.step, command.said, to=command.to) if command.to else SAY_WHOM


def _snoozed(command: MoveTask, today: date) -> Move | str:
    until = _until(command.until, today)
    return Move(command.step, until=until) if until else IN_THE_PAST


def _why(why: str, words: str) -> str:
    said = " ".join(words.split())
    if why == WhyNot.OTHER or not why:
        return said
    return ": ".join(filter(None, (WHY_NOT.get(why, ""), said)))


def _moved(command: MoveTask, today: date) -> Move | str:
    due = _day(command.due)
    if due is None:
        return SAY_WHEN
    if due < today:
        return IN_THE_PAST
    if due > today + FURTHEST:
        return TOO_FAR
    at = _time(command.due_at)
    if at is None and command.due_at.strip():
        return NO_SUCH_TIME
    return Move(command.step, command.said, due=due, due_at=at)


def _until(said: str, today: date) -> date | None:
    """The first day on which one wants to hear of it again."""
    if said in ("", "tomorrow"):
        return today + NEXT
    if said == "next week":
        return today + timedelta(days=7 - today.weekday())
    day = _day(said)
    return day if day and today < day <= today + FURTHEST else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None


def _time(said: str) -> time | None:
    try:
        found = time.fromisoformat(said.strip())
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)


_FILLED: Mapping[Step, Callable[[MoveTask, date], Move | str]] = {
    Step.DECLINE: _declined,
    Step.CANCEL: _cancelled,
    Step.REASSIGN: _given,
    Step.MOVE: _moved,
    Step.SNOOZE: _snoozed,
}
