"""How a case's channel comes along, as far as whoever waits for it may see who is to be in it."""

from collections.abc import Mapping
from datetime import date

from cases.channel_plan import Wanted, wanted
from cases.model import (
    CaseStatus,
    ChannelStage,
    PractitionerId,
    Seat,
    SeatStage,
    Viewer,
)
from cases.opening import Someone
from cases.policy import Shown
from cases.policy_timeline import lead_is_named
from cases.ports_casework import CaseFile
from cases.views import Missing, Progress, ProgressView

NO_ACCOUNT, KEPT_APART, UNSAID = "no_account", "kept_apart", ""
"""Why somebody is not in a channel, beside the words of cases.ports_tenant.Why."""

Seen = Mapping[PractitionerId, Someone]


def progress_view(file: CaseFile, viewer: Viewer, seen: Seen, today: date) -> ProgressView:
    """Where it stands. ``seen`` are those of the circle whom the viewer may see, and nobody else counts.

    Before anything is known to have been done in Teams, nobody is said to be missing.
    """
    plan, known = wanted(file, today), {viewer.id, *seen}
    seats = {seat.identity: seat for seat in file.seats}
    people = {who: seats.get(identity) for identity, who in plan.people.items() if who in known}
    there = sum(_is(seat, SeatStage.IN) for seat in people.values())
    waiting = sum(not _is(seat, SeatStage.IN, SeatStage.REFUSED) for seat in people.values())
    begun = file.record is not None
    return ProgressView(
        reference=file.case.reference,
        stage=_stage(file, waiting),
        lead=_lead(file, viewer, seen, today),
        leads=file.case.lead_id == viewer.id,
        there=there,
        people=len(people),
        missing=_missing(plan, people, seen) if begun and file.case.status is CaseStatus.OPEN else (),
        trouble=file.record.trouble if file.record else "",
    )


def belongs(file: CaseFile, viewer: Viewer, today: date) -> bool:
    """Whether the viewer is one of those who are to be in the channel."""
    return viewer.id in wanted(file, today).people.values()


def _is(seat: Seat | None, *stages: SeatStage) -> bool:
    return seat is not None and seat.stage in stages


def _stage(file: CaseFile, waiting: int) -> Progress:
    record = file.record
    if file.case.status is CaseStatus.CLOSED:
        return Progress.CLOSED
    if file.order is None:
        return Progress.NONE
    if record is None or (record.stage is ChannelStage.OPENING and record.channel_id is None):
        return Progress.MAKING
    after = {
        ChannelStage.OPENING: Progress.ADDING if waiting else Progress.CHECKING,
        ChannelStage.OPEN: Progress.READY,
        # Of an open case: it is about to be brought back.
        ChannelStage.ARCHIVED: Progress.MAKING,
        ChannelStage.LOST: Progress.LOST,
    }
    return after[record.stage]


def _missing(plan: Wanted, people: Mapping[PractitionerId, Seat | None], seen: Seen) -> tuple[Missing, ...]:
    why = {who: seat.why for who, seat in people.items() if seat and seat.stage is SeatStage.REFUSED}
    why |= dict.fromkeys(plan.unreachable, NO_ACCOUNT) | dict.fromkeys(plan.kept_apart, KEPT_APART)
    return tuple(
        Missing(
            name=one.who.practitioner.name,
            about=", ".join(filter(None, (one.role, one.who.agency.name))),
            # How to reach somebody of whom no more than their existence is shared is not said here either.
            why=why[who] if one.how is Shown.ALL else UNSAID,
        )
        for who, one in seen.items()
        if who in why
    )


def _lead(file: CaseFile, viewer: Viewer, seen: Seen, today: date) -> str:
    lead = file.lead
    if lead is None or lead.practitioner.id == viewer.id:
        return ""
    named = lead.practitioner.id in seen or lead_is_named(viewer, lead, None, today)
    return lead.practitioner.name if named else ""
