"""Typed requests: what a text or a button asks for. A button carries one of these, never authority."""

from dataclasses import dataclass

from cases.model import ChildId, Reason
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


Command = Who | WhoExactly | Help | NotUnderstood | Family | FamilyExactly | WhoLooked | LookedAt
