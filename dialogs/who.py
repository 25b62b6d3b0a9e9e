"""Who is working with this child? The conversation around the register's main question."""

from collections.abc import Sequence

from cards.card import Card
from cards.circle import circle
from cases.commands import Who, WhoExactly
from cases.look import Decision, decide
from cases.model import ChildFile, Viewer
from cases.query import Query
from cases.views import CircleView
from dialogs.channel import in_the_channel
from dialogs.instead import instead
from dialogs.looks import exactly, find, look_of
from dialogs.turn import Answer, Desk, Reply, Turn


async def who(turn: Turn, viewer: Viewer, command: Who, desk: Desk) -> Answer:
    """Find the child by what was said of them, decide, answer."""
    files = await find(turn, viewer, command.query, desk, further=command.further)
    return await _answer(turn, viewer, command, files, desk)


async def who_exactly(turn: Turn, viewer: Viewer, command: WhoExactly, desk: Desk) -> Answer:
    """The same for a child chosen from several alike."""
    files = await exactly(turn, viewer, command.child_id, desk)
    return await _answer(turn, viewer, command, files, desk)


async def _answer(
    turn: Turn, viewer: Viewer, command: Who | WhoExactly, files: Sequence[ChildFile], desk: Desk
) -> Answer:
    look = look_of(
        turn,
        viewer,
        files,
        desk,
        query=command.query if isinstance(command, Who) else Query(),
        reason=command.reason,
        further=isinstance(command, Who) and command.further,
    )
    decision = decide(look)
    if shared := await in_the_channel(turn, decision, desk):
        return shared
    card = _card(decision, command, drawable=turn.drawable)
    return Answer((Reply(card),), decision.effects)


def _card(decision: Decision, command: Who | WhoExactly, *, drawable: bool) -> Card:
    asked = command.query if isinstance(command, Who) else None
    if isinstance(decision.answer, CircleView):
        note = _asked_for(decision, asked)
        return circle(decision.answer, asked, own=True, note=note, drawable=drawable)
    return instead(decision.answer, command, None, asked)


def _asked_for(decision: Decision, asked: Query | None) -> str:
    """What was asked for, where the child shown is not called quite so, or not born quite then."""
    if asked is None or decision.file is None or decision.file.close is None:
        return ""
    said = [asked.name] if asked.name else []
    said += ["a date of birth"] if asked.born else []
    said += ["a number"] if asked.nhs_number or asked.upn else []
    if not said:
        return ""
    *first, last = said
    what = f"{', '.join(first)} and {last}" if first else last
    return f"You asked for {what}. This child comes close: please check that it is the one you mean."
