"""Tasks that are there: looked at, moved along, listed. Making one is in tasks_make.py."""

from dataclasses import dataclass

from cases.model import CaseId, PractitionerId, TaskId
from cases.query import Query
from cases.task import Step

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class ShowTask:
    """One task, as whoever asks may see it."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class RefreshTask:
    """The same, asked by a client that shows the task's card in a channel."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the one of a card's forms that was sent: on a card, each input has its own name."""

    declined: str = ""
    done: str = ""
    given: str = ""
    moved: str = ""
    cancelled: str = ""


_NOTHING = Typed()


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Something is done with a task, decided on that ``version`` of it. See cases.task.Move.

    ``words`` are what is said with it, ``typed`` the same from a card's forms. ``why`` is one of the reasons
    that a card offers, and goes before them. ``due`` is an ISO day and
    ``due_at`` "15:00" or "". ``until`` is an ISO day, "tomorrow" or "next week"; "" is tomorrow. ``back``
    names the list that it was pressed in (cases.views.TaskList), which is then the answer, at that ``page``
    and, in a case's, of that ``case_id``; "" is for the task's own card.
    """

    task: TaskId
    version: int
    step: Step
    words: str = ""
    why: str = ""
    to: PractitionerId | None = None
    due: str = ""
    due_at: str = ""
    item: int = -1
    until: str = ""
    back: str = ""
    page: int = 0
    case_id: CaseId | None = None
    typed: Typed = _NOTHING

    @property
    def said(self) -> str:
        """What is said with it."""
        typed = self.typed
        parts = (self.words, typed.declined, typed.done, typed.given, typed.moved, typed.cancelled)
        return next(filter(None, parts), "")


@dataclass(frozen=True, slots=True)
class MyTasks:
    """What I am to do, across cases. ``page`` counts from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class CaseTasks:
    """The tasks of one case: of that id, or what a query for it or its child finds."""

    query: Query = _NOT_SAID
    case_id: CaseId | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class TeamTasks:
    """What the people of the services that I manage are to do."""

    page: int = 0


OfTasks = ShowTask | RefreshTask | MoveTask | MyTasks | CaseTasks | TeamTasks
