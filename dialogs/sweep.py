"""What a leaver leaves behind, handed over or ended in place; every press leaves what remains."""

from collections.abc import Sequence
from dataclasses import replace

from cards.leaving import nobody_of_that_name
from cases.commands import EndFor, NameLead, Sweep, TakeOver
from cases.leading import new_lead
from cases.leaving import Left, cases_within, fits, may_settle, within
from cases.lifecycle import OUTDATED
from cases.model import ChildId, Colleague, Member, PractitionerId, Viewer
from cases.reassign import Reassigned, ended, leads_told, taken_over
from cases.records import (
    Action,
    Effects,
    EventKind,
    Notice,
    Outcome,
)
from cases.scene import Ask, Scene
from dialogs.sweep_left import MOST_AT_ONCE, left_of, sweep_answer, sweep_entry
from dialogs.turn import Answer, Desk, Reply, Turn

CHOOSE = "Please choose first who takes over."
NOT_OF_THE_SERVICE = "They do not work for that service, so they cannot take this over: please choose again."
NOTHING_DONE = "That is settled already; nothing was done."


async def sweep(turn: Turn, viewer: Viewer, command: Sweep, desk: Desk) -> Answer:
    """What of it is left for this viewer to settle."""
    left = await _leaver(turn, viewer, command.practitioner_id, desk)
    return await sweep_answer(turn, viewer, left, desk, Effects(), "") if left else _refused(turn, viewer)


async def take_over(turn: Turn, viewer: Viewer, command: TakeOver, desk: Desk) -> Answer:
    """The colleague chosen takes these children over."""
    left = await _leaver(turn, viewer, command.practitioner_id, desk)
    if left is None:
        return _refused(turn, viewer)
    chosen = (command.to or "", command.basis)
    rows = [
        one
        for one in within(viewer, left, turn.today)
        if one.involvement.child_id in command.children[:MOST_AT_ONCE]
    ]
    to = await desk.register.colleague(command.to) if command.to else None
    problem = _problem(turn, rows, to)
    if problem or to is None:
        return await sweep_answer(turn, viewer, left, desk, Effects(), problem, chosen=chosen)
    done: list[Reassigned] = []
    for child in dict.fromkeys(one.involvement.child_id for one in rows):
        leaving, taking = await _scenes(turn, viewer, left, to, child, rows, desk)
        result = taken_over(leaving, taking, command.basis)
        if isinstance(result, Ask):
            problem = result.problem or NOTHING_DONE
            return await sweep_answer(turn, viewer, left, desk, Effects(), problem, chosen=chosen)
        done.append(result)
    which = done[0].file.child.reference if len(done) == 1 else f"{len(done)} children"
    note = f"Recorded: {to.practitioner.name} has taken over {which}."
    return await sweep_answer(
        turn, viewer, left, desk, _written(turn, viewer, left, done), note, settled=rows, chosen=chosen
    )


async def end_for(turn: Turn, viewer: Viewer, command: EndFor, desk: Desk) -> Answer:
    """Nobody takes this child over."""
    left = await _leaver(turn, viewer, command.practitioner_id, desk)
    if left is None:
        return _refused(turn, viewer)
    rows = [one for one in within(viewer, left, turn.today) if one.involvement.child_id == command.child_id]
    if turn.outdated or not rows:
        note = OUTDATED if turn.outdated else NOTHING_DONE
        return await sweep_answer(turn, viewer, left, desk, Effects(), note)
    leaving, _ = await _scenes(turn, viewer, left, left.whose, command.child_id, rows, desk)
    done = ended(leaving)
    if done is None:
        return await sweep_answer(turn, viewer, left, desk, Effects(), NOTHING_DONE)
    note = f"Recorded: ended for {done.file.child.reference}."
    effects = _written(turn, viewer, left, [done])
    return await sweep_answer(turn, viewer, left, desk, effects, note, settled=rows)


