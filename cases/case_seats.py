"""Who of a case's circle is in its channel, who is not and why: as one viewer may see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cases.channel_plan import wanted
from cases.model import (
    ChannelStage,
    ChildId,
    Colleague,
    InvolvementId,
    PractitionerId,
    Seat,
    SeatStage,
    Viewer,
)
from cases.policy import Shown, shown
from cases.policy_case_ends import names_lead
from cases.ports_casework import CaseFile
from cases.views import MembersView, SeatLine, Stands


def members(viewer: Viewer, file: CaseFile, today: date) -> MembersView:
    """Everybody who is wanted there, or was left out or kept apart, as far as the viewer may know of them."""
    record = file.record
    stage = (record.stage if record else ChannelStage.OPENING) if file.order else None
    trouble = record.trouble if record else ""
    return MembersView(
        case_id=file.case.id,
        reference=file.case.reference,
        stage=stage,
        trouble=trouble,
        seats=tuple(sorted(_lines(viewer, file, today), key=_order)),
        strangers=sum(seat.stage is SeatStage.STRANGER for seat in file.seats),
        may_ask_again=may_ask_again(file),
    )


def may_ask_again(file: CaseFile) -> bool:
    """Whether the channel is one to be asked for again: deleted in Teams, or not coming about."""
    record = file.record
    return bool(file.order and record and (record.stage is ChannelStage.LOST or record.trouble))


def can_be_left_out(file: CaseFile, practitioner: PractitionerId, today: date) -> bool:
    """Whether somebody belongs in the channel and need not be there. The lead always is."""
    if file.order is None or practitioner == file.case.lead_id:
        return False
    plan = wanted(_nobody_left_out(file), today)
    return practitioner in {*plan.people.values(), *plan.unreachable, *plan.kept_apart}


def seen_by(viewer: Viewer, file: CaseFile, today: date) -> dict[PractitionerId, Colleague]:
    """The people of the circle, and the lead, whom this viewer may be shown."""
    found: dict[PractitionerId, Colleague] = {}
    if file.lead and names_lead(viewer, file, today) is not Shown.NOTHING:
        found[file.lead.practitioner.id] = file.lead
    for one in file.circle:
        if shown(viewer, one, None, today) >= Shown.EXISTENCE:
            found.setdefault(one.practitioner.id, Colleague(one.practitioner, one.service, one.agency))
    return found


def ids_seen(
    viewer: Viewer, file: CaseFile, view: MembersView, today: date
) -> Mapping[ChildId, Sequence[InvolvementId]]:
    """The involvements of each child that such a view tells something of, for the trail."""
    listed = {one.practitioner_id for one in view.seats}
    found: dict[ChildId, list[InvolvementId]] = {child: [] for child in file.case.children}
    for one in file.circle:
        if one.practitioner.id in listed and shown(viewer, one, None, today) >= Shown.EXISTENCE:
            found[one.involvement.child_id].append(one.involvement.id)
    return found


def _lines(viewer: Viewer, file: CaseFile, today: date) -> Iterator[SeatLine]:
    everybody = wanted(_nobody_left_out(file), today)
    plan = wanted(file, today)
    left_out = file.order.left_out if file.order else frozenset()
    seats = {seat.practitioner_id: seat for seat in file.seats}
    belong = {*everybody.people.values(), *everybody.unreachable, *everybody.kept_apart, *plan.kept_apart}
    for who, colleague in seen_by(viewer, file, today).items():
        seat = seats.get(who)
        leaving = seat is not None and seat.stage in (SeatStage.IN, SeatStage.LEAVING)
        if who not in belong and not leaving:
            continue
        if who in plan.unreachable:
            stands = Stands.NO_ACCOUNT
        elif who in left_out and not leaving:
            stands = Stands.LEFT_OUT
        elif who in plan.kept_apart and not leaving:
            stands = Stands.KEPT_APART
        else:
            stands = _stands(seat, wanted_there=who in plan.people.values())
        yield SeatLine(
            practitioner_id=who,
            name=colleague.practitioner.name,
            role=colleague.practitioner.role,
            service=colleague.service.name,
            agency=colleague.agency.name,
            stands=stands,
            why=seat.why if seat and stands is Stands.REFUSED else "",
            is_lead=who == file.case.lead_id,
            left_out=who in left_out,
        )


def _stands(seat: Seat | None, *, wanted_there: bool) -> Stands:
    if not wanted_there:
        return Stands.LEAVING
    if seat is None or seat.stage in (SeatStage.OUT, SeatStage.STRANGER, SeatStage.LEAVING):
        return Stands.COMING
    return Stands.REFUSED if seat.stage is SeatStage.REFUSED else Stands.IN


def _nobody_left_out(file: CaseFile) -> CaseFile:
    if file.order is None:
        return file
    return replace(file, order=replace(file.order, left_out=frozenset()))


def _order(one: SeatLine) -> tuple[bool, str, str, str]:
    return (not one.is_lead, one.agency, one.name, one.practitioner_id)
