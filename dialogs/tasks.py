"""One task, looked at and moved along. The rules are cases/task.py and cases/policy_tasks.py."""

from dataclasses import replace

from cards.task import task_card, task_not_known
from cases.commands import MoveTask, RefreshTask, ShowTask
from cases.model import TaskId, Viewer
from cases.records import Action, Effects, Outcome
from cases.task_asked import asked
from cases.task_sight import TaskSight, people_for
from cases.task_views import task_view
from cases.views import TaskView
from dialogs.entries import entry_by
from dialogs.task_effects import Changed, changed, entries_of
from dialogs.task_lists import list_after
from dialogs.task_sights import Sights
from dialogs.turn import Answer, Audience, Desk, Reply, Turn

OUTDATED = "This changed in the meantime: here is how it is now."
NOT_YOURS = "As it stands, that is not yours to do."
NOBODY_ELSE = "You cannot give it to them. Please choose somebody else of the circle."


async def show_task(turn: Turn, viewer: Viewer, command: ShowTask | RefreshTask, desk: Desk) -> Answer:
    """The task as this person may see it: in private, or in the place of the card that asked by itself."""
    to = Audience.PRESSER if isinstance(command, RefreshTask) else Audience.ASKER
    sights = Sights(viewer, desk, turn.now)
    sight = await sights.task(command.task)
    if sight is None:
        answer = await not_known(turn, viewer, command.task, sights, desk, Action.TASK_SEE)
        return replace(answer, replies=tuple(replace(one, to=to) for one in answer.replies))
    audit = entries_of(turn, sight, Action.TASK_SEE, Outcome.SHOWN)
    return Answer((Reply(task_card(task_view(sight)), to),), Effects(audit=audit))


async def move_task(turn: Turn, viewer: Viewer, command: MoveTask, desk: Desk) -> Answer:
    """What the press does, if it may, on the task as it was when the button was made; else how it stands."""
    sights = Sights(viewer, desk, turn.now)
    sight = await sights.task(command.task)
    if sight is None:
        return await not_known(turn, viewer, command.task, sights, desk, Action.TASK_CHANGE)
    if why_not := await _why_not(turn, command, sight, desk):
        return await _as_it_is(turn, command, sight, desk, *why_not)
    move = asked(command, turn.today)
    if isinstance(move, str):
        return _once_more(turn, command, sight, move)
    if move.to is not None and move.to not in {one.practitioner.id for one in people_for(sight)}:
        return _once_more(turn, command, sight, NOBODY_ELSE)
    done = changed(turn, sight, move, desk.fresh_id())
    if done is None:
        return await _as_it_is(turn, command, sight, desk, Outcome.REFUSED, NOT_YOURS)
    return await _after(turn, command, done, sights, desk)


async def _why_not(turn: Turn, command: MoveTask, sight: TaskSight, desk: Desk) -> tuple[Outcome, str] | None:
    if turn.outdated or command.version != sight.task.version:
        return Outcome.OUTDATED, "" if await _was_me(sight, command, desk) else OUTDATED
    if command.step not in sight.steps:
        return Outcome.REFUSED, NOT_YOURS
    return None


async def _after(turn: Turn, command: MoveTask, done: Changed, sights: Sights, desk: Desk) -> Answer:
    if command.back:
        return await list_after(turn, sights.viewer, command, done, desk)
    after = await sights.of(done.task)
    # Whoever gives a task away may see it no more.
    if after is None:
        return Answer((Reply(task_not_known(), Audience.PRESSER),), done.effects)
    return _card(replace(task_view(after), note=done.note), done.effects)


async def not_known(
    turn: Turn, viewer: Viewer, task: TaskId, sights: Sights, desk: Desk, action: Action
) -> Answer:
    """The same for a task that there is not, and for one that this person may not see."""
    there = await desk.tasks.task(task)
    case = await sights.whatever(there.case_id) if there else None
    entry = entry_by(turn, viewer, action, Outcome.REFUSED if there else Outcome.NOT_FOUND)
    audit = tuple(replace(entry, child_id=child) for child in case.children) if case else (entry,)
    return Answer((Reply(task_not_known(), Audience.PRESSER),), Effects(audit=audit))


async def _as_it_is(
    turn: Turn, command: MoveTask, sight: TaskSight, desk: Desk, outcome: Outcome, note: str
) -> Answer:
    audit = entries_of(turn, sight, Action.TASK_CHANGE, outcome, str(command.step))
    effects = Effects(audit=audit)
    if command.back:
        return await list_after(turn, sight.of.viewer, command, None, desk, note=note, so_far=effects)
    return _card(replace(task_view(sight), note=note), effects)


async def _was_me(sight: TaskSight, command: MoveTask, desk: Desk) -> bool:
    """Whether the viewer has just done that very thing: a second tap of the same thumb."""
    if sight.task.version != command.version + 1:
        return False
    events = await desk.tasks.events(sight.task.id)
    last = events[-1] if events else None
    return last is not None and (last.actor_id, last.step) == (sight.of.viewer.id, str(command.step))


def _once_more(turn: Turn, command: MoveTask, sight: TaskSight, problem: str) -> Answer:
    audit = entries_of(turn, sight, Action.TASK_CHANGE, Outcome.FORM_SHOWN, str(command.step))
    view = replace(task_view(sight), problem=problem, step=command.step, words=command.said)
    return _card(view, Effects(audit=audit))


def _card(view: TaskView, effects: Effects) -> Answer:
    return Answer((Reply(task_card(view), Audience.PRESSER),), effects)
