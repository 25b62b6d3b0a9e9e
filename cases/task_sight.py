"""A case's tasks as one person may see them: after the policy has spoken, before any card."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from cases.model import (
    Case,
    CaseStatus,
    ChildFile,
    ChildId,
    Colleague,
    Involvement,
    InvolvementId,
    Member,
    Task,
    Viewer,
)
from cases.policy import Standing
from cases.policy_tasks import may_name, may_own, parts_of, sees_task
from cases.task import Part, Step, may

_GIVES = frozenset({Step.REOPEN, Step.REASSIGN})


@dataclass(frozen=True, slots=True)
class CaseSight:
    """A case whose tasks the viewer may see. ``circle`` are those around the children whom they may see."""

    viewer: Viewer
    case: Case
    standing: Standing
    lead: Colleague | None
    files: tuple[ChildFile, ...]
    circle: tuple[Member, ...]
    today: date


@dataclass(frozen=True, slots=True)
class TaskSight:
    """A task that the viewer may see, and all that they are to it."""

    task: Task
    of: CaseSight
    owner: Colleague | None
    asker: Colleague | None
    circle: tuple[Member, ...]
    parts: frozenset[Part]

    @property
    def steps(self) -> frozenset[Step]:
        """What the viewer may do with it as it stands; in a closed case nothing is given to anybody."""
        steps = frozenset(step for step in Step if may(self.task, self.parts, step))
        return steps if self.of.case.status is CaseStatus.OPEN else steps - _GIVES


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody with a part in a task whom the circle does not name: a former member of it, or a manager.

    ``held`` are all of their involvements with the case's children, whenever they are.
    """

    colleague: Colleague
    held: tuple[Involvement, ...] = ()


def task_sight(
    of: CaseSight,
    task: Task,
    owner: Colleague | None,
    asker: Colleague | None,
    absent: Collection[Absent] = (),
) -> TaskSight | None:
    """The task as the viewer may see it; None if they may not."""
    circle = (*of.circle, *(row for one in absent for row in _as_members(one, of.today)))
    if not sees_task(of.viewer, task, circle, of.case, of.today):
        return None
    parts = parts_of(of.viewer, task, of.case, of.lead, owner)
    return TaskSight(task, of, owner, asker, circle, parts)


def _as_members(one: Absent, today: date) -> Iterable[Member]:
    """What the circle would go by if they were in it.

    A former member is judged by what they were there, as the timeline judges; a service that they have left
    since is not known here, so that is nothing. A manager of an open service is as if openly involved.
    """
    whose = one.colleague
    rows = [row for row in one.held if row.service_id == whose.service.id and not row.cancelled]
    if not one.held and not whose.service.sensitive:
        who = whose.practitioner
        rows = [Involvement(InvolvementId(""), ChildId(""), who.id, whose.service.id, who.role, today)]
    return (Member(row, whose.practitioner, whose.service, whose.agency) for row in rows)


def people_for(sight: TaskSight) -> list[Colleague]:
    """Whom the viewer may give it to instead: of those who may own it, whom the circle names to them."""
    of, task = sight.of, sight.task
    known = {member.practitioner.id: _colleague(member) for member in of.circle}
    if of.lead is not None:
        known[of.lead.practitioner.id] = of.lead
    shielded = any(file.child.shielded for file in of.files)
    fit = [
        one
        for who, one in known.items()
        if who != task.owner_id
        and may_own(one, of.case, of.files, of.today)
        and may_name(of.viewer, who, of.circle, of.case, of.today)
        and (not shielded or who == of.case.lead_id)
    ]
    mine = of.viewer.practitioner.service_id
    return sorted(fit, key=lambda one: (one.service.id != mine, one.practitioner.name, one.practitioner.id))


def _colleague(member: Member) -> Colleague:
    return Colleague(member.practitioner, member.service, member.agency)
