"""Where a task stands, and who may do what with it. The table of docs/policy.md is ``TABLE``.

Nothing moves in any other way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from cases.model import Item, PractitionerId, Task, TaskState

LIVE = (TaskState.OPEN, TaskState.ACCEPTED)
"""Those in which something is still to be done."""

LONGEST_TITLE, LONGEST_WORDS, MOST_ITEMS, MOST_IN_A_CASE = 120, 1000, 20, 500


class Part(StrEnum):
    """What somebody is to a task. Who is several things may do what any of them may."""

    OWNER = "the owner"
    ASKER = "whoever gave it"
    LEAD = "the lead"
    OWNERS_MANAGER = "the owner's manager"
    LEADS_MANAGER = "the lead's manager"


class Step(StrEnum):
    """What can be done with a task."""

    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH = "say it is done"
    REOPEN = "reopen"
    REASSIGN = "give it to somebody else"
    CANCEL = "cancel"
    MOVE = "change when it is due"
    TICK = "tick off"
    SNOOZE = "be reminded later"


_OPEN, _ACCEPTED, _DECLINED = TaskState.OPEN, TaskState.ACCEPTED, TaskState.DECLINED
_DONE, _CANCELLED = TaskState.DONE, TaskState.CANCELLED
_THOSE_WHO_GIVE = (Part.ASKER, Part.LEAD, Part.LEADS_MANAGER)
_ALL = (*_THOSE_WHO_GIVE, Part.OWNER, Part.OWNERS_MANAGER)
SAME = None
"""The task stays where it stands."""

RULES: tuple[tuple[Step, tuple[TaskState, ...], tuple[Part, ...], TaskState | None], ...] = (
    (Step.ACCEPT, (_OPEN,), (Part.OWNER,), _ACCEPTED),
    (Step.DECLINE, (_OPEN, _ACCEPTED), (Part.OWNER, Part.OWNERS_MANAGER), _DECLINED),
    (Step.FINISH, (_OPEN, _ACCEPTED), (Part.OWNER, Part.OWNERS_MANAGER, Part.LEAD), _DONE),
    (Step.REOPEN, (_DONE,), _ALL, _OPEN),
    (Step.REOPEN, (_DECLINED, _CANCELLED), _THOSE_WHO_GIVE, _OPEN),
    (Step.REASSIGN, (_OPEN, _ACCEPTED, _DECLINED), (*_THOSE_WHO_GIVE, Part.OWNERS_MANAGER), _OPEN),
    (Step.CANCEL, (_OPEN, _ACCEPTED, _DECLINED), _THOSE_WHO_GIVE, _CANCELLED),
    (Step.MOVE, (_OPEN, _ACCEPTED), _ALL, SAME),
    (Step.TICK, (_OPEN, _ACCEPTED), (Part.OWNER, Part.OWNERS_MANAGER, Part.LEAD), SAME),
    (Step.SNOOZE, (_OPEN, _ACCEPTED), (Part.OWNER,), SAME),
)
TABLE: Mapping[tuple[TaskState, Part, Step], TaskState] = {
    (state, part, step): after or state
    for step, states, parts, after in RULES
    for state in states
    for part in parts
}


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody does with a task, and what they say with it.

    ``words`` is why, or what came of it. ``to`` is who is to do it now; ``due`` and ``due_at`` when it is due
    now; ``item`` the number of the line that is ticked, or no longer; ``until`` how long reminders wait.
    """

    step: Step
    words: str = ""
    to: PractitionerId | None = None
    due: date | None = None
    due_at: time | None = None
    item: int = -1
    until: date | None = None


def may(task: Task, parts: frozenset[Part], step: Step) -> bool:
    """Whether somebody who is all this to the task may do that with it, as it stands."""
    return any((task.state, part, step) in TABLE for part in parts)


def moved(task: Task, parts: frozenset[Part], move: Move, now: datetime) -> Task | None:
    """The task after it; None if they may not do it, or not as it stands, or it is not wholly said."""
    after = next(
        (TABLE[key] for part in sorted(parts) if (key := (task.state, part, move.step)) in TABLE), None
    )
    if after is None or not _is_whole(task, move):
        return None
    return replace(_changed(task, move), state=after, version=task.version + 1, at=now)


def _is_whole(task: Task, move: Move) -> bool:
    if move.step is Step.REASSIGN:
        return move.to is not None and move.to != task.owner_id
    if move.step is Step.TICK:
        return 0 <= move.item < len(task.checklist)
    if move.step is Step.SNOOZE:
        return move.until is not None
    return move.step not in (Step.DECLINE, Step.CANCEL) or bool(move.words.strip())


def _changed(task: Task, move: Move) -> Task:
    words = " ".join(move.words.split())
    match move.step:
        case Step.REASSIGN if move.to is not None:
            return replace(task, owner_id=move.to, said=words, snoozed=None)
        case Step.MOVE:
            return replace(task, due=move.due, due_at=move.due_at, said=words or task.said, snoozed=None)
        case Step.TICK:
            return replace(task, checklist=_ticked(task.checklist, move.item))
        case Step.SNOOZE:
            return replace(task, snoozed=move.until)
        case _:
            return replace(task, said=words)


def _ticked(checklist: tuple[Item, ...], which: int) -> tuple[Item, ...]:
    return tuple(
        replace(item, done=not item.done) if number == which else item
        for number, item in enumerate(checklist)
    )
