"""Tasks that somebody has to decide on: of an owner who is gone, or of a case that is being closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cards.task import task_not_known
from cards.task_left import left_tasks
from cases.commands import OpenTasks, SettleTasks
from cases.model import CaseStatus, PractitionerId, Task, Viewer
from cases.policy_tasks import may_own
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.task import LIVE, Move, Step
from cases.task_left import CANCEL, DONE, GIVE, LEAVE, key_of, open_tasks
from cases.task_sight import CaseSight, TaskSight, people_for
from cases.task_views import task_line, task_view
from cases.views import LeftTasksView
from dialogs.entries import entry_by
from dialogs.task_effects import changed, entries_of
from dialogs.task_sights import Sights
from dialogs.turn import Answer, Audience, Desk, Reply, Turn

MOST = 20
CLOSING, GONE = "The case is being closed", "Whoever had it is not there any more"


@dataclass(frozen=True, slots=True)
class Left:
    """What is to be decided, and all that was looked at for it."""

    view: LeftTasksView
    sights: Sequence[TaskSight]


async def left_by(sights: Sights, sight: TaskSight, desk: Desk, note: str = "") -> Left | None:
    """What an owner has left in a case, as one person may see it; None if they may own tasks there."""
    owner, of = sight.owner, sight.of
    if sight.task.state not in LIVE or of.case.status is not CaseStatus.OPEN:
        return None
    if owner is None or may_own(owner, of.case, of.files, of.today):
        return None
    return await _left(sights, of, desk, sight.task.owner_id, note)


async def of_case(sights: Sights, of: CaseSight, desk: Desk, note: str = "") -> Left:
    """The live tasks of a case, as one person may see them."""
    return await _left(sights, of, desk, None, note)


async def show_open_tasks(turn: Turn, viewer: Viewer, command: OpenTasks, desk: Desk) -> Answer:
    """What is still to be done in a case, each with done, cancel, give on, or leave."""
    sights = Sights(viewer, desk, turn.now)
    of = await sights.case(command.case_id)
    if of is None:
        return await _not_known(turn, viewer, sights, command)
    found = await of_case(sights, of, desk)
    audit = looked_at(turn, found)
    return Answer((Reply(left_tasks(found.view), Audience.PRESSER),), Effects(audit=audit))


async def settle_tasks(turn: Turn, viewer: Viewer, command: SettleTasks, desk: Desk) -> Answer:
    """All that was chosen, at once; what may not be done, or changed in the meantime, stays as it is."""
    sights = Sights(viewer, desk, turn.now)
    of = await sights.case(command.case_id)
    if of is None:
        return await _not_known(turn, viewer, sights, command)
    before = await _left(sights, of, desk, command.owner, "")
    effects, missed = settled(turn, before, command.choices, desk, gone=command.owner is not None)
    after = _without(before, effects, _note(len(effects.task_events), missed))
    if not effects.task_events:
        effects = Effects(audit=looked_at(turn, before))
    return Answer((Reply(left_tasks(after), Audience.PRESSER),), effects)


def settled(
    turn: Turn, left: Left, choices: Mapping[str, str], desk: Desk, *, gone: bool = False
) -> tuple[Effects, int]:
    """What is written when these are settled as chosen, and of how many it cannot be done as they stand."""
    effects, missed = Effects(), 0
    known = {key_of(one.task.id, one.task.version): one for one in left.sights}
    for key, chosen in choices.items():
        if not chosen or chosen == LEAVE:
            continue
        sight = known.get(key)
        move = _move(sight, chosen, GONE if gone else CLOSING) if sight else None
        made = changed(turn, sight, move, desk.fresh_id()) if sight and move else None
        effects, missed = (both(effects, made.effects), missed) if made else (effects, missed + 1)
    return effects, missed


async def _left(sights: Sights, of: CaseSight, desk: Desk, owner: PractitionerId | None, note: str) -> Left:
    live: Sequence[Task] = open_tasks(await desk.tasks.of_case(of.case.id, LIVE), owner)
    seen = [sight for one in live if (sight := await sights.of(one))]
    shown = [one for one in seen if _choices(one)][:MOST]
    people = {who: words for sight in shown for who, words in task_view(sight).people}
    named = next((task_line(one).owner for one in shown), "")
    view = LeftTasksView(
        case_id=of.case.id,
        reference=of.case.reference,
        today=of.today,
        lines=tuple(task_line(one) for one in shown),
        owner=named if owner else "",
        owner_id=owner,
        people=tuple(people.items()) if owner else (),
        missing=len(seen) - len(shown),
        note=note,
    )
    return Left(view, shown)


def looked_at(turn: Turn, left: Left) -> tuple[AuditEntry, ...]:
    """That somebody was shown these, for the trail."""
    made = (
        entry for sight in left.sights for entry in entries_of(turn, sight, Action.TASK_SEE, Outcome.LISTED)
    )
    return tuple(dict.fromkeys(made))


def _choices(sight: TaskSight) -> bool:
    return bool(sight.steps & {Step.FINISH, Step.CANCEL, Step.REASSIGN})


def _move(sight: TaskSight, chosen: str, why: str) -> Move | None:
    if chosen == DONE:
        return Move(Step.FINISH, why)
    if chosen == CANCEL:
        return Move(Step.CANCEL, why)
    to = PractitionerId(chosen.removeprefix(GIVE))
    if why != GONE or not chosen.startswith(GIVE):
        return None
    fits = to in {one.practitioner.id for one in people_for(sight)}
    return Move(Step.REASSIGN, why, to=to) if fits else None


def _without(before: Left, effects: Effects, note: str) -> LeftTasksView:
    settled = {event.task_id for event in effects.task_events}
    lines = tuple(one for one in before.view.lines if one.task not in settled)
    return replace(before.view, lines=lines, note=note)


def _note(done: int, missed: int) -> str:
    if not missed:
        return "Recorded." if done else "Nothing has changed."
    return "Some of it changed in the meantime: here is how it is now."


def both(one: Effects, other: Effects) -> Effects:
    """What two changes write, in one."""
    return replace(
        one,
        audit=one.audit + other.audit,
        notices=one.notices + other.notices,
        rewrites=one.rewrites + other.rewrites,
        work=one.work + other.work,
        task_events=one.task_events + other.task_events,
    )


async def _not_known(turn: Turn, viewer: Viewer, sights: Sights, command: OpenTasks | SettleTasks) -> Answer:
    case = await sights.whatever(command.case_id)
    entry = entry_by(
        turn,
        viewer,
        Action.TASK_SEE,
        Outcome.REFUSED if case else Outcome.NOT_FOUND,
        child_id=case.children[0] if case and case.children else None,
    )
    return Answer((Reply(task_not_known(), Audience.PRESSER),), Effects(audit=(entry,)))
