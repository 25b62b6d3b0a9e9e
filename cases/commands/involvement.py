"""How it stands with an involvement."""

from dataclasses import dataclass

from cases.model import ChildId, PractitionerId, Reason
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class Join:
    """A practitioner has started, or will start, to work with this child.

    Whose involvement it is: one's own, or a colleague's by ``name`` as typed or by ``practitioner_id``. The
    child is who fits ``query``, or the one with ``child_id``. Here and below, days and words are as somebody
    said or filled them in, so that a form that cannot be taken comes back as it was; ``sent`` marks a form
    that was filled in, ``seen`` what it was made from, and ``which`` picks one of several involvements.
    """

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    name: str = ""
    practitioner_id: PractitionerId | None = None
    since: str = ""
    until: str = ""
    role: str = ""
    basis: str = ""
    reason: Reason | None = None
    further: bool = False
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """A practitioner has stopped, or will stop, working with this child."""

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    practitioner_id: PractitionerId | None = None
    which: str = ""
    until: str = ""
    reason: Reason | None = None
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """I do something else for this child now."""

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    which: str = ""
    role: str = ""
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class LogContact:
    """I was in contact with this child: the day, and at most what kind of contact it was."""

    query: Query = _NOT_SAID
    child_id: ChildId | None = None
    which: str = ""
    on: str = ""
    kind: str = ""
    sent: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """I am still working with this child."""

    query: Query = _NOT_SAID
    child_id: ChildId | None = None


OfInvolvement = Join | Leave | ChangeRole | LogContact | Confirm
