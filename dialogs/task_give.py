"""A task is given: what is written, and what whoever gave it reads."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b

from cards.task_making import task_given
from cases.commands import NewTask
from cases.due import note_of
from cases.model import Colleague, PractitionerId, Task, TaskId, Viewer
from cases.records import Effects, Notice, Outcome, TaskEvent, TaskRewrite, Work
from cases.task import MOST_IN_A_CASE
from cases.task_form import Wanted
from cases.views import TaskGiven
from dialogs.task_case import TaskCase, entry_of
from dialogs.turn import Answer, Desk, Reply, Turn

GIVEN_STEP, TOLD, POST = "given", "task.given", "task.post"


async def given(
    turn: Turn,
    viewer: Viewer,
    command: NewTask,
    found: TaskCase,
    want: Wanted,
    people: Mapping[PractitionerId, Colleague],
    desk: Desk,
) -> Answer | None:
    """One task for each owner; None if the case has no room for them.

    A task's id comes of the form, of who gives it and of its owner: the same form, sent again, gives nothing
    again.
    """
    ids = {owner: _id(command, viewer, found, owner) for owner in want.owners}
    known = [owner for owner, task in ids.items() if await desk.tasks.task(task) is not None]
    new = [
        _task(turn, viewer, command, found, want, owner, ids[owner]) for owner in ids if owner not in known
    ]
    if new and await desk.tasks.count_of(found.case.id) + len(new) > MOST_IN_A_CASE:
        return None
    entry = entry_of(turn, viewer, Outcome.CHANGED, basis=found.standing.basis)
    effects = Effects(
        audit=tuple(replace(entry, child_id=child) for child in found.case.children),
        notices=tuple(Notice(task.owner_id, TOLD, task.id) for task in new if task.owner_id != viewer.id),
        rewrites=tuple(TaskRewrite(None, task) for task in new),
        work=tuple(Work(POST, f"{POST}:{task.id}:{task.version}", (task.id,)) for task in new),
        task_events=tuple(
            TaskEvent(desk.fresh_id(), turn.now, task.id, viewer.id, GIVEN_STEP) for task in new
        ),
    )
    names = tuple("" if owner == viewer.id else people[owner].practitioner.name for owner in ids)
    view = _view(turn, found, want, names, desk)
    return Answer((Reply(task_given(replace(view, before=not new))),), effects)


def _view(turn: Turn, found: TaskCase, want: Wanted, owners: tuple[str, ...], desk: Desk) -> TaskGiven:
    return TaskGiven(
        case_id=found.case.id,
        child_reference=found.files[0].child.reference,
        reference=found.case.reference,
        title=want.title,
        owners=owners,
        today=turn.today,
        due=want.due.on if want.due else None,
        due_at=want.due.at if want.due else None,
        note=note_of(want.due.on, desk.holiday_name) if want.due else "",
    )


def _id(command: NewTask, viewer: Viewer, found: TaskCase, owner: PractitionerId) -> TaskId:
    key = f"{command.form}\n{viewer.id}\n{found.case.id}\n{owner}"
    return TaskId(blake2b(key.encode(errors="replace"), digest_size=16).hexdigest())


def _task(
    turn: Turn,
    viewer: Viewer,
    command: NewTask,
    found: TaskCase,
    want: Wanted,
    owner: PractitionerId,
    task_id: TaskId,
) -> Task:
    return Task(
        id=task_id,
        case_id=found.case.id,
        title=want.title,
        owner_id=owner,
        asked_by=viewer.id,
        asked_at=turn.now,
        at=turn.now,
        details=want.details,
        due=want.due.on if want.due else None,
        due_at=want.due.at if want.due else None,
        priority=want.priority,
        checklist=want.checklist,
        source=command.source,
        template=command.template,
    )
