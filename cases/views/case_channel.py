"""Who is in a case's channel, and what is told of it."""

from dataclasses import dataclass
from enum import StrEnum

from cases.model import CaseId, ChannelStage, PractitionerId


class Stands(StrEnum):
    """Where somebody of a case's circle stands with its channel."""

    IN = "in"
    COMING = "coming"
    REFUSED = "refused"
    NO_ACCOUNT = "no account"
    LEFT_OUT = "left out"
    KEPT_APART = "kept apart"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Somebody of a case's circle. ``why`` is a word of cases.ports_tenant.Why, of a REFUSED one.

    ``left_out`` is whether somebody said that they are not to be there.
    """

    practitioner_id: PractitionerId
    name: str
    role: str
    service: str
    agency: str
    stands: Stands
    why: str = ""
    is_lead: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class MembersView:
    """Who is in a case's channel and who is not, as one viewer may see it.

    ``strangers`` is how many are in it who do not belong. ``stage`` is as for ``CaseLine``.
    """

    case_id: CaseId
    reference: str
    stage: ChannelStage | None
    trouble: str
    seats: tuple[SeatLine, ...]
    strangers: int = 0
    note: str = ""
    may_ask_again: bool = False


class Told(StrEnum):
    """What somebody is told of a case or of its channel."""

    STRANGER = "stranger"
    MISSING = "missing"
    DELETED = "deleted"
    RENAMED = "renamed"
    BOT_REMOVED = "bot removed"
    ARCHIVED = "archived by hand"
    TROUBLE = "trouble"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class ChannelTold:
    """What happened to a case or in its channel, for one reader.

    ``name``, ``role`` and ``agency`` are of whom it is about, "" where they are not known or not to be named;
    ``object_id`` the end of a stranger's, for somebody who can look it up. ``still_in`` is whether a stranger
    was left there. ``may_decide`` is whether the reader decides about the case.
    """

    what: Told
    case_id: CaseId
    reference: str
    name: str = ""
    role: str = ""
    agency: str = ""
    object_id: str = ""
    still_in: bool = False
    trouble: str = ""
    may_decide: bool = False
