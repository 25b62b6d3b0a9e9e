"""One task, and lists of tasks, as one person may see them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from cases.model import CaseId, Item, PractitionerId, Priority, TaskId, TaskState
from cases.task import Step


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in a list. ``owner`` is a name, "" for the reader; ``steps`` what the reader may do."""

    task: TaskId
    version: int
    title: str
    reference: str
    state: TaskState = TaskState.OPEN
    priority: Priority = Priority.NORMAL
    due: date | None = None
    due_at: time | None = None
    owner: str = ""
    said: str = ""
    steps: frozenset[Step] = frozenset()


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task. ``owner`` and ``asked_by`` are names, "" for the reader themself.

    ``steps`` are what the reader may do with it now, none for a card that everybody in a channel reads.
    ``people`` are whom it may be given to instead, as far as the reader may see them: ids to words; ``more``
    says that there are others. ``note`` is one sentence of what just happened; ``problem`` one of what is
    still to be said, and ``step`` the one it was said of, with ``words`` as they were typed.
    """

    task: TaskId
    version: int
    title: str
    reference: str
    today: date
    owner: str
    asked_by: str
    state: TaskState = TaskState.OPEN
    priority: Priority = Priority.NORMAL
    details: str = ""
    due: date | None = None
    due_at: time | None = None
    checklist: tuple[Item, ...] = ()
    said: str = ""
    snoozed: date | None = None
    source: str = ""
    asked_at: datetime | None = None
    steps: frozenset[Step] = frozenset()
    people: tuple[tuple[PractitionerId, str], ...] = ()
    more: bool = False
    note: str = ""
    problem: str = ""
    step: Step | None = None
    words: str = ""
    shared: bool = False


class TaskList(StrEnum):
    """Whose tasks a list holds."""

    MINE = "mine"
    CASE = "case"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class TaskListView:
    """Tasks in the order in which they are shown, one page of them.

    ``reference`` is the case's in a list of one case. ``page`` counts from 0; ``more`` says that there is
    another after it. ``note`` is one sentence of what just happened. ``case_id`` is set with ``reference``.
    """

    kind: TaskList
    today: date
    lines: tuple[TaskLine, ...] = ()
    page: int = 0
    more: bool = False
    reference: str = ""
    case_id: CaseId | None = None
    note: str = ""
    live: int = field(default=0)
    ended: int = field(default=0)
