"""My cases: those I lead or am in the circle of, and how their channels stand."""

from collections.abc import Mapping, Sequence

from cards.my_cases import my_cases as my_cases_card
from cases.case_card import in_order
from cases.commands import MyCases
from cases.model import (
    Case,
    CaseId,
    CaseStatus,
    ChannelStage,
    ChildFile,
    ChildId,
    SeatStage,
    Viewer,
)
from cases.policy import right_to_see
from cases.policy_case_ends import decides, knows, may_reopen
from cases.policy_cases import may_ask_for_channel
from cases.ports_casework import CaseFile
from cases.records import Action, AuditEntry, Effects, Outcome
from cases.views import CaseLine, MyCasesView
from dialogs.channel_links import link_to
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Turn

A_PAGE = 6


async def my_cases(turn: Turn, viewer: Viewer, command: MyCases, desk: Desk) -> Answer:
    """A page of them, open ones first."""
    return await cases_page(turn, viewer, command.page, desk)


async def cases_page(turn: Turn, viewer: Viewer, page: int, desk: Desk, note: str = "") -> Answer:
    """That page, or the last one there is; ``note`` is one sentence above it."""
    cases = await _of(turn, viewer, desk)
    ordered = sorted(
        cases, key=lambda one: (one.status is not CaseStatus.OPEN, one.lead_id != viewer.id, one.reference)
    )
    start = min(max(page, 0), max(len(ordered) - 1, 0) // A_PAGE) * A_PAGE
    listed = ordered[start : start + A_PAGE]
    files = [file for one in listed if (file := await desk.casework.case_file(one.id, turn.today))]
    whose = [child for file in files for child in file.case.children]
    known = {one.child.id: one for one in await desk.register.files(whose, viewer.id, turn.now)}
    view = MyCasesView(
        cases=tuple(in_order(_line(turn, viewer, file, known, desk) for file in files)),
        channels=desk.channels is not None,
        page=start // A_PAGE,
        more=start + A_PAGE < len(ordered),
        note=note,
    )
    audit = tuple(_entry(turn, viewer, child) for file in files for child in file.case.children)
    return Answer((Reply(my_cases_card(view)),), Effects(audit=audit or (_entry(turn, viewer, None),)))


async def _of(turn: Turn, viewer: Viewer, desk: Desk) -> Sequence[Case]:
    """The cases that the viewer leads, and the open ones of the children they work with."""
    held = await desk.upkeep.held_by(viewer.id, turn.today)
    current = {one.involvement.child_id for one in held if one.involvement.current(turn.today)}
    found: dict[CaseId, Case] = {one.id: one for one in await desk.casework.led_by(viewer.id)}
    for case in await desk.casework.open_cases(current):
        if case.id not in found:
            file = await desk.casework.case_file(case.id, turn.today)
            if file and knows(viewer, file, turn.today):
                found[case.id] = case
    return list(found.values())


def _line(
    turn: Turn, viewer: Viewer, file: CaseFile, known: Mapping[ChildId, ChildFile], desk: Desk
) -> CaseLine:
    case, record = file.case, file.record
    stage = (record.stage if record else ChannelStage.OPENING) if file.order else None
    if stage is None and case.conversation_id is not None:
        stage = ChannelStage.OPEN
    inside = any(seat.practitioner_id == viewer.id and seat.stage is SeatStage.IN for seat in file.seats)
    return CaseLine(
        case_id=case.id,
        reference=case.reference,
        kind=case.kind,
        children=tuple(_called(turn, viewer, known[child]) for child in case.children if child in known),
        is_open=case.status is CaseStatus.OPEN,
        is_lead=case.lead_id == viewer.id,
        may_decide=decides(viewer, file),
        stage=stage,
        trouble=record.trouble if record else "",
        link=link_to(record, desk) if inside else "",
        may_reopen=may_reopen(viewer, file, turn.today),
        may_ask=_may_ask(viewer, file, desk),
    )


def _may_ask(viewer: Viewer, file: CaseFile, desk: Desk) -> bool:
    """Whether a channel can be asked for now: as where a case is opened that is there already."""
    case = file.case
    free = case.status is CaseStatus.OPEN and file.order is None and case.conversation_id is None
    made_here = desk.channels is not None and not file.shielded
    return free and made_here and may_ask_for_channel(viewer, case, file.lead)


def _called(turn: Turn, viewer: Viewer, file: ChildFile) -> str:
    """By name if the circle would say it; a shielded child by its reference."""
    child = file.child
    sees = not child.shielded and right_to_see(viewer, file, turn.now, turn.today) is not None
    return str(child.names[0]) if sees and child.names else child.reference


def _entry(turn: Turn, viewer: Viewer, child: ChildId | None) -> AuditEntry:
    return entry_by(
        turn, viewer, Action.CASE_SEE, Outcome.LISTED if child else Outcome.NOT_FOUND, child_id=child
    )
