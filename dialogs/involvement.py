"""Join, leave, change role, log contact, confirm: the conversation around an involvement.

One's own involvement is found among one's own, and nothing else is said of anybody. To join, or to act for
somebody else, the child is found through the same gate as for the question who works with them.
"""

from collections.abc import Sequence
from dataclasses import replace

from cards.choice import choice
from cards.involvement_done import not_involved
from cases.commands import ChangeRole, Confirm, HandOver, Join, Leave, LogContact, OpenCase
from cases.look import choice_of, decide
from cases.meant import chosen_among
from cases.model import ChildFile, Colleague, Involvement, InvolvementId, Member, Viewer
from cases.policy_acting import is_open_to, may_act_for
from cases.query import Query
from cases.records import Effects, Outcome
from cases.scene import Scene
from cases.spans import ended
from dialogs.instead import instead
from dialogs.involvement_answer import entry_of, shown, take
from dialogs.looks import files_of, look_of
from dialogs.turn import Answer, Desk, Reply, Turn

NOBODY = "They are not recorded as working with this child."
NOT_YOURS = (
    "I can do that for nobody of that name here. Their manager can; and the lead can, for those whom the "
    "circle names to them."
)

Gated = Join | Leave | HandOver | OpenCase
OfMine = Leave | ChangeRole | LogContact | Confirm | HandOver


async def by_gate(turn: Turn, viewer: Viewer, command: Join | Leave, desk: Desk) -> Answer:
    """Join, or act for somebody else: first the child, as if it had been asked who works with them."""
    fresh_id = desk.fresh_id()
    found = await gate(turn, viewer, command, desk, further=isinstance(command, Join) and command.further)
    if isinstance(found, Answer):
        return found
    file, effects = found
    people = await _people(viewer, file, command, desk, turn)
    if not people:
        return shown(turn, viewer, file, NOT_YOURS, effects, Outcome.REFUSED)
    held = await desk.register.held(people[0].practitioner.id, [file.child.id])
    scene = Scene(
        actor=viewer.id,
        whose=people[0],
        file=file,
        held=tuple(held),
        now=turn.now,
        today=turn.today,
        fresh_id=fresh_id,
        grant_id=effects.grants[0].id if effects.grants else "",
        hidden=_hidden(viewer, file, people[0], held, turn),
    )
    if isinstance(command, Leave) and not scene.going_on:
        return shown(turn, viewer, file, NOBODY, effects, Outcome.NOT_FOUND)
    return take(turn, viewer, command, scene, people, effects)


async def gate(
    turn: Turn, viewer: Viewer, command: Gated, desk: Desk, *, further: bool = False
) -> Answer | tuple[ChildFile, Effects]:
    """The child's file and what the look for it writes; the answer if no circle may be shown."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk, further=further)
    look = look_of(
        turn,
        viewer,
        files,
        desk,
        query=command.query,
        reason=command.reason,
        further=further,
        acting=True,
    )
    decision = decide(look)
    if decision.file is None:
        card = instead(
            decision.answer, command, lambda child: replace(command, query=Query(), child_id=child)
        )
        return Answer((Reply(card),), decision.effects)
    grants = (*decision.file.grants, *decision.effects.grants)
    return replace(decision.file, grants=grants), decision.effects


async def leave(turn: Turn, viewer: Viewer, command: Leave, desk: Desk) -> Answer:
    """My own involvement, or somebody else's through the gate."""
    others = command.practitioner_id is not None and command.practitioner_id != viewer.id
    return await (by_gate if others else of_mine)(turn, viewer, command, desk)


async def of_mine(
    turn: Turn, viewer: Viewer, command: Leave | ChangeRole | LogContact | Confirm, desk: Desk
) -> Answer:
    """Change my own involvement. Of a child whom I do not work with, nothing is said."""
    scene = await my_scene(turn, viewer, command, desk)
    if isinstance(scene, Answer):
        return scene
    return take(turn, viewer, command, scene, [scene.whose], Effects())


async def my_scene(turn: Turn, viewer: Viewer, command: OfMine, desk: Desk) -> Answer | Scene:
    """My own involvements with the child; the answer if there are none, or several children are meant."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk)
    held = await desk.register.held(viewer.id, [file.child.id for file in files])
    me, fresh_id = await desk.register.colleague(viewer.id), desk.fresh_id()
    mine = [file for file in files if is_open_to(viewer, file) and _going_on(file, held, turn)]
    found = chosen_among(command.query, mine, acting=True)
    if not found.these or me is None:
        entry = entry_of(turn, viewer, Outcome.NOT_FOUND)
        return Answer((Reply(not_involved(command.query)),), Effects(audit=(entry,)))
    file = found.one
    if file is None:
        entries = tuple(entry_of(turn, viewer, Outcome.CHOICE_OFFERED, file) for file in found.these)
        card = choice(
            choice_of(found.these, None), None, lambda child: replace(command, query=Query(), child_id=child)
        )
        return Answer((Reply(card),), Effects(audit=entries))
    return Scene(
        actor=viewer.id,
        whose=me,
        file=file,
        held=tuple(row for row in held if row.child_id == file.child.id),
        now=turn.now,
        today=turn.today,
        fresh_id=fresh_id,
    )


async def _people(
    viewer: Viewer, file: ChildFile, command: Join | Leave, desk: Desk, turn: Turn
) -> list[Colleague]:
    """Whose involvement is meant: those of that name for whom this viewer may act."""
    name = command.name if isinstance(command, Join) else ""
    me = await desk.register.colleague(viewer.id)
    if command.practitioner_id is not None:
        one = await desk.register.colleague(command.practitioner_id)
        found: Sequence[Colleague] = [one] if one else []
    elif name:
        found = await desk.register.colleagues(name)
    else:
        return [me] if me else []
    return [one for one in found if one == me or _may_act_for(viewer, file, one, turn)]


def _hidden(
    viewer: Viewer, file: ChildFile, whose: Colleague, held: Sequence[Involvement], turn: Turn
) -> frozenset[InvolvementId]:
    """Which of somebody else's involvements this viewer may do nothing about, nor hear of."""
    if whose.practitioner.id == viewer.id:
        return frozenset()
    return frozenset(
        row.id
        for row in held
        # Of a service that they have left since, nothing is known here that the policy could judge by.
        if row.service_id != whose.service.id
        or not may_act_for(
            viewer, file, Member(row, whose.practitioner, whose.service, whose.agency), turn.today
        )
    )


def _may_act_for(viewer: Viewer, file: ChildFile, whose: Colleague, turn: Turn) -> bool:
    prospect = Scene(viewer.id, whose, file, (), turn.now, turn.today, "").prospect
    return may_act_for(viewer, file, prospect, turn.today)


def _going_on(file: ChildFile, held: Sequence[Involvement], turn: Turn) -> bool:
    return any(row.child_id == file.child.id and not ended(row, turn.today) for row in held)
