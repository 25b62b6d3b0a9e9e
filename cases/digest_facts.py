"""What is known of some services that a digest may rest on: ids and days, no names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.introduction import Stage
from cases.model import AgencyId, CaseId, ChildId, PractitionerId, ServiceId, TaskId


@dataclass(frozen=True, slots=True)
class Held:
    """A current involvement of one of the services. ``active`` says whether its practitioner is at work.

    ``allowed`` is how many days its agency leaves it unconfirmed.
    """

    child_id: ChildId
    practitioner_id: PractitionerId
    service_id: ServiceId
    since: date
    until: date | None
    last_contact: date | None
    last_confirmed: date | None
    active: bool
    allowed: int


@dataclass(frozen=True, slots=True)
class CaseFact:
    """An open case, or one that was closed at ``closed``.

    ``services`` are those of the services that work with one of its children now. ``lead_gone`` says that
    its lead has left, ``stranger`` that somebody is in its channel who does not belong there.
    """

    case_id: CaseId
    services: frozenset[ServiceId]
    lead_id: PractitionerId | None
    lead_service: ServiceId | None
    lead_gone: bool
    channel: bool
    stranger: bool
    opened: datetime | None = None
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A live task of one of the services' people that is overdue.

    ``asker_of`` are the agencies for which whoever gave it openly works with a child of the case now.
    """

    task_id: TaskId
    case_id: CaseId
    owner_id: PractitionerId
    owner_service: ServiceId
    asked_by: PractitionerId
    asker_service: ServiceId
    due: date
    asker_of: frozenset[AgencyId] = frozenset()


@dataclass(frozen=True, slots=True)
class UnseenFact:
    """An update that one of the services' people has not acknowledged. ``about`` is the service it is of."""

    update_id: str
    practitioner_id: PractitionerId
    service_id: ServiceId
    at: datetime
    child_id: ChildId | None
    case_id: CaseId | None
    about: ServiceId | None


@dataclass(frozen=True, slots=True)
class WaitingFact:
    """A request to be put in touch with one of the services that nobody has answered."""

    introduction: str
    practitioner_id: PractitionerId
    service_id: ServiceId
    child_id: ChildId
    stage: Stage
    since: datetime


@dataclass(frozen=True, slots=True)
class OverrideFact:
    """One of the services' people looked past a shield."""

    approach: str
    practitioner_id: PractitionerId
    service_id: ServiceId
    at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. Nothing in it is about a shielded child, but for the overrides, which name none.

    ``brokers`` says whether anybody at all is a broker.
    """

    held: tuple[Held, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    unseen: tuple[UnseenFact, ...] = ()
    waiting: tuple[WaitingFact, ...] = ()
    overrides: tuple[OverrideFact, ...] = ()
    brokers: bool = False

    def by_service(self) -> "Parts":
        """The same, to be had for a few services at a time."""
        parts = Parts(self.brokers)
        for held in self.held:
            parts.at(held.service_id).held.append(held)
        for case in self.cases:
            for service in case.services | ({case.lead_service} - {None}):
                parts.at(service).cases.append(case)
        for task in self.tasks:
            parts.at(task.owner_service).tasks.append(task)
        for unseen in self.unseen:
            parts.at(unseen.service_id).unseen.append(unseen)
        for waiting in self.waiting:
            parts.at(waiting.service_id).waiting.append(waiting)
        for override in self.overrides:
            parts.at(override.service_id).overrides.append(override)
        return parts


@dataclass(frozen=True, slots=True)
class _Part:
    held: list[Held] = field(default_factory=list)
    cases: list[CaseFact] = field(default_factory=list)
    tasks: list[TaskFact] = field(default_factory=list)
    unseen: list[UnseenFact] = field(default_factory=list)
    waiting: list[WaitingFact] = field(default_factory=list)
    overrides: list[OverrideFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """Facts, each part by the service that it is of."""

    brokers: bool
    _parts: dict[ServiceId | None, _Part] = field(default_factory=dict)

    def at(self, service: ServiceId | None) -> _Part:
        """What is known of one service."""
        return self._parts.setdefault(service, _Part())

    def of(self, services: Iterable[ServiceId]) -> Facts:
        """What is known of these, a case once."""
        parts = [self.at(one) for one in sorted(services)]
        return Facts(
            held=tuple(one for part in parts for one in part.held),
            cases=tuple({one.case_id: one for part in parts for one in part.cases}.values()),
            tasks=tuple(one for part in parts for one in part.tasks),
            unseen=tuple(one for part in parts for one in part.unseen),
            waiting=tuple(one for part in parts for one in part.waiting),
            overrides=tuple(one for part in parts for one in part.overrides),
            brokers=self.brokers,
        )
