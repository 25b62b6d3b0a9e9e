"""What a timeline tells of tasks: that they were given, done, cancelled; to whoever may see them now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from cases.happenings import Happening
from cases.local import local_day
from cases.model import PractitionerId, TaskId
from cases.policy_tasks import may_name
from cases.records import TaskEvent
from cases.task import Step
from cases.task_sight import TaskSight
from cases.views import Happened, TimelineEntry

_TOLD = {str(Step.FINISH): Happened.TASK_DONE, str(Step.CANCEL): Happened.TASK_CANCELLED}


def task_happenings(
    sights: Iterable[TaskSight], events: Mapping[TaskId, Sequence[TaskEvent]]
) -> Iterator[Happening]:
    """Of tasks that the viewer may see, and of nothing else. Whose a task is, is who has it now.

    Done or cancelled more than once in a day is told once.
    """
    for sight in sights:
        task = sight.task
        yield _happening(sight, Happened.TASK_GIVEN, task.asked_at, task.asked_by)
        ends = {
            (local_day(one.at), _TOLD[one.step]): one for one in events.get(task.id, ()) if one.step in _TOLD
        }
        for (_, kind), event in ends.items():
            yield _happening(sight, kind, event.at, event.actor_id)


def _happening(sight: TaskSight, kind: Happened, at: datetime, actor: PractitionerId | None) -> Happening:
    owner = sight.owner
    entry = TimelineEntry(
        on=local_day(at),
        kind=kind,
        name=owner.practitioner.name if owner else "",
        agency=owner.agency.name if owner else "",
        detail=sight.task.title,
        by=_by(sight, actor),
    )
    return Happening(entry, at, task_id=sight.task.id)


def _by(sight: TaskSight, actor: PractitionerId | None) -> str:
    """Who did it, if not the owner, as far as the task may name them."""
    of = sight.of
    if actor is None or actor == sight.task.owner_id:
        return ""
    if actor == of.viewer.id:
        return of.viewer.practitioner.name
    if not may_name(of.viewer, actor, sight.circle, of.case, of.today):
        return ""
    known = [one.practitioner for one in (sight.asker, of.lead) if one]
    known += [one.practitioner for one in sight.circle]
    return next((one.name for one in known if one.id == actor), "")
