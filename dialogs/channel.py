"""Answering a whole case channel: with what all of its members may see, whoever of them asked.

Whether the answer is posted, and what is in it, must depend on nothing that a member may not see; or its
being posted, or not, would betray just that. So it rests on two things that every member can see for
themselves: that this is the child's own channel, and who is in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from cards.circle import circle
from cases.circle import common_view, disclosed
from cases.look import Decision
from cases.model import ChildFile, Viewer
from cases.policy import Right, Standing
from cases.records import Action, AuditEntry, Outcome
from cases.views import CircleMember, CircleView
from dialogs.turn import Answer, Audience, Desk, Reply, Room, Turn


async def in_the_channel(turn: Turn, decision: Decision, desk: Desk) -> Answer | None:
    """The answer for everybody, and one for the asker alone if they may see more; None for private only.

    Private it is unless the child's own case channel is asked in words, and everybody who is in it in Teams
    belongs there by the register. A button pressed there is one person's affair.
    """
    file, view = decision.file, decision.answer
    if file is None or not isinstance(view, CircleView) or turn.room is not Room.CHANNEL or not turn.asked:
        return None
    if file.close is not None:
        return None  # it may be another child: that is for whoever asked to say
    if not any(case.conversation_id == turn.conversation_id for case in file.cases):
        return None
    present = await _present(turn, file, desk)
    if present is None:
        return None
    common = common_view(present, file, turn.today)
    replies = [Reply(circle(common, None), Audience.ROOM)]
    if _impersonal(view) != common:
        replies.insert(0, Reply(circle(view, None, own=True, drawable=turn.drawable)))
    audit = (*decision.effects.audit, *_entries(turn, present, file))
    return Answer(tuple(replies), replace(decision.effects, audit=audit))


async def _present(turn: Turn, file: ChildFile, desk: Desk) -> Sequence[Viewer] | None:
    """Everybody in the channel; None if that is not known, or somebody is there who does not belong."""
    identities = await desk.roster.members(turn.conversation_id)
    if identities and desk.channels is not None:
        identities -= {desk.channels.owner}
    if not identities or turn.identity not in identities or file.child.shielded:
        return None
    viewers = [await desk.register.viewer(identity, turn.now) for identity in sorted(identities, key=str)]
    known = [viewer for viewer in viewers if viewer is not None and viewer.id in file.channel]
    return known if len(known) == len(identities) else None


def _impersonal(view: CircleView) -> CircleView:
    members: tuple[CircleMember, ...] = tuple(
        replace(member, is_viewer=False, insight=None) for member in view.members
    )
    return replace(view, members=members, grant_until=None, may_disclose=False, may_open_case=False)


def _entries(turn: Turn, present: Sequence[Viewer], file: ChildFile) -> list[AuditEntry]:
    standing = Standing(Right.CHANNEL)
    ids = disclosed(present, file, standing, turn.today)
    return [
        AuditEntry(
            at=turn.now,
            identity=viewer.practitioner.identity or turn.identity,
            practitioner_id=viewer.id,
            action=Action.CIRCLE_SEE,
            outcome=Outcome.SHOWN,
            child_id=file.child.id,
            basis=standing.basis,
            asked=turn.asked,
            shown=ids,
        )
        for viewer in present
        if viewer.practitioner.identity != turn.identity
    ]
