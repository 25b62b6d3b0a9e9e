"""Work with a child given to a colleague by the manager, without asking: for instance of a leaver."""

from dataclasses import dataclass, replace
from datetime import date

from cases.handover import Handover, HandoverState
from cases.handover_moves import taken
from cases.model import ChildId, InvolvementId, Member, PractitionerId, Viewer
from cases.policy_handover import may_hand_over
from cases.records import Action, Effects, Outcome
from cases.spans import ended
from dialogs.handover_answer import effects_of, taking_of
from dialogs.involvement_answer import entry_of
from dialogs.turn import Desk, Turn


@dataclass(frozen=True, slots=True)
class Reassignment:
    """These involvements of ``giver``'s (all that go on, if none is named) become ``to``'s from that day."""

    child: ChildId
    giver: PractitionerId
    to: PractitionerId
    first_day: date
    involvements: tuple[InvolvementId, ...] = ()
    with_lead: bool = True


async def reassign(turn: Turn, viewer: Viewer, wish: Reassignment, desk: Desk) -> Effects | None:
    """All that is written when the viewer decides this; whoever was asked so far is asked no longer.

    The first day is today at the earliest. None, and nothing to be written, if one of them is not the
    viewer's to give, if there is nothing left of them, or if that colleague may not have them. The effects
    hold the history, the notices and an entry for the trail.
    """
    whose = await desk.register.colleague(wish.giver)
    held = await desk.register.held(wish.giver, [wish.child])
    rows = [row for row in held if not ended(row, turn.today) and row.id in (wish.involvements or (row.id,))]
    if whose is None or len(rows) < len(wish.involvements):
        return None
    if not all(
        may_hand_over(viewer, Member(row, whose.practitioner, whose.service, whose.agency)) for row in rows
    ):
        return None
    there = await desk.handovers.open_of(wish.giver, wish.child)
    if there is not None and there.state is not HandoverState.ASKED:
        return None
    decided = Handover(
        id=desk.fresh_id(),
        child_id=wish.child,
        involvements=tuple(row.id for row in rows),
        giver_id=wish.giver,
        receiver_id=wish.to,
        asked_by=viewer.id,
        asked_at=turn.now,
        first_day=wish.first_day,
        with_lead=wish.with_lead,
        state=HandoverState.ACCEPTED,
        answered_at=turn.now,
    )
    taking = await taking_of(decided, viewer.id, desk, turn)
    move = taken(taking) if taking else None
    if move is None:
        return None
    entry = entry_of(turn, viewer, Outcome.CHANGED, move.file)
    entry = replace(entry, action=Action.HANDOVER, basis=str(move.handover.state))
    return replace(effects_of(None, move, viewer.id, there.id if there else ""), audit=(entry,))
