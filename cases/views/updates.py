"""What has changed around children and in cases, as one reader may be told of it."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.model import UpdateKind


@dataclass(frozen=True, slots=True)
class About:
    """A child or, where ``is_case``, a case of several. ``name`` is "" where it is not to be shown.

    Without a reference it is about whom one works with.
    """

    reference: str = ""
    name: str = ""
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One thing that happened. ``names`` are those whom it is about, as far as they may be named.

    ``role`` and ``agency`` are of the only one. ``to`` is who takes over, ``by`` who recorded it, and
    ``detail`` the kind of a contact, why a case was closed, a task's title, or "accepted" or "declined".
    ``children`` are the references of those whom somebody away works with. ``left_too`` says that whoever
    joined has left on the same day.
    """

    kind: UpdateKind
    about: About
    on: date
    at: datetime
    names: tuple[str, ...] = ()
    role: str = ""
    agency: str = ""
    to: str = ""
    by: str = ""
    detail: str = ""
    until: date | None = None
    children: tuple[str, ...] = ()
    left_too: bool = False


@dataclass(frozen=True, slots=True)
class UpdateBlock:
    """All that is told of one child or case, the oldest first; ``more`` is how many lines are left out."""

    about: About
    lines: tuple[UpdateLine, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class UpdatesView:
    """A message of updates. ``shared`` is whether everybody in a case's channel reads it.

    ``more`` is how many lines there are about other children and cases.
    """

    blocks: tuple[UpdateBlock, ...]
    today: date
    shared: bool = False
    more: int = 0
