"""Who is working with this family? Answered to whoever asks, and to nobody else in the room."""

from collections.abc import Sequence
from functools import partial

from cards.card import Card
from cards.family import family as family_card
from cases.commands import Family, FamilyExactly
from cases.family import FamilyDecision, Met, gather, meet, to_read
from cases.look import Look
from cases.model import ChildFile, Viewer
from cases.query import Query
from cases.views import FamilyView
from dialogs.instead import instead
from dialogs.looks import exactly, find, look_of
from dialogs.turn import Answer, Desk, Reply, Turn


async def family(turn: Turn, viewer: Viewer, command: Family, desk: Desk) -> Answer:
    """Find the child, or the case's children, by what was said; decide; answer."""
    files = await find(turn, viewer, command.query, desk)
    return await _answer(turn, viewer, command, files, desk)


async def family_exactly(turn: Turn, viewer: Viewer, command: FamilyExactly, desk: Desk) -> Answer:
    """The same for a child chosen from several alike."""
    files = await exactly(turn, viewer, command.child_id, desk)
    return await _answer(turn, viewer, command, files, desk)


async def _answer(
    turn: Turn, viewer: Viewer, command: Family | FamilyExactly, files: Sequence[ChildFile], desk: Desk
) -> Answer:
    look = look_of(
        turn,
        viewer,
        files,
        desk,
        query=command.query if isinstance(command, Family) else Query(),
        reason=command.reason,
        # Nobody is set aside, but without a reason it is the reason that comes next.
        further=isinstance(command, Family) and command.others and command.reason is None,
        acting=True,  # who only comes close is to be chosen first
    )
    met = meet(look, [desk.fresh_id() for _ in files])
    if isinstance(met, FamilyDecision):
        return Answer((Reply(_card(met, command)),), met.effects)
    decision = await _together(turn, look, met, desk)
    return Answer((Reply(_card(decision, command)),), decision.effects)


async def _together(turn: Turn, look: Look, met: Met, desk: Desk) -> FamilyDecision:
    relatives = await desk.register.relatives([sight.file.child.id for sight in met.sights])
    files = await desk.register.files(to_read(met, relatives), look.viewer.id, turn.now)
    return gather(look, met, relatives, files, [desk.fresh_id() for _ in files])


def _card(decision: FamilyDecision, command: Family | FamilyExactly) -> Card:
    if isinstance(decision.answer, FamilyView):
        return family_card(decision.answer, _again(decision.answer, command))
    return instead(decision.answer, command, partial(FamilyExactly, reason=command.reason))


def _again(view: FamilyView, command: Family | FamilyExactly) -> Query:
    """What asks for this very family again: a case as it was named, else the child by reference."""
    if isinstance(command, Family) and (command.query.reference or command.query.conversation_id):
        return command.query
    return Query(reference=view.children[0].reference)
