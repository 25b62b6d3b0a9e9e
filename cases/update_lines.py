"""What one reader may be told of an update: judged by the policy of this moment; None if nothing.

As on a timeline, an involvement is judged first, and what is said is made of those alone that are told.
Cases, tasks and absences are in cases/update_case_lines.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from cases.handover import Handover, HandoverState
from cases.model import Colleague, ContactKind, InvolvementId, Member, Update, UpdateKind
from cases.policy import Shown
from cases.policy_timeline import lead_is_named
from cases.policy_updates import LEAST, hears
from cases.records import Event, EventKind
from cases.update_reading import Known, Reader, Told, about_child, recorder, seen
from cases.views import UpdateLine


def of_involvement(reader: Reader, update: Update, known: Known) -> Told | None:
    """Somebody joined, left, confirmed, or was in contact after a gap."""
    held = seen(reader, known)
    event = next((one for one in known.history.events if one.id == update.subject), None)
    found = held.get(event.involvement_id) if event else None
    if event is None or found is None:
        return None
    member, how = found
    if how < LEAST[update.kind] or not hears(reader.viewer, known.file, reader.now, reader.today):
        return None
    if update.kind is UpdateKind.CONTACT and not _after_gap(reader, event, known, held):
        return None
    kind = event.detail if update.kind is UpdateKind.CONTACT and event.detail in set(ContactKind) else ""
    whose = member.practitioner
    line = UpdateLine(
        update.kind,
        about_child(reader, known.file),
        event.on,
        update.at,
        (whose.name,),
        member.involvement.role or whose.role,
        member.agency.name,
        by=recorder(reader, update, whose.id, held),
        detail=kind,
    )
    return Told(line, {known.file.child.id: (member.involvement.id,)})


def of_handover(
    reader: Reader, update: Update, known: Known, handover: Handover, receiver: Colleague | None
) -> Told | None:
    """A hand-over was asked for, or answered, if that is still how it stands."""
    held = seen(reader, known)
    mine = [held[one] for one in handover.involvements if one in held]
    mine = [(member, how) for member, how in mine if how >= LEAST[update.kind]]
    detail = _stands(update, handover)
    if not mine or detail is None or not hears(reader.viewer, known.file, reader.now, reader.today):
        return None
    giver = mine[0][0]
    there = {member.practitioner.id for member, _ in held.values()}
    named = receiver is not None and (
        receiver.practitioner.id in there | {reader.viewer.id}
        or lead_is_named(reader.viewer, receiver, None, reader.today)
    )
    line = UpdateLine(
        update.kind,
        about_child(reader, known.file),
        handover.first_day,
        update.at,
        (giver.practitioner.name,),
        giver.involvement.role or giver.practitioner.role,
        giver.agency.name,
        to=receiver.practitioner.name if receiver and named else "",
        detail=detail,
    )
    return Told(line, {known.file.child.id: tuple(sorted(one.involvement.id for one, _ in mine))})


_STATES = {
    HandoverState.ASKED: "asked",
    HandoverState.ACCEPTED: "accepted",
    HandoverState.DONE: "accepted",
    HandoverState.DECLINED: "declined",
}


def _stands(update: Update, handover: Handover) -> str | None:
    """How it stands; None where what the update says has been overtaken."""
    now = _STATES.get(handover.state)
    return now if (now == "asked") is (update.kind is UpdateKind.HANDOVER_ASKED) else None


def _after_gap(
    reader: Reader, event: Event, known: Known, held: Mapping[InvolvementId, tuple[Member, Shown]]
) -> bool:
    """Whether nobody was in contact in the days before, as far as the reader may know."""
    reachable = {key: member for key, (member, how) in held.items() if how is Shown.ALL}
    first = event.on - reader.gap
    return not any(first <= on <= event.on for on in _earlier(event, known.history.events, reachable))


def _earlier(
    event: Event, events: Sequence[Event], reachable: Mapping[InvolvementId, Member]
) -> Iterator[date]:
    """The days of contact before this one was recorded; of what is in no history, the last one known."""
    logged = set[InvolvementId]()
    is_before = True
    for one in events:
        is_before = is_before and one.id != event.id
        if one.kind is not EventKind.CONTACT or one.involvement_id not in reachable:
            continue
        if one.involvement_id not in logged:
            yield from _day(one.previous)
        logged.add(one.involvement_id)
        if is_before:
            yield one.on
    for key, member in reachable.items():
        if key not in logged and member.involvement.last_contact is not None:
            yield member.involvement.last_contact


def _day(written: str) -> Iterator[date]:
    """The day, if it is one: histories of earlier versions have none there."""
    with suppress(ValueError):
        yield date.fromisoformat(written)
