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
from cases.model import ChildFile, Identity, Viewer
from cases.query import Query
from cases.records import AuditEntry, Effects
from cases.views import ChoiceView, CircleMember, CircleView, ProtectedView, ReasonView
from dialogs.turn import Answer, Audience, Desk, Reply, Room, Turn


async def who(turn: Turn, viewer: Viewer, command: Who, desk: Desk) -> Answer:
    """Find the child by what was said of them, decide, answer."""
    found = await desk.search.find(command.query)
    files = await desk.register.files(found, viewer.id, turn.now)
    reference = command.query.reference
    marked = [
        replace(file, by_reference=bool(reference) and file.child.reference == reference) for file in files
    ]
    return await _answer(turn, viewer, command, marked, desk)


async def who_exactly(turn: Turn, viewer: Viewer, command: WhoExactly, desk: Desk) -> Answer:
    """The same for a child chosen from several alike."""
    files = await desk.register.files([command.child_id], viewer.id, turn.now)
    return await _answer(turn, viewer, command, files, desk)


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
    shared = await _for_the_room(turn, look, decision, desk)
    if shared is not None:
        return shared
    return Answer((Reply(_card(decision, command)),), decision.effects)


def _card(decision: Decision, command: Who | WhoExactly) -> Card:
    match decision.answer:
        case CircleView() as view:
            return circle(view, command.query if isinstance(command, Who) else None)
        case ChoiceView() as view:
            return choice(view, command.query if isinstance(command, Who) else None)
        case ReasonView() as view:
            return reason(view, command)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()


async def _for_the_room(turn: Turn, look: Look, decision: Decision, desk: Desk) -> Answer | None:
    """The circle as an answer to the whole channel, if everybody in it sees exactly the same; else None.

    Only the child's own case channel can qualify, and only when its members in Teams are known. A button
    pressed there is one person's affair.
    """
    view = decision.answer
    if turn.room is not Room.CHANNEL or not turn.asked or not isinstance(view, CircleView):
        return None
    if not any(case.conversation_id == turn.conversation_id for file in look.files for case in file.cases):
        return None
    present = await desk.roster.members(turn.conversation_id)
    if present is None:
        return None
    plain = _for_anybody(view)
    seen_by: list[AuditEntry] = []
    for identity in sorted(present - {turn.identity}, key=lambda one: (one.tenant_id, one.object_id)):
        theirs = await _as_seen_by(identity, look, desk)
        if (
            theirs is None
            or not isinstance(theirs.answer, CircleView)
            or _for_anybody(theirs.answer) != plain
        ):
            return None
        seen_by.extend(theirs.effects.audit)
    effects = Effects(audit=(*decision.effects.audit, *seen_by))
    return Answer((Reply(circle(plain, None), Audience.ROOM),), effects)


async def _as_seen_by(identity: Identity, look: Look, desk: Desk) -> Decision | None:
    viewer = await desk.register.viewer(identity, look.now)
    if viewer is None:
        return None
    files = await desk.register.files([file.child.id for file in look.files], viewer.id, look.now)
    marked = [
        replace(file, by_reference=mine.by_reference) for file, mine in zip(files, look.files, strict=True)
    ]
    return decide(replace(look, viewer=viewer, identity=identity, files=marked, reason=None))


def _for_anybody(view: CircleView) -> CircleView:
    """The view without what differs from reader to reader by being about the reader."""
    return replace(
        view,
        grant_until=None,
        members=tuple(_as_third_person(member) for member in view.members),
    )


def _as_third_person(member: CircleMember) -> CircleMember:
    return replace(member, is_viewer=False)
