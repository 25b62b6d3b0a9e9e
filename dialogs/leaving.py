"""A colleague has left: said by whoever answers for them, and asked back once, so that no namesake goes."""

from collections.abc import Sequence

from cards.leaving import has_left as has_left_card
from cards.leaving import nobody_of_that_name
from cases.commands import HasLeft
from cases.model import Colleague, Viewer
from cases.policy import Right
from cases.policy_acting import answers_for
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import MayHaveLeft
from dialogs.departure import departure
from dialogs.entries import entry_by
from dialogs.sweep_left import left_of, sweep_answer
from dialogs.turn import Answer, Desk, Reply, Turn


async def has_left(turn: Turn, viewer: Viewer, command: HasLeft, desk: Desk) -> Answer:
    """By name: asked back. Chosen: done, and what they leave behind is shown."""
    found = await _meant(command, desk)
    mine = [one for one in found if answers_for(viewer, one)]
    if not mine:
        outcome = Outcome.REFUSED if found else Outcome.NOT_FOUND
        return Answer((Reply(nobody_of_that_name()),), Effects(audit=(_entry(turn, viewer, outcome),)))
    if command.practitioner_id is None:
        offered = [
            MayHaveLeft(one.practitioner.id, one.practitioner.name, one.practitioner.role, one.service.name)
            for one in mine
        ]
        entry = _entry(turn, viewer, Outcome.CHOICE_OFFERED)
        return Answer((Reply(has_left_card(offered)),), Effects(audit=(entry,)))
    (whose,) = mine
    effects = Effects()
    note = f"{whose.practitioner.name} had left already."
    if not turn.outdated:
        # Also of whoever has left: it may have been by the directory's word alone, which does not bind.
        effects = await departure(
            whose, desk.upkeep, turn.now, turn.identity, viewer.id, turn.asked, Right.MANAGER
        )
        if whose.practitioner.active:
            note = f"Recorded: {whose.practitioner.name} has left and can see nothing here any more."
    left = await left_of(whose, viewer, turn.now, desk)
    return await sweep_answer(turn, viewer, left, desk, effects, note)


async def _meant(command: HasLeft, desk: Desk) -> Sequence[Colleague]:
    if command.practitioner_id is None:
        return await desk.register.colleagues(command.name)
    one = await desk.register.colleague(command.practitioner_id)
    return [one] if one else []


def _entry(turn: Turn, viewer: Viewer, outcome: Outcome) -> AuditEntry:
    return entry_by(turn, viewer, Action.PRACTITIONER_LEAVE, outcome)
