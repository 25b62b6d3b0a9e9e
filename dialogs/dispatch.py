"""The one way in: from who said what to what is answered, with everything written before anything is said."""

from dataclasses import replace
from time import monotonic

from cards.not_registered import not_registered
from cards.privately import privately
from cases.commands import Command
from cases.model import ConversationId
from cases.records import Action, AuditEntry, Effects, Outcome, OutdatedError
from dialogs.closed_here import closed_here
from dialogs.evenly import evenly
from dialogs.recognise import recognise
from dialogs.routes import ROUTES
from dialogs.turn import Answer, Desk, Reply, Room, Turn


async def dispatch(turn: Turn, said: str | Command, desk: Desk) -> tuple[Reply, ...] | None:
    """Answer a text or a command. None when this activity was answered before.

    The caller is looked up by identity every time; no card and no text can say who somebody is.
    """
    began = monotonic()
    turn = replace(turn, drawable=desk.pictures is not None)
    answer = await _answer(turn, said, desk)
    try:
        written = await desk.ledger.commit(answer.effects, turn.once)
    except OutdatedError:
        answer = await _answer(replace(turn, outdated=True), said, desk)
        written = await desk.ledger.commit(answer.effects, turn.once)
    await evenly(answer.effects.audit, began, desk.even_seconds)
    if not written:
        return None
    return answer.kept_private(turn.room, privately()).replies


async def _answer(turn: Turn, said: str | Command, desk: Desk) -> Answer:
    viewer = await desk.register.viewer(turn.identity, turn.now)
    if viewer is None:
        return _stranger(turn)
    command = recognise(said, _place(turn), turn.today) if isinstance(said, str) else said
    if instead := await closed_here(turn, viewer, command, desk):
        return instead
    return await ROUTES[type(command)](turn, viewer, command, desk)


def _place(turn: Turn) -> ConversationId | None:
    return turn.conversation_id if turn.room is not Room.PERSONAL else None


def _stranger(turn: Turn) -> Answer:
    entry = AuditEntry(
        at=turn.now,
        identity=turn.identity,
        practitioner_id=None,
        action=Action.BOT_USE,
        outcome=Outcome.NOT_REGISTERED,
        asked=turn.asked,
    )
    return Answer((Reply(not_registered()),), Effects(audit=(entry,)))
