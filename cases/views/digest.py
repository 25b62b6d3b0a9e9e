"""A manager's digest as it is read, and what one of its lines counts."""

from dataclasses import dataclass
from datetime import date

from cases.digest import Kind, Line
from cases.model import CaseId, ChildId, PractitionerId, ServiceId, TaskId


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and by how much it has changed since the last digest; None if there is none to compare."""

    line: Line
    count: int
    change: int | None = None


@dataclass(frozen=True, slots=True)
class DigestView:
    """How a manager's services stand. ``figures`` are those that are not zero.

    ``services`` are their names. ``caseload`` names those with the most children, and how many these are.
    ``since`` is when the period began, ``compared`` the day of the digest that
    the changes are since.
    """

    kind: Kind
    day: date
    services: tuple[str, ...]
    figures: tuple[Figure, ...]
    caseload: tuple[tuple[str, int], ...]
    level: int
    contact_days: int
    since: date
    compared: date | None = None


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One of what a line counts. ``name`` is a child's or, where none is meant, a practitioner's.

    ``whose`` names the practitioner where ``name`` is somebody else's. ``count`` is how many are theirs.
    """

    name: str = ""
    reference: str = ""
    whose: str = ""
    title: str = ""
    since: date | None = None
    count: int = 0
    practitioner_id: PractitionerId | None = None
    child_id: ChildId | None = None
    case_id: CaseId | None = None
    task_id: TaskId | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DigestLineView:
    """A page of what a line counts. ``total`` is how many entries there are; ``note`` what was just done."""

    line: Line
    today: date
    entries: tuple[DigestEntry, ...]
    total: int
    level: int
    contact_days: int
    page: int = 0
    more: bool = False
    service: ServiceId | None = None
    week: bool = False
    channels: bool = False
    passes_on: bool = False
    note: str = ""
