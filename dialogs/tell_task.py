"""A task that was given to somebody, and what became of one, told as far as they may see it then."""

from datetime import datetime

from cards.card import Card
from cards.task_told import task_changed, task_given
from cases.model import PractitionerId, TaskId
from cases.policy_tasks import may_name
from cases.records import Notice
from cases.task_sight import TaskSight
from cases.task_views import A_COLLEAGUE, task_view
from dialogs.readers import viewer_of
from dialogs.task_sights import Sights
from dialogs.turn import Desk


async def tell_given(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The task's card, for whoever is its owner by now."""
    viewer = await viewer_of(notice.to, desk, now)
    sight = await Sights(viewer, desk, now).task(TaskId(notice.subject)) if viewer else None
    if sight is None or sight.task.owner_id != notice.to:
        return None
    return task_given(task_view(sight))


async def tell_changed(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The task as it is now, and who did what to it."""
    task, _, event_id = notice.subject.partition("/")
    viewer = await viewer_of(notice.to, desk, now)
    sight = await Sights(viewer, desk, now).task(TaskId(task)) if viewer else None
    if sight is None:
        return None
    events = await desk.tasks.events(sight.task.id)
    event = next((one for one in events if one.id == event_id), None)
    if event is None or event.actor_id is None:
        return None
    return task_changed(task_view(sight), event.step, await _by(sight, event.actor_id, desk))


async def _by(sight: TaskSight, who: PractitionerId, desk: Desk) -> str:
    of = sight.of
    colleague = await desk.register.colleague(who)
    if colleague is None or not may_name(of.viewer, who, sight.circle, of.case, of.today):
        return A_COLLEAGUE
    return colleague.practitioner.name
