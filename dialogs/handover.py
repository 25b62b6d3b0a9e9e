"""Handing over: whose work with which child; to whom and from when is dialogs/handover_ask.py.

One's own work is found among one's own; another's through the gate of the question who works with a child.
"""

from collections.abc import Sequence
from dataclasses import replace

from cases.commands import HandOver
from cases.handover import HandoverState, Part, part_of
from cases.lifecycle import OUTDATED
from cases.model import ChildFile, Colleague, Member, Viewer
from cases.policy_handover import may_hand_over
from cases.records import Action, Effects, Outcome
from cases.scene import Scene, stamp
from dialogs.handover_ask import Wish, to_whom
from dialogs.handover_stands import stands
from dialogs.involvement import gate, my_scene
from dialogs.involvement_answer import entry_of, shown
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_YOURS = "I can hand over the work of nobody of that name here. They can themselves, and their manager."
NOBODY = "They are not recorded as working with this child."
ALREADY = "Somebody has been asked to take this over already."


async def hand_over(turn: Turn, viewer: Viewer, command: HandOver, desk: Desk) -> Answer:
    """Ask a colleague to take over one's own work, or that of somebody one answers for."""
    others = command.whose or command.practitioner_id not in (None, viewer.id)
    if others:
        return noted(await _of_another(turn, viewer, command, desk))
    scene = await my_scene(turn, viewer, command, desk)
    if isinstance(scene, Answer):
        return noted(scene)
    return noted(await _open(Wish(turn, viewer, command, scene, [scene.whose], Effects()), desk))


def noted(answer: Answer) -> Answer:
    """The same, with the trail saying that it was about handing over."""
    audit = tuple(
        replace(entry, action=Action.HANDOVER) if entry.action is Action.INVOLVEMENT_CHANGE else entry
        for entry in answer.effects.audit
    )
    return replace(answer, effects=replace(answer.effects, audit=audit))


async def _of_another(turn: Turn, viewer: Viewer, command: HandOver, desk: Desk) -> Answer:
    fresh_id = desk.fresh_id()
    found = await gate(turn, viewer, command, desk)
    if isinstance(found, Answer):
        return found
    file, effects = found
    owners = await _owners(viewer, file, command, desk, turn)
    if not owners:
        return shown(turn, viewer, file, NOT_YOURS, effects, Outcome.REFUSED)
    whose = owners[0]
    held = await desk.register.held(whose.practitioner.id, [file.child.id])
    hidden = frozenset(
        row.id
        for row in held
        if row.service_id != whose.service.id
        or not may_hand_over(viewer, Member(row, whose.practitioner, whose.service, whose.agency))
    )
    scene = Scene(viewer.id, whose, file, tuple(held), turn.now, turn.today, fresh_id, hidden=hidden)
    if not scene.going_on:
        return shown(turn, viewer, file, NOBODY, effects, Outcome.NOT_FOUND)
    return await _open(Wish(turn, viewer, command, scene, owners, effects), desk)


async def _owners(
    viewer: Viewer, file: ChildFile, command: HandOver, desk: Desk, turn: Turn
) -> list[Colleague]:
    """Whose work may be meant: those of that name for whom this viewer answers."""
    if command.practitioner_id is not None:
        one = await desk.register.colleague(command.practitioner_id)
        found: Sequence[Colleague] = [one] if one else []
    else:
        found = await desk.register.colleagues(command.whose)
    return [
        one
        for one in found
        if may_hand_over(viewer, Scene(viewer.id, one, file, (), turn.now, turn.today, "").prospect)
    ]


async def _open(wish: Wish, desk: Desk) -> Answer:
    """Unless it is asked of somebody already."""
    turn, viewer, scene = wish.turn, wish.viewer, wish.scene
    if turn.outdated or wish.command.seen not in ("", stamp(scene.going_on)):
        return shown(turn, viewer, scene.file, OUTDATED, wish.so_far, Outcome.OUTDATED)
    there = await desk.handovers.open_of(scene.whose.practitioner.id, scene.file.child.id)
    if there is None:
        return await to_whom(wish, desk)
    held = {row.id for row in scene.held if row in scene.going_on}
    if there.state is HandoverState.ASKED and not held & set(there.involvements):
        return await to_whom(replace(wish, replaces=there.id), desk)
    if part_of(viewer.id, there) is Part.OTHER:
        return shown(turn, viewer, scene.file, ALREADY, wish.so_far, Outcome.REFUSED)
    entry = entry_of(turn, viewer, Outcome.SHOWN, scene.file)
    unseen = tuple(replace(one, shown=()) for one in wish.so_far.audit)
    effects = replace(wish.so_far, audit=(*unseen, entry))
    return Answer((Reply(await stands(there, viewer.id, desk, turn.now)),), effects)
