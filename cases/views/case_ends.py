"""What people see of a case once it is there."""

from dataclasses import dataclass
from datetime import date

from cases.model import Birth, CaseId, CaseKind, ChannelStage
from cases.views.circle import CircleMember
from cases.views.task_reminders import LeftTasksView


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

    ``channelled`` is whether a channel of it is there. ``tasks`` are those that are still to be decided.
    """

    case_id: CaseId
    reference: str
    today: date
    since: date | None
    under_way: tuple[str, ...]
    channelled: bool
    seen: str
    problem: str = ""
    tasks: LeftTasksView | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One of the viewer's cases. ``children`` are their names, or references where those may not be shown.

    ``link`` is of a channel in which the viewer is. ``stage`` is None where no channel was asked for;
    ``trouble`` a word of cases.ports_tenant.Why. ``may_decide`` is whether the viewer decides about it, and
    ``may_ask`` whether they may ask for a channel now.
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
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class MyCasesView:
    """A page of somebody's cases. ``channels`` is whether channels are made here at all."""

    cases: tuple[CaseLine, ...]
    channels: bool
    page: int = 0
    more: bool = False
    note: str = ""
