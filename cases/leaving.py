"""Somebody has left: who is told, what they leave behind, and how much of it a viewer may see and settle."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.model import (
    Case,
    ChildFile,
    ChildId,
    Colleague,
    Involvement,
    Member,
    PractitionerId,
    Service,
    ServiceId,
    Viewer,
    Visibility,
)
from cases.policy import Shown, right_to_see, shown
from cases.policy_acting import may_sweep
from cases.reassign import left_over
from cases.views import Cover, LeftCase, LeftChild


@dataclass(frozen=True, slots=True)
class Left:
    """All that a leaver leaves behind. ``managers`` are those of the agency, ``files`` the children's."""

    whose: Colleague
    held: Sequence[Member]
    cases: Sequence[Case]
    managers: Sequence[Colleague]
    files: Mapping[ChildId, ChildFile]


def told(
    whose: Colleague, held: Sequence[Member], cases: Sequence[Case], managers: Sequence[Colleague]
) -> Sequence[PractitionerId]:
    """Who gets the card of what a leaver leaves behind: whoever may settle any of it.

    The managers of the services; where a service has none, all of its agency's, but for what is sensitive.
    """
    managed = managed_by(managers)
    services = [(one.service, one.involvement.visibility) for one in held]
    services += [(whose.service, Visibility.OPEN)] if cases else []
    return [
        one.practitioner.id
        for one in managers
        if one.practitioner.id != whose.practitioner.id
        and any(may_sweep(as_viewer(one), service, how, managed) for service, how in services)
    ]


def as_viewer(manager: Colleague) -> Viewer:
    """A manager as far as the rules about leavers ask: nothing here rests on agreements."""
    return Viewer(manager.practitioner, manager.agency.id)


def managed_by(managers: Iterable[Colleague]) -> frozenset[ServiceId]:
    """The services that somebody active manages."""
    return frozenset(service for one in managers for service in one.practitioner.manages)


def may_settle(viewer: Viewer, left: Left) -> bool:
    """Whether this viewer may settle any of it, or might have: a leaver's name is for nobody else."""
    managed = managed_by(left.managers)
    services = [(one.service, one.involvement.visibility) for one in left.held]
    services.append((left.whose.service, Visibility.OPEN))
    return any(may_sweep(viewer, service, how, managed) for service, how in services)


def within(viewer: Viewer, left: Left, today: date) -> list[Member]:
    """What of it this viewer may settle and that is not settled yet."""
    managed = managed_by(left.managers)
    return [
        one
        for one in left.held
        if left_over(one.involvement, today)
        and may_sweep(viewer, one.service, one.involvement.visibility, managed)
    ]


def cases_within(viewer: Viewer, left: Left) -> list[LeftCase]:
    """The cases for which this viewer may name a new lead."""
    if not may_sweep(viewer, left.whose.service, Visibility.OPEN, managed_by(left.managers)):
        return []
    return [LeftCase(case.id, case.reference) for case in left.cases]


def children_within(viewer: Viewer, left: Left, now: datetime, today: date) -> list[LeftChild]:
    """The children, one line each; those whom nobody else works with first."""
    rows: dict[ChildId, list[Member]] = {}
    for one in within(viewer, left, today):
        rows.setdefault(one.involvement.child_id, []).append(one)
    found = [
        _child(viewer, left.files[child], held, now, today)
        for child, held in rows.items()
        if child in left.files
    ]
    return sorted(found, key=lambda one: (one.cover, one.reference))


def _child(viewer: Viewer, file: ChildFile, held: Sequence[Member], now: datetime, today: date) -> LeftChild:
    child = file.child
    roles = dict.fromkeys(one.involvement.role or one.practitioner.role for one in held)
    sees = right_to_see(viewer, file, now, today) is not None
    named = sees and not child.shielded and bool(child.names)
    return LeftChild(
        child.id,
        child.reference,
        str(child.names[0]) if named else "",
        ", ".join(filter(None, roles)),
        Cover.UNSAID if child.shielded else _cover(viewer, file, held, today, sees=sees),
    )


def _cover(viewer: Viewer, file: ChildFile, held: Sequence[Member], today: date, *, sees: bool) -> Cover:
    """Who else works with the child. What the viewer may not see counts for nothing."""
    services: Collection[ServiceId] = {one.service.id for one in held}
    whose = held[0].practitioner.id
    others = [one for one in file.circle if one.practitioner.id != whose and one.practitioner.active]
    seen = [
        one
        for one in others
        if (sees or one.agency.id == viewer.agency_id)
        and shown(viewer, one, None, today) is not Shown.NOTHING
    ]
    if any(one.service.id in services for one in seen):
        return Cover.SERVICE
    return Cover.OTHERS if seen else Cover.NOBODY


def services_of(held: Iterable[Member], service: Service) -> list[ServiceId]:
    """The services among whose colleagues somebody is to be found who takes over."""
    return sorted({one.service.id for one in held} | {service.id})


def fits(to: Colleague, rows: Iterable[Involvement]) -> bool:
    """Whether that colleague may take these over: an involvement stays with its service."""
    return to.practitioner.active and all(row.service_id == to.service.id for row in rows)
