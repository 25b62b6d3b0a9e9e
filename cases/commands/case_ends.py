"""Cases once they are there: my own, closing, opening again, a new reference, who is in the channel."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.model import CaseId, PractitionerId
from cases.query import Query

_NOT_SAID = Query()


@dataclass(frozen=True, slots=True)
class MyCases:
    """The cases that I lead, or am in the circle of. ``page`` counts from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class CloseCase:
    """Close this case: found as typed, or ``case_id`` once chosen. ``seen`` is the form's stamp.

    ``choices`` are what becomes of its tasks, as in SettleTasks.
    """

    query: Query = _NOT_SAID
    case_id: CaseId | None = None
    why: str = ""
    on: str = ""
    sent: bool = False
    seen: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """Open this closed case again; ``sent`` once that has been asked back."""

    query: Query = _NOT_SAID
    case_id: CaseId | None = None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class RenameCase:
    """Give this case another reference. ``offer`` is what the one on offer was made from."""

    query: Query = _NOT_SAID
    case_id: CaseId | None = None
    offer: str = ""
    sent: bool = False


@dataclass(frozen=True, slots=True)
class CaseMembers:
    """Who is in the channel of this case, and who is not and why?"""

    query: Query = _NOT_SAID
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """This practitioner of the circle is not to be in the case's channel."""

    case_id: CaseId
    practitioner_id: PractitionerId


@dataclass(frozen=True, slots=True)
class BringIn:
    """This practitioner, who was left out, is to be in the case's channel after all."""

    case_id: CaseId
    practitioner_id: PractitionerId


@dataclass(frozen=True, slots=True)
class AskChannelAgain:
    """Make this case's channel anew, or try again: it was deleted in Teams, or did not come about."""

    case_id: CaseId


AboutCase = CloseCase | ReopenCase | RenameCase | CaseMembers
OfCaseEnds = MyCases | AboutCase | LeaveOut | BringIn | AskChannelAgain
