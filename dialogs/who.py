"""Who is working with this child? The conversation around the register's main question."""

from collections.abc import Sequence
from dataclasses import replace

from cards.card import Card
from cards.choice import choice
from cards.circle import circle
from cards.not_found import not_found
from cards.protected import protected
from cards.reason import reason
from cases.commands import Who, WhoExactly
from cases.look import Decision, Look, decide
from cases.model import ChildFile, Viewer
from cases.query import Query
from cases.views import ChoiceView, CircleView, ProtectedView, ReasonView
from dialogs.channel import in_the_channel
from dialogs.turn import Answer, Desk, Reply, Turn


async def who(turn: Turn, viewer: Viewer, command: Who, desk: Desk) -> Answer:
    """Find the child by what was said of them, decide, answer."""
    return await _answer(turn, viewer, command, await find(turn, viewer, command.query, desk), desk)


async def who_exactly(turn: Turn, viewer: Viewer, command: WhoExactly, desk: Desk) -> Answer:
    """The same for a child chosen from several alike."""
    files = await desk.register.files([command.child_id], viewer.id, turn.now)
    return await _answer(turn, viewer, command, files, desk)


async def find(turn: Turn, viewer: Viewer, query: Query, desk: Desk) -> Sequence[ChildFile]:
    """The files of all children who fit, those marked that were asked for by their own reference."""
    found = await desk.search.find(query)
    files = await desk.register.files(found, viewer.id, turn.now)
    reference = query.reference
    return [
        replace(file, by_reference=bool(reference) and file.child.reference == reference) for file in files
    ]


async def _answer(
    turn: Turn, viewer: Viewer, command: Who | WhoExactly, files: Sequence[ChildFile], desk: Desk
) -> Answer:
    look = Look(
        viewer=viewer,
        identity=turn.identity,
        query=command.query if isinstance(command, Who) else Query(),
        asked=turn.asked,
        files=files,
        reason=command.reason,
        further=isinstance(command, Who) and command.further,
        now=turn.now,
        today=turn.today,
        grant_for=desk.grant_for,
        fresh_id=desk.fresh_id(),
    )
    decision = decide(look)
    if shared := await in_the_channel(turn, decision, desk):
        return shared
    card = _card(decision, command, drawable=desk.pictures is not None)
    return Answer((Reply(card),), decision.effects)


def _card(decision: Decision, command: Who | WhoExactly, *, drawable: bool) -> Card:
    match decision.answer:
        case CircleView() as view:
            asked = command.query if isinstance(command, Who) else None
            return circle(view, asked, own=True, drawable=drawable)
        case ChoiceView() as view:
            return choice(view, command.query if isinstance(command, Who) else None)
        case ReasonView() as view:
            return reason(view, command)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()
