"""Who is in a case's channel; leaving somebody out and bringing them in; asking for the channel again."""

from dataclasses import replace

from cards.case_ends import case_said
from cards.case_members import case_members as members_card
from cases.case_seats import can_be_left_out, ids_seen, may_ask_again, members, seen_by
from cases.commands import AskChannelAgain, BringIn, CaseMembers, LeaveOut
from cases.lifecycle import OUTDATED
from cases.model import CaseStatus, ChannelOrder, Place, Viewer
from cases.policy_case_ends import decides
from cases.ports_casework import CaseFile
from cases.records import Action, ChannelRewrite, Effects, Outcome
from dialogs.case_found import Asked, by_id, entries_of, meant, said
from dialogs.turn import Answer, Desk, Reply, Room, Turn

NOT_YOURS = "Teams shows you who is in it. Its lead can say who is not in it, and why."
NO_CHANNEL = "It has no channel."
AGAIN = "I'm at it: the channel is being made."
NOTHING_DONE = "There was nothing to change."


async def case_members(turn: Turn, viewer: Viewer, command: CaseMembers, desk: Desk) -> Answer:
    """Everybody who is to be in the channel, as far as whoever decides about the case may see."""
    asked = Asked(turn, viewer, Action.CASE_SEE)
    file = await meant(asked, command, desk, ended=True)
    if isinstance(file, Answer):
        return file
    if not decides(viewer, file):
        return said(asked, file, NOT_YOURS, Outcome.REFUSED)
    if file.order is None:
        return said(asked, file, NO_CHANNEL, Outcome.SHOWN)
    return _listed(asked, file)


async def leave_out(turn: Turn, viewer: Viewer, command: LeaveOut, desk: Desk) -> Answer:
    """This practitioner is not to be in the channel; their involvement stays."""
    return await _seat(turn, viewer, command, desk)


async def bring_in(turn: Turn, viewer: Viewer, command: BringIn, desk: Desk) -> Answer:
    """This practitioner is to be in the channel after all."""
    return await _seat(turn, viewer, command, desk)


async def _seat(turn: Turn, viewer: Viewer, command: LeaveOut | BringIn, desk: Desk) -> Answer:
    asked = Asked(turn, viewer, Action.CASE_CHANGE)
    file = await by_id(asked, command.case_id, desk)
    if isinstance(file, Answer):
        return file
    order, whom = file.order, command.practitioner_id
    known = seen_by(viewer, file, turn.today).get(whom)
    out = isinstance(command, LeaveOut)
    if order is None:
        return said(asked, file, NO_CHANNEL, Outcome.REFUSED)
    fits = can_be_left_out(file, whom, turn.today) if out else whom in order.left_out
    if turn.outdated or known is None or not fits or (whom in order.left_out) is out:
        return _listed(asked, file, OUTDATED if turn.outdated else NOTHING_DONE)
    left_out = order.left_out | {whom} if out else order.left_out - {whom}
    after = replace(order, left_out=left_out)
    name = known.practitioner.name
    note = f"{name} is left out of the channel." if out else f"{name} is brought in."
    answer = _listed(asked, replace(file, order=after), note)
    return replace(answer, effects=_written(asked, file, order, after))


async def ask_channel_again(turn: Turn, viewer: Viewer, command: AskChannelAgain, desk: Desk) -> Answer:
    """The channel is made anew, or what kept it from coming about is tried again."""
    asked = Asked(turn, viewer, Action.CASE_CHANGE)
    file = await by_id(asked, command.case_id, desk)
    if isinstance(file, Answer):
        return file
    order = file.order
    if order is None or not may_ask_again(file) or file.case.status is not CaseStatus.OPEN or turn.outdated:
        return said(asked, file, OUTDATED if turn.outdated else NOTHING_DONE, Outcome.SHOWN)
    here = turn.room is Room.PERSONAL and turn.card_id
    progress = Place(turn.conversation_id, turn.card_id) if here else order.progress
    after = replace(order, asked_by=viewer.id, asked_at=turn.now, progress=progress)
    card = case_said(AGAIN, file.case.reference, [("Members", CaseMembers(case_id=file.case.id))])
    return Answer((Reply(card),), _written(asked, file, order, after))


def _written(asked: Asked, file: CaseFile, before: ChannelOrder, after: ChannelOrder) -> Effects:
    return Effects(
        audit=tuple(entries_of(asked, file, Outcome.CHANGED)), rewrites=(ChannelRewrite(before, after),)
    )


def _listed(asked: Asked, file: CaseFile, note: str = "") -> Answer:
    view = replace(members(asked.viewer, file, asked.turn.today), note=note)
    ids = ids_seen(asked.viewer, file, view, asked.turn.today)
    entries = entries_of(asked, file, Outcome.LISTED)
    audit = tuple(
        replace(entry, shown=tuple(sorted(ids[child])))
        for entry, child in zip(entries, file.case.children, strict=True)
    )
    return Answer((Reply(members_card(view)),), Effects(audit=audit))
