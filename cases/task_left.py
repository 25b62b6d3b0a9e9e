"""What becomes of tasks when their owner has gone, or their case is closed."""

from collections.abc import Iterable
from typing import Final

from cases.model import PractitionerId, Task, TaskId
from cases.task import LIVE

DONE: Final = "done"
CANCEL: Final = "cancel"
LEAVE: Final = "leave"
GIVE: Final = "to:"
"""What a form says of one task; after ``GIVE`` comes who is to have it."""


def key_of(task: TaskId, version: int) -> str:
    """How a form names a task: with its version, so that nothing is decided on what it no longer is."""
    return f"{task}/{version}"


def open_tasks(tasks: Iterable[Task], owner: PractitionerId | None = None) -> list[Task]:
    """Those in which something is still to be done, in the same order; those of one owner, if named."""
    return [one for one in tasks if one.state in LIVE and owner in (None, one.owner_id)]
