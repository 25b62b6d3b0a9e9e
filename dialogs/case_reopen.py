"""Opening a closed case again: asked back once. Its channel comes back by itself."""

from collections.abc import Sequence

from cards.case_ends import case_said, reopening
from cases.case_ends import reopened
from cases.commands import CloseCase, ReopenCase
from cases.model import CaseId, CaseStatus, PractitionerId, Viewer
from cases.policy import Shown
from cases.policy_case_ends import decides, knows, may_reopen, names_lead, works_with_all
from cases.ports_casework import CaseFile
from cases.records import Action, Effects, Notice, Outcome
from dialogs.case_close import is_channelled
from dialogs.case_found import Asked, entries_of, meant, said
from dialogs.turn import Answer, Desk, Reply, Turn

NOT_YOURS = "Who led it can open it again, their manager, and whoever works with each of its children now."
IS_OPEN = "This case is open."
ANOTHER = "One of its children has another open case, so this one stays closed."
DONE = "It is open again."
DONE_CHANNEL = "It is open again, and its channel is coming back."


async def reopen_case(turn: Turn, viewer: Viewer, command: ReopenCase, desk: Desk) -> Answer:
    """Asked back, and then done, unless one of the children has another open case by now."""
    asked = Asked(turn, viewer, Action.CASE_REOPEN)
    file = await meant(asked, command, desk, ended=True)
    if isinstance(file, Answer):
        return file
    if file.case.status is CaseStatus.OPEN:
        return said(asked, file, IS_OPEN, Outcome.SHOWN)
    if not may_reopen(viewer, file, turn.today):
        return said(asked, file, NOT_YOURS, Outcome.REFUSED)
    if others := await desk.casework.open_cases(file.case.children):
        return await _stays_closed(asked, file, [one.id for one in others], desk)
    lead = _lead(file, viewer, turn)
    if not command.sent or turn.outdated:
        named = _named(file, lead, viewer, turn)
        card = reopening(file.case.reference, file.case.id, named, channelled=is_channelled(file))
        return Answer((Reply(card),), Effects(audit=tuple(entries_of(asked, file, Outcome.FORM_SHOWN))))
    opening, event = reopened(
        file.case, lead=lead, by=viewer.id, now=turn.now, today=turn.today, event_id=desk.fresh_id()
    )
    others_lead = lead is not None and lead != viewer.id
    effects = Effects(
        audit=tuple(entries_of(asked, file, Outcome.CHANGED)),
        notices=(Notice(lead, "case.reopened", file.case.id),) if lead and others_lead else (),
        rewrites=(opening,),
        case_events=(event,),
    )
    sentence = DONE_CHANNEL if is_channelled(file) else DONE
    offered = [("Close the case", CloseCase(case_id=file.case.id))] if decides(viewer, file) else []
    return Answer((Reply(case_said(sentence, file.case.reference, offered)),), effects)


def _lead(file: CaseFile, viewer: Viewer, turn: Turn) -> PractitionerId | None:
    """Who led it, if they are still at work; else whoever opens it again, if they openly work with all."""
    if file.lead is not None and file.lead.practitioner.active:
        return file.lead.practitioner.id
    return viewer.id if works_with_all(viewer, file, turn.today) else file.case.lead_id


def _named(file: CaseFile, lead: PractitionerId | None, viewer: Viewer, turn: Turn) -> str:
    """Who will lead it, in words."""
    if lead == viewer.id:
        return "Its lead will be you."
    if file.lead is None or not file.lead.practitioner.active:
        return "It will have no lead until one is named."
    if names_lead(viewer, file, turn.today) is Shown.NOTHING:
        return "Its lead will be who led it before."
    return f"Its lead will be {file.lead.practitioner.name}."


async def _stays_closed(asked: Asked, file: CaseFile, others: Sequence[CaseId], desk: Desk) -> Answer:
    """Which other case that is, is said to whoever may know of it."""
    known = [await desk.casework.case_file(one, asked.turn.today) for one in others]
    named = sorted(one.case.reference for one in known if one and knows(asked.viewer, one, asked.turn.today))
    sentence = ANOTHER if not named else f"{ANOTHER} That one is {' and '.join(named)}."
    return said(asked, file, sentence, Outcome.REFUSED)
