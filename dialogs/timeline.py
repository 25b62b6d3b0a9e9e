"""What has happened with this child? Answered to whoever asks, and to nobody else in the room."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from cards.card import Card
from cards.timeline import hide_chart
from cards.timeline import timeline as timeline_card
from cards.timeline_chart import charts
from cases.commands import Timeline
from cases.look import Decision, decide
from cases.model import ChildFile, ChildId, TaskId, Viewer
from cases.policy import Right, Standing, right_to_see
from cases.ports_history import History
from cases.query import Query
from cases.records import Action, Effects, Outcome, TaskEvent
from cases.task_happenings import task_happenings
from cases.task_sight import TaskSight
from cases.timeline import Page, page
from dialogs.instead import instead
from dialogs.looks import files_of, look_of
from dialogs.pictures import drawn_on
from dialogs.task_effects import entries_of
from dialogs.task_sights import Sights
from dialogs.turn import Answer, Desk, Reply, Turn


async def timeline(turn: Turn, viewer: Viewer, command: Timeline, desk: Desk) -> Answer:
    """Decide just as if the circle had been asked for; whoever would see it sees the timeline."""
    files = await files_of(turn, viewer, command.query, command.child_id, desk, further=command.further)
    look = look_of(
        turn,
        viewer,
        files,
        desk,
        query=command.query,
        reason=command.reason,
        further=command.further,
        acting=True,  # who only comes close is to be chosen first
    )
    decision = decide(look)
    standing = _standing(decision, turn, viewer)
    if decision.file is None or standing is None:
        return Answer((Reply(_other_card(decision, command)),), _recorded(decision.effects))
    history = await desk.histories.of(decision.file.child.id)
    tasks = await _tasks(turn, viewer, decision.file, history, desk)
    told = list(task_happenings(*tasks))
    made = page(viewer, decision.file, history, standing, command, turn.today, told)
    audit = tuple(
        replace(entry, shown=made.shown) if entry.outcome is Outcome.SHOWN else entry
        for entry in decision.effects.audit
    )
    effects = _recorded(replace(decision.effects, audit=audit))
    looks = (one for one in tasks[0] if one.task.id in made.tasks)
    of_tasks = (entry for one in looks for entry in entries_of(turn, one, Action.TASK_SEE, Outcome.LISTED))
    effects = replace(effects, audit=(*effects.audit, *dict.fromkeys(of_tasks)))
    return Answer((Reply(await _card(made, command, turn, desk)),), effects)


async def _tasks(
    turn: Turn, viewer: Viewer, file: ChildFile, history: History, desk: Desk
) -> tuple[list[TaskSight], Mapping[TaskId, list[TaskEvent]]]:
    """The tasks of all the child's cases that this viewer may see, and what happened to them."""
    sights, seen = Sights(viewer, desk, turn.now), list[TaskSight]()
    happened: dict[TaskId, list[TaskEvent]] = defaultdict(list)
    cases = {one.id for one in file.cases} | {one.case_id for one in history.case_events}
    for case in sorted(cases):
        if (await sights.case(case)) is None:
            continue
        seen += await sights.of_case(case)
        for event in await desk.tasks.events_of(case):
            happened[event.task_id].append(event)
    return seen, happened


async def _card(made: Page, command: Timeline, turn: Turn, desk: Desk) -> Card:
    if made.chart is None:
        return timeline_card(made.view, command, drawable=turn.drawable)
    card = timeline_card(made.view, command)
    if not made.chart.lanes:
        return card
    return await drawn_on(card, charts(made.chart), hide_chart(made.view, command), desk)


def _standing(decision: Decision, turn: Turn, viewer: Viewer) -> Standing | None:
    """The right that the decision rests on."""
    for grant in decision.effects.grants:
        return Standing(Right.GRANT, grant.reason.purpose, grant.expires_at)
    return right_to_see(viewer, decision.file, turn.now, turn.today) if decision.file else None


def _recorded(effects: Effects) -> Effects:
    audit = tuple(replace(entry, action=Action.TIMELINE_SEE) for entry in effects.audit)
    return replace(effects, audit=audit)


def _other_card(decision: Decision, command: Timeline) -> Card:
    def exactly(child: ChildId) -> Timeline:
        return replace(command, query=Query(), child_id=child, further=False)

    return instead(decision.answer, command, exactly)
