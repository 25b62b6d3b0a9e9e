"""The card of what a leaver leaves behind, as far as a viewer may settle it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cards.sweep import sweep as sweep_card
from cases.leaving import Left, cases_within, children_within, services_of, within
from cases.local import local_day
from cases.model import CaseId, ChildId, Colleague, InvolvementId, Member, Viewer
from cases.policy import Right
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import LeftCase, SweepView
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

MOST_AT_ONCE = 60


async def sweep_answer(
    turn: Turn,
    viewer: Viewer,
    left: Left,
    desk: Desk,
    effects: Effects,
    note: str,
    *,
    settled: Sequence[Member] = (),
    named: CaseId | None = None,
    chosen: tuple[str, str] = ("", ""),
) -> Answer:
    """The card of what remains, without what is ``settled`` and the case that has a new lead just now.

    ``chosen`` is the colleague and the ground as they were chosen.
    """
    view, audit = await sweep_view(turn, viewer, left, desk, settled=settled, named=named)
    card = sweep_card(replace(view, note=note, to=chosen[0], basis=chosen[1]))
    return Answer((Reply(card),), replace(effects, audit=(*effects.audit, *audit)))


async def sweep_view(
    turn: Turn,
    viewer: Viewer,
    left: Left,
    desk: Desk,
    *,
    settled: Sequence[Member] = (),
    named: CaseId | None = None,
) -> tuple[SweepView, tuple[AuditEntry, ...]]:
    """What this viewer may settle of it, and what the trail says of its being shown."""
    whose = left.whose
    gone = {one.involvement.id for one in settled}
    left = replace(left, held=[one for one in left.held if one.involvement.id not in gone])
    mine = within(viewer, left, turn.today)
    children = children_within(viewer, left, turn.now, turn.today)
    cases: list[LeftCase] = [case for case in cases_within(viewer, left) if case.case_id != named]
    staff = await desk.upkeep.staff(services_of(mine, whose.service)) if mine or cases else ()
    view = SweepView(
        practitioner_id=whose.practitioner.id,
        name=whose.practitioner.name,
        children=tuple(children),
        cases=tuple(cases),
        colleagues=tuple(
            (str(one.practitioner.id), f"{one.practitioner.name}, {one.practitioner.role}")
            for one in staff
            if one.practitioner.id != whose.practitioner.id
        ),
        sensitive=any(one.service.sensitive for one in mine),
    )
    shown: dict[ChildId, list[InvolvementId]] = {}
    for one in mine:
        shown.setdefault(one.involvement.child_id, []).append(one.involvement.id)
    listed = [child.child_id for child in children[:MOST_AT_ONCE]]
    entries = tuple(
        replace(sweep_entry(turn, viewer, Outcome.FORM_SHOWN, child), shown=tuple(shown[child]))
        for child in listed
    )
    return view, entries or (sweep_entry(turn, viewer, Outcome.FORM_SHOWN if cases else Outcome.NOT_FOUND),)


async def left_of(whose: Colleague, viewer: Viewer, now: datetime, desk: Desk) -> Left:
    """All that somebody leaves behind, whoever may settle it."""
    held = await desk.upkeep.held_by(whose.practitioner.id, local_day(now))
    agencies = dict.fromkeys([whose.agency.id, *(one.agency.id for one in held)])
    children = list(dict.fromkeys(one.involvement.child_id for one in held))
    files = await desk.register.files(children, viewer.id, now)
    return Left(
        whose=whose,
        held=held,
        cases=await desk.upkeep.led_by(whose.practitioner.id),
        managers=[
            one
            for agency in agencies
            for one in await desk.upkeep.managers(agency)
            if one.practitioner.id != whose.practitioner.id
        ],
        files={file.child.id: file for file in files},
    )


def sweep_entry(turn: Turn, viewer: Viewer, outcome: Outcome, child: ChildId | None = None) -> AuditEntry:
    """What was shown or done of it, for the audit trail."""
    return entry_by(
        turn,
        viewer,
        Action.LEAVER_SWEEP,
        outcome,
        child_id=child,
        basis=Right.MANAGER if outcome in (Outcome.CHANGED, Outcome.FORM_SHOWN) else "",
    )
