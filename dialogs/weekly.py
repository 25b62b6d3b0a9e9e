"""My week: what changed and what is open in the cases that I lead, or in one of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from cards.case_ends import case_not_known
from cards.case_week import case_week as case_week_card
from cases.commands import WeekOf
from cases.model import Case, ChildFile, Identity, TaskId, Viewer
from cases.periods import Week, week_so_far
from cases.query import Query
from cases.records import Action, AuditEntry, Effects, Outcome, TaskEvent
from cases.views import WeekView
from cases.week import Led, WeekTold, case_week, standing_of, week_view
from dialogs.entries import entry_by
from dialogs.task_sights import Cases, Sights
from dialogs.turn import Answer, Desk, Reply, Turn


async def week_of(turn: Turn, viewer: Viewer, command: WeekOf, desk: Desk) -> Answer:
    """All cases that the viewer leads; or the one that they mean, of these alone."""
    led = await desk.upkeep.led_by(viewer.id)
    meant = led if command.query == Query() else await _meant(turn, viewer, command.query, led, desk)
    if command.query != Query() and not meant:
        entry = entry_by(turn, viewer, Action.CASE_WEEK, Outcome.NOT_FOUND)
        return Answer((Reply(case_not_known()),), Effects(audit=(entry,)))
    reference = meant[0].reference if command.query != Query() and len(meant) == 1 else ""
    view, audit = await week_seen(
        viewer, turn.identity, meant, week_so_far(turn.today), turn.now, desk, reference
    )
    if not audit:
        audit = (entry_by(turn, viewer, Action.CASE_WEEK, Outcome.SHOWN),)
    return Answer((Reply(case_week_card(view)),), Effects(audit=audit))


async def week_seen(
    viewer: Viewer,
    identity: Identity,
    led: Sequence[Case],
    week: Week,
    now: datetime,
    desk: Desk,
    reference: str = "",
) -> tuple[WeekView, tuple[AuditEntry, ...]]:
    """What these cases tell their lead, and that it was told."""
    cases = Cases(desk, now)
    sights = Sights(viewer, desk, now, cases=cases)
    found = [told for one in led if (told := await _case(viewer, one, week, now, desk, cases, sights))]
    view = week_view([told.view for told in found], week, reference)
    listed = {one.case_id for one in view.cases}
    entries = [
        AuditEntry(
            at=now,
            identity=identity,
            practitioner_id=viewer.id,
            action=Action.CASE_WEEK,
            outcome=Outcome.SHOWN,
            child_id=child,
            basis=told.basis[child],
            shown=told.shown[child],
        )
        for told in found
        if told.view.case_id in listed
        for child in sorted(told.basis)
    ]
    return view, tuple(entries)


async def _case(
    viewer: Viewer, case: Case, week: Week, now: datetime, desk: Desk, cases: Cases, sights: Sights
) -> WeekTold | None:
    known = await cases.case(case.id)
    file = await desk.casework.case_file(case.id, week.today)
    if known is None or file is None or file.case.lead_id != viewer.id:
        return None
    children = known.files
    histories = {
        one.child.id: await desk.histories.of(one.child.id)
        for one in children
        if standing_of(viewer, one, now, week.today)
    }
    tasks = await sights.of_case(case.id)
    events: dict[TaskId, list[TaskEvent]] = defaultdict(list)
    for event in await desk.tasks.events_of(case.id) if tasks else ():
        events[event.task_id].append(event)
    led = Led(file, children, histories, tasks, events, channels=desk.channels is not None)
    return case_week(viewer, led, week, now)


async def _meant(turn: Turn, viewer: Viewer, query: Query, led: Sequence[Case], desk: Desk) -> Sequence[Case]:
    """Of the cases that somebody leads: by its reference, by its child's, or the one whose channel it is.

    Nothing else is looked for, so nothing else can be betrayed.
    """
    asked = query.reference.casefold()
    if asked and (found := [one for one in led if one.reference.casefold() == asked]):
        return found
    if query.conversation_id is not None:
        here = query.conversation_id == turn.conversation_id
        return [one for one in led if here and one.conversation_id == query.conversation_id]
    ids = [child for one in led for child in one.children]
    files: Sequence[ChildFile] = await desk.register.files(ids, viewer.id, turn.now) if asked and ids else ()
    mine = {one.child.id for one in files if one.child.reference.casefold() == asked}
    return [one for one in led if mine & set(one.children)]
