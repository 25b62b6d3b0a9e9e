"""Keeping the register true: what is due to be confirmed, and what a leaver leaves behind."""

from dataclasses import dataclass

from cases.model import CaseId, ChildId, PractitionerId


@dataclass(frozen=True, slots=True)
class WhatIsDue:
    """Which children have I not confirmed for too long?"""


@dataclass(frozen=True, slots=True)
class StillWith:
    """I still work with each of these."""

    children: tuple[ChildId, ...]


@dataclass(frozen=True, slots=True)
class StoppedWith:
    """I work with this child no more, as of today."""

    child_id: ChildId


@dataclass(frozen=True, slots=True)
class HasLeft:
    """A colleague has left: by ``name`` as typed, and once chosen by ``practitioner_id``."""

    name: str = ""
    practitioner_id: PractitionerId | None = None


@dataclass(frozen=True, slots=True)
class Sweep:
    """What did this leaver leave behind?"""

    practitioner_id: PractitionerId


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The colleague ``to`` takes these children over. ``basis`` is a sensitive service's ground."""

    practitioner_id: PractitionerId
    children: tuple[ChildId, ...]
    to: PractitionerId | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class EndFor:
    """Nobody takes this child over: the leaver's involvement ends."""

    practitioner_id: PractitionerId
    child_id: ChildId


@dataclass(frozen=True, slots=True)
class NameLead:
    """The colleague ``to`` leads this case instead of the leaver."""

    practitioner_id: PractitionerId
    case_id: CaseId
    to: PractitionerId | None = None
    basis: str = ""


OfUpkeep = WhatIsDue | StillWith | StoppedWith | HasLeft | Sweep | TakeOver | EndFor | NameLead
