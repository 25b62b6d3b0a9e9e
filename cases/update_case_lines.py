"""What one reader may be told of cases, tasks, and who is away; None if nothing."""

from collections.abc import Iterable, Iterator, Sequence

from cases.case_ends import CaseEnd
from cases.model import Absence, CaseStatus, ChildFile, ChildId, InvolvementId, Member, Update, UpdateKind
from cases.policy import shown
from cases.policy_case_ends import knows
from cases.policy_timeline import lead_is_named
from cases.policy_updates import LEAST, hears
from cases.ports_casework import CaseFile
from cases.task import LIVE
from cases.task_sight import TaskSight
from cases.task_views import task_line
from cases.update_reading import Known, Reader, Told, about_case, recorder, seen
from cases.views import About, UpdateLine

_STATUS = {
    UpdateKind.CASE_OPENED: CaseStatus.OPEN,
    UpdateKind.CASE_REOPENED: CaseStatus.OPEN,
    UpdateKind.LEAD_CHANGED: CaseStatus.OPEN,
    UpdateKind.CASE_CLOSED: CaseStatus.CLOSED,
}


def of_case(reader: Reader, update: Update, case: CaseFile, children: Sequence[Known]) -> Told | None:
    """A case was opened or closed, or has another lead, if that is still so.

    A lead who may not be named and no lead at all read the same.
    """
    if case.case.status is not _STATUS[update.kind] or not knows(reader.viewer, case, reader.today):
        return None
    events = (event for one in children for event in one.history.case_events)
    event = next((one for one in events if one.id == update.subject), None)
    if event is None or (update.kind is UpdateKind.LEAD_CHANGED and event.lead_id != case.case.lead_id):
        return None
    heard = [one for one in children if hears(reader.viewer, one.file, reader.now, reader.today)]
    held = {key: row for one in heard for key, row in seen(reader, one).items()}
    lead = case.lead if update.kind is not UpdateKind.CASE_CLOSED else None
    there = {member.practitioner.id for member, _ in held.values()}
    named = lead is not None and (
        lead.practitioner.id in there or lead_is_named(reader.viewer, lead, None, reader.today)
    )
    why = event.detail if update.kind is UpdateKind.CASE_CLOSED and event.detail in set(CaseEnd) else ""
    line = UpdateLine(
        update.kind,
        about_case(reader, case, [one.file for one in children]),
        event.on,
        update.at,
        (lead.practitioner.name,) if lead and named else (),
        lead.practitioner.role if lead and named else "",
        lead.agency.name if lead and named else "",
        by=recorder(reader, update, event.lead_id if named else None, held),
        detail=why,
    )
    return Told(line, dict.fromkeys(case.case.children, ()))


def of_absence(
    reader: Reader, update: Update, files: Iterable[ChildFile], absence: Absence | None
) -> Told | None:
    """Somebody is away, for whoever may see how to reach them; if they still mean to be, and are not back."""
    if absence is None or f"{absence.since}/{absence.until or ''}" != update.subject:
        return None
    if absence.until is not None and absence.until < reader.today:
        return None
    found = list(_with_them(reader, update, files))
    if not found:
        return None
    whose = found[0][1]
    line = UpdateLine(
        update.kind,
        About(),
        absence.since,
        update.at,
        (whose.practitioner.name,),
        whose.practitioner.role,
        whose.agency.name,
        until=absence.until,
        children=tuple(sorted({file.child.reference for file, _ in found})),
    )
    rests: dict[ChildId, tuple[InvolvementId, ...]] = {}
    for file, member in found:
        rests[file.child.id] = (*rests.get(file.child.id, ()), member.involvement.id)
    return Told(line, rests)


def _with_them(
    reader: Reader, update: Update, files: Iterable[ChildFile]
) -> Iterator[tuple[ChildFile, Member]]:
    for file in files:
        standing = hears(reader.viewer, file, reader.now, reader.today)
        for member in file.circle if standing else ():
            if member.practitioner.id != update.about_id or not member.practitioner.active:
                continue
            if shown(reader.viewer, member, None, reader.today) >= LEAST[update.kind]:
                yield file, member


def of_task(reader: Reader, update: Update, case: CaseFile, sight: TaskSight) -> Told | None:
    """A task is overdue, if it still is."""
    task = sight.task
    if task.state not in LIVE or task.due is None or task.due >= reader.today:
        return None
    if case.case.status is not CaseStatus.OPEN:
        return None
    view = task_line(sight)
    line = UpdateLine(
        update.kind,
        about_case(reader, case, sight.of.files),
        task.due,
        update.at,
        (view.owner,) if view.owner else (),
        detail=task.title,
    )
    return Told(line, dict.fromkeys(case.case.children, ()))
