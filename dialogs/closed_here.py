"""Asked about "this child" where the case is closed, or the channel not ready: one sentence, no child."""

from cards.case_ends import case_said
from cases.commands import AboutCase, Command, MuteCase
from cases.model import CaseStatus, ChannelStage, Viewer
from cases.query import Query
from cases.records import Action, Effects, Outcome
from dialogs.case_found import Asked, entries_of
from dialogs.turn import Answer, Audience, Desk, Reply, Room, Turn

CLOSED = "This case is closed. Its last messages say whom to ask."
NOT_READY = "This channel is not ready yet. Please ask me in our own chat."


async def closed_here(turn: Turn, viewer: Viewer, command: Command, desk: Desk) -> Answer | None:
    """The sentence, if it is to be said; whoever is in the channel sees as much for themselves.

    None for whatever names its child, and for what is asked about the case itself.
    """
    query = getattr(command, "query", None)
    if (
        turn.room is not Room.CHANNEL
        or not isinstance(query, Query)
        or isinstance(command, AboutCase | MuteCase)
    ):
        return None
    if query.conversation_id is None or query.conversation_id != turn.conversation_id:
        return None
    case = await desk.casework.at(turn.conversation_id)
    file = await desk.casework.case_file(case, turn.today) if case else None
    if file is None:
        return None
    ready = file.record is not None and file.record.stage is ChannelStage.OPEN
    if file.case.status is CaseStatus.OPEN and ready:
        return None
    sentence = NOT_READY if file.case.status is CaseStatus.OPEN else CLOSED
    to = Audience.ROOM if turn.asked else Audience.ASKER
    asked = Asked(turn, viewer, Action.CASE_SEE)
    audit = tuple(entries_of(asked, file, Outcome.REFUSED))
    return Answer((Reply(case_said(sentence), to),), Effects(audit=audit))
