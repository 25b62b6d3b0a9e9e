"""What a line of the digest counts, put into words for one manager: asked of the policy once more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from cases.digest import Item
from cases.local import local_day
from cases.model import ChildFile, ChildId, Colleague, PractitionerId, Viewer
from cases.policy import right_to_see
from cases.policy_case_ends import knows
from cases.views import DigestEntry
from dialogs.task_sights import Sights
from dialogs.turn import Desk


async def entries_of(
    items: Sequence[Item], viewer: Viewer, desk: Desk, now: datetime
) -> tuple[DigestEntry, ...]:
    """Each in the same order; what may not be seen any more is passed over."""
    children = list(dict.fromkeys(one.child_id for one in items if one.child_id))
    files = {one.child.id: one for one in await desk.register.files(children, viewer.id, now)}
    sights = Sights(viewer, desk, now)
    made = [await _entry(one, viewer, files, sights, desk, now) for one in items]
    return tuple(one for one in made if one is not None)


async def _entry(
    item: Item,
    viewer: Viewer,
    files: Mapping[ChildId, ChildFile],
    sights: Sights,
    desk: Desk,
    now: datetime,
) -> DigestEntry | None:
    who = await _own(item.practitioner_id, viewer, desk)
    name = who.practitioner.name if who else ""
    entry = DigestEntry(
        name=name,
        since=item.since,
        count=item.count,
        practitioner_id=who.practitioner.id if who else None,
        gone=who is not None and not who.practitioner.active,
    )
    if item.task_id is not None:
        return await _of_task(replace(entry, name="", whose=name), item, sights)
    if item.child_id is not None:
        return _of_child(replace(entry, name="", whose=name), files.get(item.child_id), viewer, now)
    if item.case_id is not None:
        return await _of_case(replace(entry, name="", whose=name), item, viewer, desk, now)
    return entry


async def _of_task(entry: DigestEntry, item: Item, sights: Sights) -> DigestEntry | None:
    sight = await sights.task(item.task_id) if item.task_id else None
    if sight is None:
        return None
    title, reference = sight.task.title, sight.of.case.reference
    return replace(entry, title=title, reference=reference, task_id=item.task_id, case_id=item.case_id)


def _of_child(
    entry: DigestEntry, file: ChildFile | None, viewer: Viewer, now: datetime
) -> DigestEntry | None:
    if file is None or right_to_see(viewer, file, now, local_day(now)) is None:
        return None
    name = str(file.child.names[0]) if file.child.names else file.child.reference
    return replace(entry, name=name, reference=file.child.reference, child_id=file.child.id)


async def _of_case(
    entry: DigestEntry, item: Item, viewer: Viewer, desk: Desk, now: datetime
) -> DigestEntry | None:
    today = local_day(now)
    file = await desk.casework.case_file(item.case_id, today) if item.case_id else None
    if file is None or not knows(viewer, file, today):
        return None
    return replace(entry, reference=file.case.reference, case_id=item.case_id)


async def _own(who: PractitionerId | None, viewer: Viewer, desk: Desk) -> Colleague | None:
    """One of their own people, those who have left too; nobody else is named here."""
    found = await desk.register.colleague(who) if who else None
    return found if found and found.service.id in viewer.practitioner.manages else None
