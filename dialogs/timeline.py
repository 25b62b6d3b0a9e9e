"""What has happened with this child? Answered to whoever asks, and to nobody else in the room."""

from collections.abc import Sequence
from dataclasses import replace

from cards.card import Card
from cards.choice import choice
from cards.not_found import not_found
from cards.protected import protected
from cards.reason import reason
from cards.timeline import hide_chart
from cards.timeline import timeline as timeline_card
from cards.timeline_chart import charts
from cases.commands import Timeline
from cases.look import Decision, Look, decide
from cases.model import ChildFile, ChildId, Viewer
from cases.policy import Right, Standing, right_to_see
from cases.query import Query
from cases.records import Action, Effects, Outcome
from cases.timeline import Page, page
from cases.views import ChoiceView, ProtectedView, ReasonView
from dialogs.looks import find
from dialogs.pictures import drawn_on
from dialogs.turn import Answer, Desk, Reply, Turn


async def timeline(turn: Turn, viewer: Viewer, command: Timeline, desk: Desk) -> Answer:
    """Decide just as if the circle had been asked for; whoever would see it sees the timeline."""
    look = Look(
        viewer=viewer,
        identity=turn.identity,
        query=command.query,
        asked=turn.asked,
        files=await _files(turn, viewer, command, desk),
        reason=command.reason,
        further=command.further,
        now=turn.now,
        today=turn.today,
        grant_for=desk.grant_for,
        fresh_id=desk.fresh_id(),
    )
    decision = decide(look)
    standing = _standing(decision, turn, viewer)
    if decision.file is None or standing is None:
        return Answer((Reply(_other_card(decision, command)),), _recorded(decision.effects))
    history = await desk.histories.of(decision.file.child.id)
    made = page(viewer, decision.file, history, standing, command, turn.today)
    audit = tuple(
        replace(entry, shown=made.shown) if entry.outcome is Outcome.SHOWN else entry
        for entry in decision.effects.audit
    )
    effects = _recorded(replace(decision.effects, audit=audit))
    return Answer((Reply(await _card(made, command, turn, desk)),), effects)


async def _card(made: Page, command: Timeline, turn: Turn, desk: Desk) -> Card:
    if made.chart is None:
        return timeline_card(made.view, command, drawable=turn.drawable)
    card = timeline_card(made.view, command)
    if not made.chart.lanes:
        return card
    return await drawn_on(card, charts(made.chart), hide_chart(made.view, command), desk)


async def _files(turn: Turn, viewer: Viewer, command: Timeline, desk: Desk) -> Sequence[ChildFile]:
    if command.child_id is not None:
        return await desk.register.files([command.child_id], viewer.id, turn.now)
    return await find(turn, viewer, command.query, desk)


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

    match decision.answer:
        case ChoiceView() as view:
            return choice(view, None, exactly)
        case ReasonView() as view:
            return reason(view, command)
        case ProtectedView() as view:
            return protected(view)
        case _:
            return not_found()
