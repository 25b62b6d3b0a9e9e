"""Closing a case: why and when, on one form. Teams follows by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cards.case_ends import case_closed, closing_form
from cases.case_ends import CaseEnd, Spell, closed, end_of, stamp_of
from cases.commands import CloseCase, Command, ReopenCase
from cases.days import NonsenseError
from cases.lifecycle import OUTDATED
from cases.model import CaseStatus, ChannelStage, Viewer
from cases.policy_case_ends import decides, may_reopen
from cases.ports_casework import CaseFile
from cases.records import Action, Effects, Notice, Outcome
from cases.views import ClosingForm
from dialogs.case_found import Asked, entries_of, meant, said, spell_of
from dialogs.task_sights import Sights
from dialogs.tasks_left import Left, both, looked_at, of_case, settled
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_YOURS = "Its lead can close it, the lead's manager, and their agency's administrator."
IS_CLOSED = "This case is closed."


async def close_case(turn: Turn, viewer: Viewer, command: CloseCase, desk: Desk) -> Answer:
    """The form, and once it is filled in the case is closed."""
    asked = Asked(turn, viewer, Action.CASE_CLOSE)
    file = await meant(asked, command, desk, ended=True)
    if isinstance(file, Answer):
        return file
    if file.case.status is CaseStatus.CLOSED:
        return closed_already(asked, file)
    if not decides(viewer, file):
        return said(asked, file, NOT_YOURS, Outcome.REFUSED)
    spell, problem = await spell_of(file, desk), ""
    left = await _left(turn, viewer, file, desk)
    if command.sent:
        try:
            why, on = end_of(command.why, command.on, spell.since, turn.today)
        except NonsenseError as wrong:
            problem = str(wrong)
        else:
            tasks, missed = settled(turn, left, command.choices or {}, desk) if left else (Effects(), 0)
            if not turn.outdated and not missed and command.seen in ("", stamp_of(file.case)):
                return _closed(asked, file, why, on, tasks, desk)
            problem = OUTDATED
    form = await _form(file, spell, problem, turn, desk)
    card = closing_form(replace(form, tasks=left.view if left else None), command)
    outcome = Outcome.OUTDATED if problem == OUTDATED else Outcome.FORM_SHOWN
    audit = (*entries_of(asked, file, outcome), *(looked_at(turn, left) if left else ()))
    return Answer((Reply(card),), Effects(audit=audit))


async def _left(turn: Turn, viewer: Viewer, file: CaseFile, desk: Desk) -> Left | None:
    """The case's live tasks, for whoever may see any of them."""
    sights = Sights(viewer, desk, turn.now)
    of = await sights.case(file.case.id)
    return await of_case(sights, of, desk) if of else None


def _closed(asked: Asked, file: CaseFile, why: CaseEnd, on: date, tasks: Effects, desk: Desk) -> Answer:
    case, viewer, turn = file.case, asked.viewer, asked.turn
    rewrite, event = closed(case, why, on, by=viewer.id, now=turn.now, event_id=desk.fresh_id())
    effects = Effects(
        audit=tuple(entries_of(asked, file, Outcome.CHANGED, why)),
        notices=_told(file, viewer),
        rewrites=(rewrite,),
        case_events=(event,),
    )
    again = may_reopen(viewer, file, turn.today)
    card = case_closed(case.reference, case.id, channelled=is_channelled(file), again=again)
    return Answer((Reply(card),), both(effects, tasks))


def closed_already(asked: Asked, file: CaseFile) -> Answer:
    """One sentence; and whoever may can open it again."""
    offered: Sequence[tuple[str, Command]] = ()
    if may_reopen(asked.viewer, file, asked.turn.today):
        offered = [("Open it again", ReopenCase(case_id=file.case.id))]
    return said(asked, file, IS_CLOSED, Outcome.SHOWN, offered)


def is_channelled(file: CaseFile) -> bool:
    """Whether there is, or may soon be, a channel of it."""
    if file.record is None:
        return file.order is not None or file.case.conversation_id is not None
    return file.record.stage is not ChannelStage.LOST


def _told(file: CaseFile, viewer: Viewer) -> tuple[Notice, ...]:
    lead = file.case.lead_id
    return () if lead is None or lead == viewer.id else (Notice(lead, "case.closed", file.case.id),)


async def _form(file: CaseFile, spell: Spell, problem: str, turn: Turn, desk: Desk) -> ClosingForm:
    return ClosingForm(
        case_id=file.case.id,
        reference=file.case.reference,
        today=turn.today,
        since=spell.since,
        under_way=await _under_way(file, turn, desk),
        channelled=is_channelled(file),
        seen=stamp_of(file.case),
        problem=problem,
    )


async def _under_way(file: CaseFile, turn: Turn, desk: Desk) -> tuple[str, ...]:
    """The children whom the lead is handing over; whoever decides about the case may hear of that."""
    lead = file.case.lead_id
    if lead is None:
        return ()
    given = [child for child in file.case.children if await desk.handovers.open_of(lead, child)]
    files = await desk.register.files(given, lead, turn.now)
    return tuple(sorted(one.child.reference for one in files))
