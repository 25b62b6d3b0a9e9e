"""What is due to be confirmed, and what a leaver leaves behind."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from cases.model import CaseId, ChildId, PractitionerId


@dataclass(frozen=True, slots=True)
class DueChild:
    """A child of the viewer's own. ``name`` is "" where the child is shielded: the reference must do."""

    child_id: ChildId
    reference: str
    name: str
    role: str
    since: date


@dataclass(frozen=True, slots=True)
class DueView:
    """Whom the viewer has not confirmed for too long. ``note`` says what was just done.

    ``stopped`` is the child whom they have just stopped working with, in case that was a slip.
    """

    children: tuple[DueChild, ...]
    note: str = ""
    stopped: DueChild | None = None


class Cover(IntEnum):
    """Who else works with a leaver's child, as far as the viewer may see."""

    NOBODY = 0
    OTHERS = 1
    SERVICE = 2
    UNSAID = 3  # of a shielded child


@dataclass(frozen=True, slots=True)
class LeftChild:
    """A child whom a leaver still has on record. ``name`` is "" where the viewer may not see the circle."""

    child_id: ChildId
    reference: str
    name: str
    role: str
    cover: Cover


@dataclass(frozen=True, slots=True)
class LeftCase:
    """An open case that a leaver still leads."""

    case_id: CaseId
    reference: str


@dataclass(frozen=True, slots=True)
class SweepView:
    """What a leaver leaves behind, for whoever may end it or hand it over: the uncovered children first.

    ``colleagues`` maps ids to words, to choose from. ``sensitive`` asks for the ground as well. ``to`` and
    ``basis`` are what was chosen last, ``note`` says what was just done, or what was wrong.
    """

    practitioner_id: PractitionerId
    name: str
    children: tuple[LeftChild, ...]
    cases: tuple[LeftCase, ...]
    colleagues: tuple[tuple[str, str], ...]
    sensitive: bool = False
    to: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MayHaveLeft:
    """Somebody of the name that was typed, for whom the viewer answers."""

    practitioner_id: PractitionerId
    name: str
    role: str
    service: str
