"""The answers to a hand-over: accepted, declined with a reason, withdrawn. See cases/handover.py."""

from dataclasses import replace

from cards.handover_told import handover_not_known
from cases.commands import AcceptHandover, DeclineHandover, WithdrawHandover
from cases.days import said
from cases.handover import Handover, HandoverState, Part, Step, part_of, reason_of, stepped
from cases.handover_moves import Move, Taking, taken, written
from cases.lifecycle import OUTDATED
from cases.model import PractitionerId, Viewer
from cases.records import Effects, HandoverRewrite, Notice, Outcome
from dialogs.handover import noted
from dialogs.handover_stands import asked_card, stands
from dialogs.involvement_answer import TOLD_OF, entry_of, shown
from dialogs.turn import Answer, Desk, Reply, Turn

WHY_NOT = "Please choose why; for another reason, say it in a few words."
Answering = AcceptHandover | DeclineHandover | WithdrawHandover


async def answer_handover(turn: Turn, viewer: Viewer, command: Answering, desk: Desk) -> Answer:
    """What the press does, if it may; else how the hand-over stands."""
    handover = await desk.handovers.handover(command.handover)
    part = Part.OTHER if handover is None else part_of(viewer.id, handover)
    if handover is None or part is Part.OTHER:
        outcome = Outcome.REFUSED if handover else Outcome.NOT_FOUND
        entry = entry_of(turn, viewer, outcome)
        if handover:
            entry = replace(entry, child_id=handover.child_id)
        return noted(Answer((Reply(handover_not_known()),), Effects(audit=(entry,))))
    if turn.outdated:
        return await _again(turn, viewer, handover, desk, OUTDATED)
    match command:
        case AcceptHandover():
            return await _accept(turn, viewer, handover, desk)
        case DeclineHandover():
            reason = reason_of(command.why, command.words)
            if not reason:
                return await _again(turn, viewer, handover, desk, WHY_NOT)
            after = stepped(handover, part, Step.DECLINE, turn.now, reason)
            return await _plain(turn, viewer, handover, after, desk)
        case WithdrawHandover():
            after = stepped(handover, part, Step.WITHDRAW, turn.now)
            return await _plain(turn, viewer, handover, after, desk)


async def _accept(turn: Turn, viewer: Viewer, handover: Handover, desk: Desk) -> Answer:
    accepted = stepped(handover, part_of(viewer.id, handover), Step.ACCEPT, turn.now)
    if accepted is None:
        return await _plain(turn, viewer, handover, None, desk)
    taking = await taking_of(accepted, viewer.id, desk, turn)
    move = taken(taking) if taking else None
    if move is None:
        lapsed = stepped(handover, Part.TIME, Step.END, turn.now)
        return await _plain(turn, viewer, handover, lapsed, desk)
    effects = effects_of(handover, move, viewer.id)
    sentence = f"Taken over from {said(move.first_day)}."
    answer = noted(shown(turn, viewer, move.file, sentence, effects))
    first, *others = answer.effects.audit
    marked = replace(first, basis=first.basis or str(move.handover.state))
    return replace(answer, effects=replace(answer.effects, audit=(marked, *others)))


async def taking_of(handover: Handover, actor: PractitionerId, desk: Desk, turn: Turn) -> Taking | None:
    """All that deciding needs; None if somebody or the child is no longer known."""
    giver = await desk.register.colleague(handover.giver_id)
    receiver = await desk.register.colleague(handover.receiver_id)
    files = await desk.register.files([handover.child_id], actor, turn.now)
    if giver is None or receiver is None or not files:
        return None
    return Taking(
        handover=handover,
        actor=actor,
        giver=giver,
        receiver=receiver,
        file=files[0],
        given=tuple(await desk.register.held(handover.giver_id, [handover.child_id])),
        held=tuple(await desk.register.held(handover.receiver_id, [handover.child_id])),
        now=turn.now,
        today=turn.today,
    )


def effects_of(before: Handover, move: Move, actor: PractitionerId) -> Effects:
    """What is written of a change of hands; and who hears of it: giver, asker, receiver, and the leads."""
    after = move.handover
    parties = {after.giver_id, after.receiver_id, after.asked_by} - {actor}
    leads = {case.lead_id for case in move.file.cases if case.lead_id} - parties - {actor}
    told = [Notice(one, "handover.answer", after.id) for one in sorted(parties)]
    told += [
        Notice(lead, "involvement", event.id)
        for event in move.events
        if event.kind in TOLD_OF
        for lead in sorted(leads)
    ]
    return Effects(
        notices=tuple(told),
        rewrites=written(before, move),
        events=move.events,
        case_events=move.case_events,
    )


async def _plain(turn: Turn, viewer: Viewer, before: Handover, after: Handover | None, desk: Desk) -> Answer:
    """Nothing but the hand-over changes; or nothing at all, if ``after`` is None."""
    card = await stands(after or before, viewer.id, desk, turn.now)
    declined = after is not None and after.state is HandoverState.DECLINED
    outcome = Outcome.NOT_SHARED if declined else Outcome.CHANGED if after else Outcome.SHOWN
    now = after or before
    entry = replace(
        entry_of(turn, viewer, outcome),
        child_id=now.child_id,
        basis=str(now.state),
        reason=now.reason if declined else "",
    )
    effects = Effects(audit=(entry,))
    if after is not None:
        to = {after.giver_id, after.asked_by, after.receiver_id} - {viewer.id}
        told = tuple(Notice(one, "handover.answer", after.id) for one in sorted(to))
        effects = replace(effects, rewrites=(HandoverRewrite(before, after),), notices=told)
    return noted(Answer((Reply(card),), effects))


async def _again(turn: Turn, viewer: Viewer, handover: Handover, desk: Desk, problem: str) -> Answer:
    """The question once more, if it still stands."""
    card = await asked_card(handover, viewer, desk, turn.now, problem)
    if card is None:
        return await _plain(turn, viewer, handover, None, desk)
    entry = replace(entry_of(turn, viewer, Outcome.FORM_SHOWN), child_id=handover.child_id)
    return noted(Answer((Reply(card),), Effects(audit=(entry,))))
