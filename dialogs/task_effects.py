"""What is written when a task changes, and who hears of it."""

from dataclasses import dataclass
from datetime import time

from cases.days import said
from cases.model import Task
from cases.records import Action, AuditEntry, Effects, Notice, Outcome, TaskEvent, TaskRewrite, Work
from cases.task import Move, Step, moved
from cases.task_sight import TaskSight
from dialogs.entries import entry_by
from dialogs.turn import Turn

POST, GIVEN, CHANGED = "task.post", "task.given", "task.changed"
_QUIET = (Step.TICK, Step.SNOOZE)
"""Nobody is sent a message for these: the cards show them."""

_NOTES = {
    Step.ACCEPT: "You have accepted it.",
    Step.DECLINE: "You have declined it.",
    Step.FINISH: "That is done.",
    Step.REOPEN: "It is open again.",
    Step.REASSIGN: "Given to somebody else, who is told.",
    Step.CANCEL: "It is cancelled.",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """The task as it is now, what is to be written, and one sentence for whoever did it."""

    task: Task
    effects: Effects
    note: str


def changed(turn: Turn, sight: TaskSight, move: Move, fresh_id: str) -> Changed | None:
    """What the move does; None if it is not to be done."""
    before, viewer = sight.task, sight.of.viewer
    after = moved(before, sight.parts, move, turn.now)
    if after is None:
        return None
    event = TaskEvent(
        id=fresh_id,
        at=turn.now,
        task_id=after.id,
        actor_id=viewer.id,
        step=str(move.step),
        words=" ".join(move.words.split()),
        previous=_previous(before, move),
    )
    effects = Effects(
        audit=entries_of(turn, sight, Action.TASK_CHANGE, Outcome.CHANGED, str(move.step), event.words),
        notices=_told(sight, after, move, event),
        rewrites=(TaskRewrite(before, after),),
        task_events=(event,),
        work=(post(after),),
    )
    return Changed(after, effects, _note(move))


def post(task: Task) -> Work:
    """Keeps the task's cards in step. Once for each of its versions."""
    return Work(POST, f"{POST}:{task.id}:{task.version}", (str(task.id),))


def entries_of(
    turn: Turn, sight: TaskSight, action: Action, outcome: Outcome, step: str = "", words: str = ""
) -> tuple[AuditEntry, ...]:
    """What was tried with a task, for the audit trail: for each child of its case."""
    return tuple(
        entry_by(
            turn,
            sight.of.viewer,
            action,
            outcome,
            child_id=child,
            basis=sight.of.standing.basis,
            reason=": ".join(filter(None, (step, words))),
        )
        for child in sight.of.case.children
    )


def _told(sight: TaskSight, after: Task, move: Move, event: TaskEvent) -> tuple[Notice, ...]:
    """Owner, giver and lead but for whoever did it; that it was accepted interests the giver alone."""
    if move.step in _QUIET:
        return ()
    doer, before = sight.of.viewer.id, sight.task
    to = {after.asked_by} if move.step is Step.ACCEPT else {after.asked_by, before.owner_id, after.owner_id}
    if sight.of.case.lead_id and move.step is not Step.ACCEPT:
        to.add(sight.of.case.lead_id)
    told = [Notice(one, CHANGED, f"{after.id}/{event.id}") for one in sorted(to - {doer})]
    if move.step is Step.REASSIGN and after.owner_id != doer:
        told = [one for one in told if one.to != after.owner_id]
        told.append(Notice(after.owner_id, GIVEN, str(after.id)))
    return tuple(told)


def _previous(before: Task, move: Move) -> str:
    if move.step is Step.REASSIGN:
        return str(before.owner_id)
    if move.step is Step.MOVE and before.due is not None:
        at = before.due_at.isoformat(timespec="minutes") if before.due_at else ""
        return f"{before.due.isoformat()} {at}".strip()
    return ""


def _note(move: Move) -> str:
    if move.step is Step.MOVE and move.due is not None:
        return f"It is due on {said(move.due)}{_at(move.due_at)} now."
    if move.step is Step.SNOOZE and move.until is not None:
        return f"You are not reminded of it before {said(move.until)}."
    return _NOTES.get(move.step, "")


def _at(at: time | None) -> str:
    return f" at {at:%H:%M}" if at else ""
