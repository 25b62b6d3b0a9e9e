"""What people see of a case once it is there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model import Birth, CaseId, CaseKind, ChannelStage, PractitionerId
from cases.views.circle import CircleMember


@dataclass(frozen=True, slots=True)
class LeadView:
    """Who leads a case, as far as they may be named; ``phone`` and ``email`` as far as they may be reached.

    ``name`` is "" where there is nobody who leads, or who may be named. ``gone`` says that they have left.
    """

    name: str = ""
    role: str = ""
    service: str = ""
    agency: str = ""
    phone: str = ""
    email: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class CaseChild:
    """A child of a case."""

    name: str
    birth: Birth | None
    reference: str


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody of the circle of a case. ``children`` are those they work with, empty for all."""

    member: CircleMember
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCardView:
    """A case as all who are in its channel may see it.

    ``vacant`` is whether nobody who is there leads it. ``since`` is when it was last opened.
    """

    case_id: CaseId
    reference: str
    kind: CaseKind | None
    since: date | None
    lead: LeadView
    vacant: bool
    children: tuple[CaseChild, ...]
    people: tuple[CasePerson, ...]
    further_service: bool
    today: date


@dataclass(frozen=True, slots=True)
class PastPerson:
    """Somebody who was involved while a case was open. ``until`` is None where that goes on."""

    name: str
    role: str
    service: str
    agency: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A case that was closed, as all who may go on reading its channel may see it."""

    reference: str
    kind: CaseKind | None
    since: date | None
    until: date
    why: str
    people: tuple[PastPerson, ...]
    ask: LeadView


@dataclass(frozen=True, slots=True)
class ClosingForm:
    """What closing a case takes. ``under_way`` are references of children whose hand-over is not done yet.

    ``channelled`` is whether a channel of it is there.
    """

    case_id: CaseId
    reference: str
    today: date
    since: date | None
    under_way: tuple[str, ...]
    channelled: bool
    seen: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One of the viewer's cases. ``children`` are their names, or references where those may not be shown.

    ``link`` is of a channel in which the viewer is. ``stage`` is None where no channel was asked for;
    ``trouble`` a word of cases.ports_tenant.Why. ``may_decide`` is whether the viewer decides about it.
    """

    case_id: CaseId
    reference: str
    kind: CaseKind | None
    children: tuple[str, ...]
    is_open: bool
    is_lead: bool
    may_decide: bool
    stage: ChannelStage | None = None
    trouble: str = ""
    link: str = ""
    may_reopen: bool = False


@dataclass(frozen=True, slots=True)
class MyCasesView:
    """A page of somebody's cases. ``channels`` is whether channels are made here at all."""

    cases: tuple[CaseLine, ...]
    channels: bool
    page: int = 0
    more: bool = False
    note: str = ""


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
