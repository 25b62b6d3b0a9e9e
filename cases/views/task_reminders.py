"""Tasks that people are reminded of, that are late, or that have nobody, as one person may see them."""

from dataclasses import dataclass
from datetime import date

from cases.model import CaseId, PractitionerId
from cases.views.tasks import TaskLine


@dataclass(frozen=True, slots=True)
class ReminderView:
    """What somebody has due. ``next_day`` is when they work next; ``more`` how many do not fit."""

    today: date
    next_day: date
    overdue: tuple[TaskLine, ...] = ()
    due_today: tuple[TaskLine, ...] = ()
    coming: tuple[TaskLine, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class LateView:
    """A colleague's task that waits. ``away`` says that its owner is away.

    ``days`` are the working days by which it is overdue, 0 where it is only that nobody has taken it on.
    """

    line: TaskLine
    today: date
    days: int = 0
    away: bool = False


@dataclass(frozen=True, slots=True)
class LeftTasksView:
    """Live tasks of one case that somebody has to decide on.

    ``owner`` is whose they were, a name; "" where the case is being closed. ``people`` are who may have them
    instead: ids to words. ``missing`` counts those that do not fit; ``note`` is what just happened.
    """

    case_id: CaseId
    reference: str
    today: date
    lines: tuple[TaskLine, ...] = ()
    owner: str = ""
    owner_id: PractitionerId | None = None
    people: tuple[tuple[PractitionerId, str], ...] = ()
    missing: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar link, just made. ``address`` is said this once; "" where there can be none, or none is left.

    ``one`` says that it is for one task; ``kept`` that there is one already, ``revoked`` that there was.
    """

    address: str = ""
    one: bool = False
    kept: bool = False
    revoked: bool = False
