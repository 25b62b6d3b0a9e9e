"""Who may see a task, give one, and what somebody is to one (docs/policy.md)."""

from collections.abc import Collection
from datetime import date, datetime

from cases.model import Case, CaseStatus, ChildFile, Colleague, Member, PractitionerId, Task, Viewer
from cases.policy import Right, Shown, Standing, _shown, right_to_see
from cases.task import Part

STANDING = frozenset({Right.INVOLVED, Right.MANAGER, Right.CHANNEL, Right.LEAD})
"""The rights that show a case's tasks. A reason given for one look does not."""


def may_see_tasks(standing: Standing | None) -> bool:
    """Whether somebody with that right to a child's circle sees the tasks of its case."""
    return standing is not None and standing.right in STANDING


def standing_in(
    viewer: Viewer, case: Case, files: Collection[ChildFile], now: datetime, today: date
) -> Standing | None:
    """The right on which this viewer sees the case's tasks; None if they may not.

    ``files`` are of the case's children. If one of them is shielded, the tasks are the lead's alone.
    """
    if viewer.id == case.lead_id:
        return Standing(Right.LEAD)
    if any(file.child.shielded for file in files):
        return None
    found = (right_to_see(viewer, file, now, today) for file in files)
    return next((one for one in found if may_see_tasks(one)), None)


def circle_seen(
    viewer: Viewer, case: Case, files: Collection[ChildFile], now: datetime, today: date
) -> tuple[Member, ...]:
    """The circles of those of the case's children whom this viewer may see, hidden involvements too."""
    return tuple(
        member
        for file in files
        if viewer.id == case.lead_id or may_see_tasks(right_to_see(viewer, file, now, today))
        for member in file.circle
    )


def may_name(
    viewer: Viewer, who: PractitionerId, circle: Collection[Member], case: Case, today: date
) -> bool:
    """Whether a task may name this person to them: the viewer, the lead, or whom the circle would name."""
    return who in (viewer.id, case.lead_id) or _names(viewer, who, circle, today)


def sees_task(viewer: Viewer, task: Task, circle: Collection[Member], case: Case, today: date) -> bool:
    """Whether somebody who sees the case's tasks sees this one.

    Its owner and whoever gave it do; others do as far as the circle would name both of these to them, lest a
    task tell of somebody who may not be seen.
    """
    if viewer.id in (task.owner_id, task.asked_by):
        return True
    return all(may_name(viewer, who, circle, case, today) for who in (task.owner_id, task.asked_by))


def may_give(viewer: Viewer, case: Case, lead: Colleague | None, owner: PractitionerId) -> bool:
    """Whether this viewer, who sees the case's tasks, may give that person one.

    The lead and the lead's manager may; everybody may take one on themself.
    """
    if case.status is not CaseStatus.OPEN:
        return False
    return viewer.id in (owner, case.lead_id) or _manages(viewer, lead)


def may_own(owner: Colleague, case: Case, files: Collection[ChildFile], today: date) -> bool:
    """Whether somebody can have a task of this case: at work, and the lead or in the circle."""
    if not owner.practitioner.active:
        return False
    who = owner.practitioner.id
    return who == case.lead_id or any(
        member.practitioner.id == who and member.involvement.current(today)
        for file in files
        for member in file.circle
    )


def parts_of(
    viewer: Viewer, task: Task, case: Case, lead: Colleague | None, owner: Colleague | None
) -> frozenset[Part]:
    """All that this viewer is to the task."""
    held = {
        Part.OWNER: viewer.id == task.owner_id,
        Part.ASKER: viewer.id == task.asked_by,
        Part.LEAD: viewer.id == case.lead_id,
        Part.OWNERS_MANAGER: _manages(viewer, owner),
        Part.LEADS_MANAGER: _manages(viewer, lead),
    }
    return frozenset(part for part, holds in held.items() if holds)


def _manages(viewer: Viewer, whose: Colleague | None) -> bool:
    return (
        whose is not None
        and whose.practitioner.id != viewer.id
        and whose.service.id in viewer.practitioner.manages
    )


def _names(viewer: Viewer, who: PractitionerId, circle: Collection[Member], today: date) -> bool:
    mine = [member for member in circle if member.practitioner.id == who]
    return any(_shown(viewer, member, None, today) >= Shown.EXISTENCE for member in mine)
