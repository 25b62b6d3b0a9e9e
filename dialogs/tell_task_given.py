"""Somebody is told that a task is theirs."""

from datetime import datetime

from cards.card import Card
from cards.task_making import task_told
from cases.model import TaskId
from cases.records import Notice
from cases.task import LIVE
from dialogs.turn import Desk


async def tell_task_given(notice: Notice, desk: Desk, now: datetime) -> Card | None:  # noqa: ARG001
    """The task; nothing once it is somebody else's, or nothing is left to do."""
    task = await desk.tasks.task(TaskId(notice.subject))
    if task is None or task.owner_id != notice.to or task.state not in LIVE:
        return None
    return task_told(task.title)
