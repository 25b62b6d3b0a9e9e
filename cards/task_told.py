"""What somebody reads of a task that was given to them, or that changed."""

from dataclasses import replace

from cards.card import Card
from cards.task import task_card
from cases.task import Step
from cases.views import TaskView

GIVEN = "You have a new task."
CHANGED = "A task of yours has changed."
_HAPPENED = {
    str(Step.ACCEPT): "accepted this task",
    str(Step.DECLINE): "declined this task",
    str(Step.FINISH): "said that this task is done",
    str(Step.REOPEN): "reopened this task",
    str(Step.REASSIGN): "gave this task to somebody else",
    str(Step.CANCEL): "cancelled this task",
    str(Step.MOVE): "changed when this task is due",
}


def task_given(view: TaskView) -> Card:
    """The task's card, for its owner."""
    return replace(task_card(view), summary=GIVEN)


def task_changed(view: TaskView, step: str, by: str) -> Card | None:
    """The task as it is now, with who did what; None for what is not worth a message."""
    happened = _HAPPENED.get(step)
    if happened is None:
        return None
    return replace(task_card(replace(view, note=f"{by} {happened}.")), summary=CHANGED)
