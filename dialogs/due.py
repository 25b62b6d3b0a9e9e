"""What have I not confirmed? One card, on which every press leaves what remains."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from cards.due import due as due_card
from cases.commands import Confirm, Leave, StillWith, StoppedWith, WhatIsDue
from cases.confirming import Due, due
from cases.lifecycle import OUTDATED, decide_change
from cases.local import local_day
from cases.model import (
    Child,
    ChildFile,
    ChildId,
    Identity,
    Involvement,
    InvolvementId,
    Member,
    PractitionerId,
    Viewer,
)
from cases.policy import Right
from cases.reassign import leads_told
from cases.records import Action, AuditEntry, Effects, Notice, Outcome
from cases.scene import Change, Scene
from cases.views import DueChild, DueView
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

MOST_AT_ONCE = 60
NOT_YOURS = "You are not recorded as working with that child any more; there was nothing to change."


async def what_is_due(turn: Turn, viewer: Viewer, command: WhatIsDue, desk: Desk) -> Answer:  # noqa: ARG001
    """The children whom the viewer has not confirmed for too long."""
    return await _remaining(turn, viewer, desk, Effects(), "", {})


async def still_with(turn: Turn, viewer: Viewer, command: StillWith, desk: Desk) -> Answer:
    """Confirm these, as far as they are the viewer's own."""
    if turn.outdated:
        return await _remaining(turn, viewer, desk, Effects(), OUTDATED, {})
    asked = list(dict.fromkeys(command.children))[:MOST_AT_ONCE]
    scenes = await _scenes(turn, viewer, asked, desk)
    changes = [change for scene in scenes if isinstance(change := decide_change(scene, Confirm()), Change)]
    if not changes:
        return await _nothing(turn, viewer, desk)
    which = changes[0].file.child.reference if len(changes) == 1 else f"{len(changes)} children"
    effects = Effects(
        audit=tuple(_changed(turn, viewer, change.file) for change in changes),
        rewrites=tuple(change.rewrite for change in changes),
        events=tuple(event for change in changes for event in change.events),
    )
    return await _remaining(turn, viewer, desk, effects, f"Confirmed as of today: {which}.", _rows(changes))


async def stopped_with(turn: Turn, viewer: Viewer, command: StoppedWith, desk: Desk) -> Answer:
    """End the viewer's own involvement with this child today; the lead hears of it."""
    if turn.outdated:
        return await _remaining(turn, viewer, desk, Effects(), OUTDATED, {})
    scenes = await _scenes(turn, viewer, [command.child_id], desk)
    leaving = Leave(until=turn.today.isoformat(), sent=True)
    changes = [change for scene in scenes if isinstance(change := decide_change(scene, leaving), Change)]
    if not changes:
        return await _nothing(turn, viewer, desk)
    (change,) = changes
    told = tuple(
        Notice(lead, "involvement", event.id)
        for event in change.events
        for lead in leads_told(change.file, {viewer.id})
    )
    effects = Effects(
        audit=(_changed(turn, viewer, change.file),),
        notices=told,
        rewrites=(change.rewrite,),
        events=change.events,
    )
    note = f"Recorded: today is your last day with {change.file.child.reference}."
    child = change.file.child
    slip = None if child.shielded else DueChild(child.id, child.reference, "", "", turn.today)
    return await _remaining(turn, viewer, desk, effects, note, _rows(changes), slip)


async def listed(
    members: Sequence[Member], whose: PractitionerId, now: datetime, desk: Desk
) -> tuple[DueChild, ...]:
    """What of these is due, in words: a shielded child by reference alone."""
    waiting = due(members, local_day(now))
    files = await desk.register.files([one.child_id for one in waiting], whose, now)
    known = {file.child.id: file.child for file in files}
    return tuple(_said(one, known[one.child_id]) for one in waiting if one.child_id in known)


def shown_entries(
    children: Sequence[DueChild],
    members: Sequence[Member],
    identity: Identity,
    whose: PractitionerId,
    at: datetime,
) -> tuple[AuditEntry, ...]:
    """That a card named these children to their practitioner."""
    return tuple(
        AuditEntry(
            at=at,
            identity=identity,
            practitioner_id=whose,
            action=Action.INVOLVEMENT_DUE,
            outcome=Outcome.FORM_SHOWN,
            child_id=child.child_id,
            basis=Right.INVOLVED,
            shown=tuple(one.involvement.id for one in members if one.involvement.child_id == child.child_id),
        )
        for child in children
    )


async def _remaining(
    turn: Turn,
    viewer: Viewer,
    desk: Desk,
    effects: Effects,
    note: str,
    changed: Mapping[InvolvementId, Involvement],
    slip: DueChild | None = None,
) -> Answer:
    """The card with what is left once ``changed`` is written."""
    held = [
        replace(member, involvement=changed.get(member.involvement.id, member.involvement))
        for member in await desk.upkeep.held_by(viewer.id, turn.today)
    ]
    children = await listed(held, viewer.id, turn.now, desk)
    saw = shown_entries(children[:MOST_AT_ONCE], held, turn.identity, viewer.id, turn.now)
    asked = tuple(replace(entry, asked=turn.asked) for entry in saw) or (
        _entry(turn, viewer, Outcome.NOT_FOUND),
    )
    audit = (*effects.audit, *(saw if effects.audit else asked))
    return Answer((Reply(due_card(DueView(children, note, slip))),), replace(effects, audit=audit))


async def _nothing(turn: Turn, viewer: Viewer, desk: Desk) -> Answer:
    entry = _entry(turn, viewer, Outcome.NOT_FOUND, Action.INVOLVEMENT_CHANGE)
    return await _remaining(turn, viewer, desk, Effects(audit=(entry,)), NOT_YOURS, {})


async def _scenes(turn: Turn, viewer: Viewer, children: Sequence[ChildId], desk: Desk) -> list[Scene]:
    """The viewer's own involvements with those of the children with whom they have any."""
    me = await desk.register.colleague(viewer.id)
    held = await desk.register.held(viewer.id, children)
    mine = [child for child in children if any(row.child_id == child for row in held)]
    files = await desk.register.files(mine, viewer.id, turn.now)
    scenes = [
        Scene(
            actor=viewer.id,
            whose=me,
            file=file,
            held=tuple(row for row in held if row.child_id == file.child.id),
            now=turn.now,
            today=turn.today,
            fresh_id=desk.fresh_id(),
        )
        for file in files
        if me is not None
    ]
    return [scene for scene in scenes if any(row.since <= turn.today for row in scene.going_on)]


def _rows(changes: Sequence[Change]) -> dict[InvolvementId, Involvement]:
    return {row.id: row for change in changes for row in change.rewrite.after}


def _said(one: Due, child: Child) -> DueChild:
    roles = dict.fromkeys(member.involvement.role or member.practitioner.role for member in one.members)
    name = str(child.names[0]) if child.names and not child.shielded else ""
    return DueChild(child.id, child.reference, name, ", ".join(filter(None, roles)), one.since)


def _changed(turn: Turn, viewer: Viewer, file: ChildFile) -> AuditEntry:
    entry = _entry(turn, viewer, Outcome.CHANGED, Action.INVOLVEMENT_CHANGE)
    return replace(entry, child_id=file.child.id, basis=Right.INVOLVED)


def _entry(
    turn: Turn, viewer: Viewer, outcome: Outcome, action: Action = Action.INVOLVEMENT_DUE
) -> AuditEntry:
    return entry_by(turn, viewer, action, outcome)
