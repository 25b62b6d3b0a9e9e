"""Lists of tasks: my own across cases, those of one case, those of the people whom I manage."""

from collections.abc import Sequence
from dataclasses import replace

from cards.task_list import no_such_case, task_list, which_case
from cases.commands import CaseTasks, MoveTask, MyTasks, TeamTasks
from cases.meant import chosen_among
from cases.model import CaseId, ChildFile, PractitionerId, Viewer
from cases.policy import leads, right_to_see
from cases.policy_tasks import may_see_tasks
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.task import LIVE
from cases.task_sight import CaseSight
from cases.task_views import task_line
from cases.views import TaskList, TaskListView
from dialogs.entries import entry_by
from dialogs.looks import find
from dialogs.task_effects import Changed
from dialogs.task_sights import Sights
from dialogs.turn import Answer, Desk, Reply, Turn

A_PAGE, LAST_PAGE = 10, 49


async def my_tasks(turn: Turn, viewer: Viewer, command: MyTasks, desk: Desk) -> Answer:
    """What I am to do, the soonest first."""
    sights = Sights(viewer, desk, turn.now)
    view, effects = await _of_people(turn, sights, TaskList.MINE, [viewer.id], command.page)
    return _shown(view, effects)


async def team_tasks(turn: Turn, viewer: Viewer, command: TeamTasks, desk: Desk) -> Answer:
    """What the people of the services that I manage are to do."""
    view, effects = await _team(turn, Sights(viewer, desk, turn.now), command.page)
    return _shown(view, effects)


async def case_tasks(turn: Turn, viewer: Viewer, command: CaseTasks, desk: Desk) -> Answer:
    """The tasks of one case, those to do first."""
    sights = Sights(viewer, desk, turn.now)
    asked = [command.case_id] if command.case_id else await _meant(turn, viewer, command.query, desk)
    seen = [found for one in asked if (found := await sights.case(one))]
    if not seen:
        return Answer((Reply(no_such_case()),), Effects(audit=_nothing(turn, viewer)))
    if len(seen) > 1:
        return _which(turn, seen)
    view, effects = await _of_case(turn, sights, seen[0], command.page)
    return _shown(view, effects)


async def list_after(
    turn: Turn,
    viewer: Viewer,
    command: MoveTask,
    done: Changed | None,
    desk: Desk,
    *,
    note: str = "",
    so_far: Effects | None = None,
) -> Answer:
    """The list in which it was pressed, as it is with that change. Nothing is written yet."""
    sights = Sights(viewer, desk, turn.now, done.task if done else None)
    of = await sights.case(command.case_id) if command.case_id else None
    if command.back == TaskList.CASE and of is not None:
        view, _ = await _of_case(turn, sights, of, command.page)
    elif command.back == TaskList.TEAM:
        view, _ = await _team(turn, sights, command.page)
    else:
        view, _ = await _of_people(turn, sights, TaskList.MINE, [viewer.id], command.page)
    shown = replace(view, note=done.note if done else note)
    return _shown(shown, done.effects if done else so_far or Effects())


def _shown(view: TaskListView, effects: Effects) -> Answer:
    return Answer((Reply(task_list(view)),), effects)


async def _team(turn: Turn, sights: Sights, page: int) -> tuple[TaskListView, Effects]:
    services = sorted(sights.viewer.practitioner.manages)
    staff = await sights.desk.upkeep.staff(services) if services else ()
    owners = [one.practitioner.id for one in staff]
    return await _of_people(turn, sights, TaskList.TEAM, owners, page)


async def _of_people(
    turn: Turn, sights: Sights, kind: TaskList, owners: Sequence[PractitionerId], page: int
) -> tuple[TaskListView, Effects]:
    number = min(max(page, 0), LAST_PAGE)
    found, more = await sights.page(owners, number, A_PAGE)
    lines = tuple(task_line(one) for one in found)
    view = TaskListView(kind, turn.today, lines, number, more=more and number < LAST_PAGE)
    return view, Effects(audit=_listed(turn, sights.viewer, [one.of for one in found]))


async def _of_case(turn: Turn, sights: Sights, of: CaseSight, page: int) -> tuple[TaskListView, Effects]:
    tasks = await sights.of_case(of.case.id)
    live = [one for one in tasks if one.task.state in LIVE]
    ended = sorted(
        (one for one in tasks if one.task.state not in LIVE),
        key=lambda one: (one.task.at, one.task.id),
        reverse=True,
    )
    number = min(max(page, 0), max(len(tasks) - 1, 0) // A_PAGE)
    listed = [*live, *ended][number * A_PAGE : (number + 1) * A_PAGE]
    view = TaskListView(
        TaskList.CASE,
        turn.today,
        tuple(task_line(one) for one in listed),
        number,
        more=(number + 1) * A_PAGE < len(tasks),
        reference=of.case.reference,
        case_id=of.case.id,
        live=len(live),
        ended=len(ended),
    )
    return view, Effects(audit=_listed(turn, sights.viewer, [of]))


async def _meant(turn: Turn, viewer: Viewer, query: Query, desk: Desk) -> list[CaseId]:
    """The cases that may be meant, by id. Whether their tasks may be seen is decided after."""
    if query.reference and (case := await desk.casework.by_reference(query.reference)):
        return [case.id]
    here = await desk.casework.at(query.conversation_id) if query.conversation_id else None
    if here is not None:
        return [here]
    files = [file for file in await find(turn, viewer, query, desk) if _may_mean(turn, viewer, file)]
    found = chosen_among(query, files)
    return sorted({case.id for file in found.these for case in file.cases})


def _may_mean(turn: Turn, viewer: Viewer, file: ChildFile) -> bool:
    """Whether the viewer sees the tasks of this child's case: else a name would tell of the child."""
    if not file.child.shielded and leads(viewer.id, file):
        return True
    return may_see_tasks(right_to_see(viewer, file, turn.now, turn.today))


def _which(turn: Turn, seen: Sequence[CaseSight]) -> Answer:
    offered = sorted((one.case.reference, one.case.id) for one in seen)
    card = which_case([(reference, CaseTasks(case_id=case)) for reference, case in offered])
    audit = _entries(turn, seen[0].viewer, seen, Outcome.CHOICE_OFFERED)
    return Answer((Reply(card),), Effects(audit=audit))


def _listed(turn: Turn, viewer: Viewer, seen: Sequence[CaseSight]) -> tuple[AuditEntry, ...]:
    return _entries(turn, viewer, seen, Outcome.LISTED) or _nothing(turn, viewer)


def _nothing(turn: Turn, viewer: Viewer) -> tuple[AuditEntry, ...]:
    return (_entry(turn, viewer, Outcome.NOT_FOUND),)


def _entries(
    turn: Turn, viewer: Viewer, seen: Sequence[CaseSight], outcome: Outcome
) -> tuple[AuditEntry, ...]:
    """One for each child, however many of their tasks are listed."""
    children = {child: one.standing.basis for one in seen for child in one.case.children}
    entry = _entry(turn, viewer, outcome)
    return tuple(replace(entry, child_id=child, basis=basis) for child, basis in children.items())


def _entry(turn: Turn, viewer: Viewer, outcome: Outcome) -> AuditEntry:
    return entry_by(turn, viewer, Action.TASK_SEE, outcome)
