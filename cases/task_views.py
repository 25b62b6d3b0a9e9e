"""What one person, or a whole channel, reads of a task: views, which cards are made from."""

from collections.abc import Collection
from dataclasses import replace

from cases.model import Colleague, PractitionerId
from cases.policy_tasks import may_name
from cases.task import Step
from cases.task_sight import TaskSight, people_for
from cases.views import TaskLine, TaskView

A_COLLEAGUE = "A colleague"
"""Who has, or gave, a task of mine, where the circle would not name them to me."""

MOST_PEOPLE = 60


def task_view(sight: TaskSight) -> TaskView:
    """The task, with what the viewer may do with it."""
    task, of = sight.task, sight.of
    steps = sight.steps
    people = people_for(sight) if Step.REASSIGN in steps else []
    return TaskView(
        task=task.id,
        version=task.version,
        title=task.title,
        reference=of.case.reference,
        today=of.today,
        owner=_name(sight, task.owner_id, sight.owner),
        asked_by=_name(sight, task.asked_by, sight.asker),
        state=task.state,
        priority=task.priority,
        details=task.details,
        due=task.due,
        due_at=task.due_at,
        checklist=task.checklist,
        said=task.said,
        snoozed=task.snoozed if of.viewer.id == task.owner_id else None,
        source=task.source,
        asked_at=task.asked_at,
        steps=steps,
        people=tuple((one.practitioner.id, _in_words(one)) for one in people[:MOST_PEOPLE]),
        more=len(people) > MOST_PEOPLE,
    )


def task_line(sight: TaskSight) -> TaskLine:
    """The task as one of a list."""
    task = sight.task
    return TaskLine(
        task=task.id,
        version=task.version,
        title=task.title,
        reference=sight.of.case.reference,
        state=task.state,
        priority=task.priority,
        due=task.due,
        due_at=task.due_at,
        owner=_name(sight, task.owner_id, sight.owner),
        said=task.said,
        steps=sight.steps,
    )


def shared_view(sights: Collection[TaskSight]) -> TaskView | None:
    """The task as a card that all of these people read: nobody's own, and nothing that one may not know.

    None unless there is somebody, and both its owner and whoever gave it may be named to each of them.
    """
    if not sights or not all(_names_both(one) for one in sights):
        return None
    sight = next(iter(sights))
    view = task_view(sight)
    owner, asker = (one.practitioner.name if one else A_COLLEAGUE for one in (sight.owner, sight.asker))
    return replace(
        view,
        owner=owner,
        asked_by=asker,
        steps=frozenset(),
        people=(),
        more=False,
        snoozed=None,
        shared=True,
    )


def _names_both(sight: TaskSight) -> bool:
    of, task = sight.of, sight.task
    return all(
        may_name(of.viewer, who, sight.circle, of.case, of.today) for who in (task.owner_id, task.asked_by)
    )


def _name(sight: TaskSight, who: PractitionerId, colleague: Colleague | None) -> str:
    of = sight.of
    if who == of.viewer.id:
        return ""
    if colleague is None or not may_name(of.viewer, who, sight.circle, of.case, of.today):
        return A_COLLEAGUE
    return colleague.practitioner.name


def _in_words(one: Colleague) -> str:
    return ", ".join(filter(None, (one.practitioner.name, one.practitioner.role, one.agency.name)))
