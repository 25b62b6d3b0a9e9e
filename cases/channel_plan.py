"""Who is to be in a case's channel, and what is to be done about it. The rules are in docs/policy.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cases.model import (
    CaseStatus,
    Colleague,
    ConversationId,
    DisclosureLevel,
    Identity,
    Member,
    PractitionerId,
    Seat,
    SeatStage,
)
from cases.policy import channel_members, in_force
from cases.ports_casework import CaseFile

_AS_IF = ConversationId("channel")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be in a channel.

    ``people`` can be there. ``unreachable`` belong there, and nobody knows them in Teams. ``kept_apart``
    belong there by their involvement, but no agreement lets all the others know of them.
    """

    people: Mapping[Identity, PractitionerId]
    unreachable: frozenset[PractitionerId] = frozenset()
    kept_apart: frozenset[PractitionerId] = frozenset()


@dataclass(frozen=True, slots=True)
class Moves:
    """Who is to be added and who removed."""

    add: tuple[Identity, ...] = ()
    remove: tuple[Seat, ...] = ()


def wanted(file: CaseFile, on: date) -> Wanted:
    """Who is to be in the channel on that day.

    The register says who belongs (policy.channel_members); of these, those at work who were not left out,
    and may be known to all others. A closed case's channel takes nobody in: whoever is there may go on
    reading for as long as they would belong if the case were open. A shielded child's is the lead's alone.
    """
    file = replace(file, circle=tuple(member for member in file.circle if not _has_left(member, file, on)))
    case = replace(file.case, conversation_id=_AS_IF, status=CaseStatus.OPEN)
    belong = channel_members(case, (member.involvement for member in file.circle), on)
    if file.shielded:
        belong = frozenset(one for one in belong if one == file.case.lead_id)
    left_out = file.order.left_out if file.order else frozenset()
    colleagues = [
        one
        for one in _in_order(file)
        if one.practitioner.id in belong and one.practitioner.id not in left_out and one.practitioner.active
    ]
    together = _known_to_each_other(colleagues, file, on)
    people = {one.practitioner.identity: one.practitioner.id for one in together if one.practitioner.identity}
    if file.case.status is not CaseStatus.OPEN:
        there = {seat.identity for seat in file.seats if seat.stage is SeatStage.IN}
        people = {identity: who for identity, who in people.items() if identity in there}
    ids = {one.practitioner.id for one in together}
    return Wanted(
        people=people,
        unreachable=frozenset(one.practitioner.id for one in together if one.practitioner.identity is None),
        kept_apart=frozenset(one.practitioner.id for one in colleagues) - ids,
    )


def moves(file: CaseFile, on: date) -> Moves:
    """What is to be done about people, the removals first: nobody waits for a newcomer to be put out."""
    people = wanted(file, on).people
    settled = {seat.identity: seat for seat in file.seats}
    remove = tuple(
        seat
        for seat in file.seats
        if seat.stage is SeatStage.LEAVING or (seat.stage is SeatStage.IN and seat.identity not in people)
    )
    add = tuple(
        identity
        for identity in people
        if identity not in settled or settled[identity].stage in (SeatStage.OUT, SeatStage.STRANGER)
    )
    return Moves(add, remove)


def _has_left(member: Member, file: CaseFile, on: date) -> bool:
    """Whether they have said today that today is their last day: the channel does not wait for its end."""
    return member.involvement.until == on and member.involvement.id in file.left


def _in_order(file: CaseFile) -> Iterable[Colleague]:
    """Everybody around the children, once: the lead, then whoever has been there longest.

    Without a lead whoever asked for the channel comes first, lest somebody whom nobody there may know of
    keep all others out.
    """
    first = file.order.asked_by if file.order and file.lead is None else None
    members = sorted(
        file.circle,
        key=lambda one: (one.practitioner.id != first, one.involvement.since, one.involvement.id),
    )
    known = {file.lead.practitioner.id: file.lead} if file.lead else {}
    for member in members:
        known.setdefault(
            member.practitioner.id, Colleague(member.practitioner, member.service, member.agency)
        )
    return known.values()


def _known_to_each_other(colleagues: Iterable[Colleague], file: CaseFile, on: date) -> list[Colleague]:
    """Of these, in order, all of whom the ones before may know, and who may know them.

    A channel shows its members to each other, which is a disclosure: people of two agencies are not put into
    one room unless an agreement in force covers both. A sensitive practitioner who is named to somebody may
    be known to them without one.
    """
    holding = [one.agencies for one in file.agreements if in_force(one, on)]
    named = {
        (member.practitioner.id, to)
        for member in file.circle
        if member.involvement.disclosure.level is DisclosureLevel.NAMED
        for to in member.involvement.disclosure.named_to
    }

    def may_know(one: Colleague, other: Colleague) -> bool:
        both = {one.agency.id, other.agency.id}
        agreed = len(both) == 1 or any(both <= parties for parties in holding)
        return agreed or (other.practitioner.id, one.practitioner.id) in named

    together: list[Colleague] = []
    for one in colleagues:
        if all(may_know(one, other) and may_know(other, one) for other in together):
            together.append(one)
    return together
