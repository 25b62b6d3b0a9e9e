"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from dataclasses import dataclass

from cases.model import ChildId, PractitionerId, Reason
from cases.query import Query


@dataclass(frozen=True, slots=True)
class Who:
    """Who is working with this child? ``further`` sets aside the children the viewer may see already."""

    query: Query
    reason: Reason | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class WhoExactly:
    """The same, for one child chosen from several alike."""

    child_id: ChildId
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Who is working with this child's family? ``others`` asks for the reason that may open more of it."""

    query: Query
    reason: Reason | None = None
    others: bool = False


@dataclass(frozen=True, slots=True)
class FamilyExactly:
    """The same, for the family of one child chosen from several alike."""

    child_id: ChildId
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """Who has looked at this child? ``older`` is where the page before ended: see cases.trail."""

    query: Query
    older: str = ""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What has this practitioner looked at? ``practitioner`` is their name as typed, or their id."""

    practitioner: str
    older: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """What can I ask?"""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The text was none of the things the bot knows. ``hint`` is a sentence that helps, if there is one."""

    hint: str = ""


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
Command = (
    Who | WhoExactly | Help | NotUnderstood | Family | FamilyExactly | WhoLooked | LookedAt | OfInvolvement
)