async def name_lead(turn: Turn, viewer: Viewer, command: NameLead, desk: Desk) -> Answer:
    """The colleague chosen leads the case from today."""
    left = await _leaver(turn, viewer, command.practitioner_id, desk)
    if left is None:
        return _refused(turn, viewer)
    chosen = (command.to or "", command.basis)
    may = {case.case_id for case in cases_within(viewer, left)}
    case = next((one for one in left.cases if one.id == command.case_id and one.id in may), None)
    to = await desk.register.colleague(command.to) if command.to else None
    problem = OUTDATED if turn.outdated else NOTHING_DONE if case is None else CHOOSE if to is None else ""
    if to is not None and not problem and not (to.practitioner.active and to.service == left.whose.service):
        problem = NOT_OF_THE_SERVICE
    if problem or case is None or to is None:
        return await sweep_answer(turn, viewer, left, desk, Effects(), problem, chosen=chosen)
    change, event = new_lead(
        case, to.practitioner.id, by=viewer.id, now=turn.now, today=turn.today, event_id=desk.fresh_id()
    )
    effects = Effects(
        audit=tuple(
            replace(sweep_entry(turn, viewer, Outcome.CHANGED, child), action=Action.CASE_LEAD)
            for child in case.children
        ),
        rewrites=(change,),
        notices=(Notice(to.practitioner.id, "lead", case.id),) if to.practitioner.id != viewer.id else (),
        case_events=(event,),
    )
    note = f"Recorded: {to.practitioner.name} leads {case.reference} now."
    return await sweep_answer(turn, viewer, left, desk, effects, note, named=case.id, chosen=chosen)


async def _leaver(turn: Turn, viewer: Viewer, practitioner: PractitionerId, desk: Desk) -> Left | None:
    """What they left behind, for somebody who has left and a viewer who may settle any of it."""
    whose = await desk.register.colleague(practitioner)
    if whose is None or whose.practitioner.active:
        return None
    left = await left_of(whose, viewer, turn.now, desk)
    return left if may_settle(viewer, left) else None


def _problem(turn: Turn, rows: Sequence[Member], to: Colleague | None) -> str:
    if turn.outdated:
        return OUTDATED
    if not rows:
        return NOTHING_DONE
    if to is None:
        return CHOOSE
    return "" if fits(to, (one.involvement for one in rows)) else NOT_OF_THE_SERVICE


async def _scenes(
    turn: Turn,
    viewer: Viewer,
    left: Left,
    to: Colleague,
    child: ChildId,
    rows: Sequence[Member],
    desk: Desk,
) -> tuple[Scene, Scene]:
    """The leaver's and the colleague's; of the leaver's, what the viewer may not settle is hidden."""
    may = {one.involvement.id for one in rows}
    who = left.whose.practitioner.id
    held = tuple(await desk.register.held(who, [child]))
    leaving = Scene(
        actor=viewer.id,
        whose=left.whose,
        file=left.files[child],
        held=held,
        now=turn.now,
        today=turn.today,
        fresh_id=desk.fresh_id(),
        hidden=frozenset(row.id for row in held if row.id not in may),
    )
    theirs = tuple(await desk.register.held(to.practitioner.id, [child]))
    taking = replace(leaving, whose=to, held=theirs, fresh_id=desk.fresh_id(), hidden=frozenset())
    return leaving, taking


def _written(turn: Turn, viewer: Viewer, left: Left, done: Sequence[Reassigned]) -> Effects:
    """Leads hear of an end and of a beginning, and whoever takes over hears that they do."""
    notices = [
        Notice(one, "involvement", event.id)
        for part in done
        for event in part.events
        if event.kind in (EventKind.JOINED, EventKind.LEFT)
        for one in sorted(
            {*leads_told(part.file, ()), event.practitioner_id} - {viewer.id, left.whose.practitioner.id}
        )
    ]
    return Effects(
        audit=tuple(sweep_entry(turn, viewer, Outcome.CHANGED, part.file.child.id) for part in done),
        notices=tuple(notices),
        rewrites=tuple(rewrite for part in done for rewrite in part.rewrites),
        events=tuple(event for part in done for event in part.events),
    )


def _refused(turn: Turn, viewer: Viewer) -> Answer:
    """The same for somebody unknown, and for somebody who has not left."""
    return Answer(
        (Reply(nobody_of_that_name()),), Effects(audit=(sweep_entry(turn, viewer, Outcome.REFUSED),))
    )
