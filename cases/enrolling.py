"""Whom of the directory a service takes on, and whom not: nobody is moved, brought back or removed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cases.entries import Heard, Listed, followed
from cases.model import Identity, Practitioner, PractitionerId, ServiceId
from cases.ports_directory import Entry


class Stand(StrEnum):
    """How somebody whom an administrator named stands."""

    NEW = "new"
    HERE = "there already"
    ELSEWHERE = "in another service"
    LEFT = "has left"
    DISABLED = "account disabled"
    GUEST = "guest"
    UNKNOWN = "not in the directory"


@dataclass(frozen=True, slots=True)
class Known:
    """A practitioner of the register: all that the choice needs."""

    practitioner_id: PractitionerId
    name: str
    service_id: ServiceId
    active: bool


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A practitioner who is to be taken on, and what the directory said of them."""

    practitioner: Practitioner
    heard: Heard


@dataclass(slots=True)
class Plan:
    """What is to be done. ``absent`` are the service's people who were not named: they stay."""

    new: list[Newcomer] = field(default_factory=list)
    others: list[tuple[Stand, Identity, str, PractitionerId | None]] = field(default_factory=list)
    absent: list[tuple[PractitionerId, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wish:
    """Into which service, as what ("" is the directory's word), and whether guests come too."""

    service_id: ServiceId
    role: str = ""
    guests: bool = False


def standing(entry: Entry, known: Known | None, wish: Wish) -> Stand:
    """How somebody stands whom the directory has; ``known`` is who has their identity, whatever the names."""
    if known is not None:
        if not known.active:
            return Stand.LEFT
        return Stand.HERE if known.service_id == wish.service_id else Stand.ELSEWHERE
    if not entry.enabled:
        return Stand.DISABLED
    return Stand.GUEST if entry.guest and not wish.guests else Stand.NEW


def enrol(
    entries: Sequence[Entry],
    known: Mapping[Identity, Known],
    at_service: Iterable[Known],
    wish: Wish,
    fresh_id: Callable[[], str],
) -> Plan:
    """What comes of these people of the directory."""
    plan = Plan()
    ordered = sorted({one.identity: one for one in entries}.values(), key=_order)
    for entry in ordered:
        there = known.get(entry.identity)
        stand = standing(entry, there, wish)
        if stand is Stand.NEW:
            plan.new.append(_newcomer(entry, wish, PractitionerId(fresh_id())))
        else:
            name = there.name if there else entry.name
            plan.others.append((stand, entry.identity, name, there.practitioner_id if there else None))
    named = {one.practitioner_id for entry in ordered if (one := known.get(entry.identity)) is not None}
    absent = (one for one in at_service if one.active and one.practitioner_id not in named)
    plan.absent = sorted(((one.practitioner_id, one.name) for one in absent), key=lambda one: one[::-1])
    return plan


def _newcomer(entry: Entry, wish: Wish, practitioner: PractitionerId) -> Newcomer:
    # A role that was given is the register's own word, which the directory does not change.
    blank = Listed(practitioner, entry.identity, name="", role=wish.role)
    listed = followed(blank, entry)
    made = Practitioner(
        id=practitioner,
        name=listed.name,
        role=listed.role,
        service_id=wish.service_id,
        phone=listed.phone,
        email=listed.email,
        identity=entry.identity,
    )
    return Newcomer(made, listed.heard or Heard())


def _order(entry: Entry) -> tuple[str, str]:
    return entry.name, entry.identity.object_id
