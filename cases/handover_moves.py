"""What becomes of involvements that are handed over: the giver's end, the receiver's begin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.handover import Handover, Part, Step, stepped
from cases.leading import new_lead
from cases.model import Case, CaseStatus, ChildFile, Colleague, Involvement, PractitionerId
from cases.names import normalise
from cases.placing import cancelled, left, taken_over
from cases.policy_handover import may_receive
from cases.records import (
    AnyRewrite,
    CaseEvent,
    Event,
    HandoverRewrite,
    Rewrite,
)
from cases.scene import Done, Scene, recorded
from cases.spans import ended


@dataclass(frozen=True, slots=True)
class Taking:
    """All that is known when a hand-over is accepted, or decided by a manager. ``actor`` is who does so."""

    handover: Handover
    actor: PractitionerId
    giver: Colleague
    receiver: Colleague
    file: ChildFile
    given: tuple[Involvement, ...]
    held: tuple[Involvement, ...]
    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Move:
    """What is written, the child's file as it is then, and the first day as it turned out."""

    handover: Handover
    rewrites: tuple[AnyRewrite, ...]
    events: tuple[Event, ...]
    case_events: tuple[CaseEvent, ...]
    file: ChildFile
    first_day: date


def still_given(
    handover: Handover, given: Sequence[Involvement], giver: Colleague, receiver: Colleague, today: date
) -> list[Involvement]:
    """What of it can still be handed over: it has not ended by the day it would begin for the receiver."""
    start = max(handover.first_day, today)
    return [
        row
        for row in given
        if row.id in handover.involvements and not ended(row, start) and may_receive(receiver, giver, row)
    ]


def taken(taking: Taking) -> Move | None:
    """The change of hands, once the receiver has accepted; None if there is nothing left to hand over.

    The receiver begins on the first day, or today if that is over, and that is the giver's last: for a day
    both are there, and never nobody.
    """
    handover, today = taking.handover, taking.today
    rows = still_given(handover, taking.given, taking.giver, taking.receiver, today)
    if not rows:
        return None
    start = max(handover.first_day, today)
    ends = [left(row, start) if row.since <= start else cancelled(row) for row in rows]
    giving = Scene(
        taking.actor, taking.giver, taking.file, taking.given, taking.now, today, f"{handover.id}.out"
    )
    over = recorded(giving, [done for done, row in zip(ends, rows, strict=True) if done[0] != row])
    events, held, file = list(over.events), taking.held, over.file
    for number, row in enumerate(rows):
        scene = Scene(
            taking.actor, taking.receiver, file, held, taking.now, today, f"{handover.id}.in{number}"
        )
        change = recorded(scene, _begins(scene, row, taking.giver, start))
        events += change.events
        after = {one.id: one for one in (*held, *change.rewrite.after)}
        held, file = tuple(sorted(after.values(), key=lambda one: one.id)), change.file
    child, whose = handover.child_id, taking.receiver.practitioner.id
    changed = tuple(row for row in held if row not in taking.held)
    move = Move(
        handover=replace(handover, first_day=start),
        rewrites=(over.rewrite, Rewrite(child, whose, taking.held, changed)),
        events=tuple(events),
        case_events=(),
        file=file,
        first_day=start,
    )
    return begun_if_due(move, taking.actor, taking.now, today)


def _begins(scene: Scene, row: Involvement, giver: Colleague, start: date) -> list[Done]:
    # A role that is the giver's own anyway stays with them; one for this child in particular goes over.
    own = normalise(row.role) == normalise(giver.practitioner.role)
    return taken_over(scene, row, "" if own else row.role, max(start, row.since))


def begun_if_due(move: Move, actor: PractitionerId | None, now: datetime, today: date) -> Move:
    """The same; and when the first day has come, done, with the lead in the receiver's hands."""
    handover = move.handover
    done = stepped(handover, Part.TIME, Step.BEGIN, now) if move.first_day <= today else None
    if done is None:
        return move
    # Who has called it off since, or left, does not become the lead.
    there = any(member.practitioner.id == handover.receiver_id for member in move.file.circle)
    led = led_by(handover.giver_id, move.file) if handover.with_lead and there else []
    changes = [
        new_lead(
            case, handover.receiver_id, by=actor, now=now, today=today, event_id=f"{handover.id}.lead{number}"
        )
        for number, case in enumerate(led)
    ]
    after = {rewrite.after.id: rewrite.after for rewrite, _ in changes}
    return replace(
        move,
        handover=done,
        rewrites=(*move.rewrites, *(rewrite for rewrite, _ in changes)),
        case_events=tuple(event for _, event in changes),
        file=replace(move.file, cases=tuple(after.get(case.id, case) for case in move.file.cases)),
    )


def led_by(who: PractitionerId, file: ChildFile) -> list[Case]:
    """The open cases of this child whose lead they are."""
    return [case for case in file.cases if case.lead_id == who and case.status is CaseStatus.OPEN]


def written(before: Handover, move: Move) -> tuple[AnyRewrite, ...]:
    """All that is rewritten, the hand-over itself included."""
    return (*move.rewrites, HandoverRewrite(before, move.handover))
