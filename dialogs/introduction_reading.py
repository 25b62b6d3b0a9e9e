"""Requests to be put in touch as each of those concerned reads them, under the policy of that moment."""

from collections.abc import Collection, Sequence
from datetime import datetime

from cases.introduction import Introduction, Move, Party, Reads, Stage, Step, moved, read_by_asker
from cases.local import local_day
from cases.model import (
    ChildFile,
    ChildId,
    Colleague,
    InvolvementId,
    Member,
    PractitionerId,
    ServiceId,
    Viewer,
)
from cases.policy_sensitive import may_be_asked, puts_in_touch
from cases.records import Action, AuditEntry, Outcome
from cases.views import ApproachForm, MyIntroduction, OutcomeView, PersonView, RequestView
from dialogs.entries import entry_by
from dialogs.turn import Desk, Turn


async def files_of(
    requests: Sequence[Introduction], viewer: PractitionerId, now: datetime, desk: Desk
) -> dict[ChildId, ChildFile]:
    """The files of the children whom these requests are about."""
    about = sorted({one.child_id for one in requests})
    return {file.child.id: file for file in await desk.register.files(about, viewer, now)}


def as_it_stands(request: Introduction, file: ChildFile, now: datetime) -> Introduction:
    """The request without what can come to nothing: the involvement is over, or undisclosed again."""
    today = local_day(now)
    there = {member.involvement.id for member in file.circle if may_be_asked(member.involvement, today)}
    gone = [one.involvement_id for one in request.open if one.involvement_id not in there]
    return moved(request, gone, Move(Party.CIRCUMSTANCE, Step.END, now)) or request


async def handlers(
    service: ServiceId, brokers: Sequence[PractitionerId], desk: Desk
) -> Sequence[PractitionerId]:
    """Who passes on what concerns this service: the brokers, or where there are none its managers."""
    return brokers or await desk.introductions.managers([service])


async def for_broker(
    viewer: Viewer, request: Introduction, file: ChildFile, now: datetime, desk: Desk
) -> RequestView | None:
    """The request with what this viewer may pass on or refuse of it; None if that is nothing."""
    there = bool(await desk.introductions.brokers())
    standing = as_it_stands(request, file, now)
    mine = [one for one in standing.open if puts_in_touch(viewer, one.service_id, brokers=there)]
    asker = await desk.register.colleague(request.asker_id)
    if not mine or asker is None:
        return None
    words = {member.involvement.id: _service(member) for member in file.circle}

    def those(stage: Stage) -> tuple[tuple[InvolvementId, str], ...]:
        return tuple((i, words[i]) for one in mine if one.stage is stage for i in (one.involvement_id,))

    return RequestView(
        introduction=request.id,
        asker=person(asker),
        reference=file.child.reference,
        reason=request.reason,
        asked_at=request.asked_at,
        services=those(Stage.ASKED),
        passed=those(Stage.PASSED),
    )


async def waiting(viewer: Viewer, now: datetime, desk: Desk) -> tuple[RequestView, ...]:
    """All that this viewer is to pass on, and what they passed on that nobody has answered in time."""
    requests = await desk.introductions.awaited()
    files = await files_of(requests, viewer.id, now, desk)
    views = []
    for request in requests:
        file = files.get(request.child_id)
        view = await for_broker(viewer, request, file, now, desk) if file else None
        late = {one.involvement_id for one in request.open if one.reminded_at is not None}
        if view and (view.services or late & {which for which, _ in view.passed}):
            views.append(view)
    return tuple(views)


async def for_practitioner(
    viewer: Viewer, request: Introduction, which: str, now: datetime, desk: Desk
) -> ApproachForm | None:
    """The request as the practitioner whom it concerns reads it; None if it does not wait for them."""
    files = await files_of([request], viewer.id, now, desk)
    asker = await desk.register.colleague(request.asker_id)
    file = files.get(request.child_id)
    approach = as_it_stands(request, file, now).approach(InvolvementId(which)) if file else None
    if file is None or asker is None or approach is None or approach.stage is not Stage.PASSED:
        return None
    if approach.practitioner_id != viewer.id:
        return None
    view = RequestView(request.id, person(asker), file.child.reference, request.reason, request.asked_at)
    return ApproachForm(view, approach.involvement_id)


def outcome(request: Introduction, file: ChildFile, now: datetime, only: Collection[str] = ()) -> OutcomeView:
    """What the asker reads of it, or of some approaches alone: what was chosen, as far as it still holds."""
    standing = as_it_stands(request, file, now)
    reference = file.child.reference
    reads = read_by_asker(standing)
    if reads is not Reads.IN_TOUCH:
        shared = [one.why for one in standing.approaches if one.shared and one.why]
        why = shared[0] if shared and reads is Reads.DECLINED else ""
        return OutcomeView(reference, reads, why=why)
    chosen = [one for one in standing.approaches if not only or one.involvement_id in only]
    accepted = {one.involvement_id for one in chosen if one.stage is Stage.ACCEPTED}
    today = local_day(now)
    people = [
        of_member(member)
        for member in file.circle
        if member.involvement.id in accepted
        and request.asker_id in member.involvement.disclosure.named_to
        and may_be_asked(member.involvement, today)
    ]
    will_call = any(one.stage is Stage.CONTACT for one in chosen)
    # What was disclosed and is no longer reads as if it had never been.
    still = Reads.IN_TOUCH if people or will_call else Reads.DECLINED
    ordered = sorted(people, key=lambda one: (one.name, one.service))
    return OutcomeView(reference, still, tuple(ordered))


async def mine(viewer: Viewer, now: datetime, desk: Desk) -> tuple[MyIntroduction, ...]:
    """The viewer's own requests, the newest first."""
    requests = await desk.introductions.of(viewer.id)
    files = await files_of(requests, viewer.id, now, desk)
    return tuple(
        MyIntroduction(one.id, one.asked_at, one.reason.purpose, outcome(one, files[one.child_id], now))
        for one in requests
        if one.child_id in files
    )


def person(of: Colleague) -> PersonView:
    """Who somebody is, and how they are reached."""
    me = of.practitioner
    return PersonView(me.name, me.role, of.service.name, of.agency.name, me.phone, me.email)


def of_member(member: Member) -> PersonView:
    """The same for somebody as they are involved: in that role and for that service."""
    me, role = member.practitioner, member.involvement.role or member.practitioner.role
    return PersonView(me.name, role, member.service.name, member.agency.name, me.phone, me.email)


def _service(member: Member) -> str:
    me = of_member(member)
    return f"{me.name}, {me.role}, {me.service}"


def entry(
    turn: Turn,
    viewer: Viewer,
    action: Action,
    outcome: Outcome,
    child: ChildId | None = None,
    *,
    basis: str = "",
    reason: str = "",
    about: Collection[InvolvementId] = (),
) -> AuditEntry:
    """What somebody did with a request, or tried to, for the audit trail."""
    return entry_by(
        turn, viewer, action, outcome, child_id=child, basis=basis, reason=reason, shown=tuple(sorted(about))
    )
