"""The form of a case, and what is written once it is filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cards.case_open import case_form
from cards.progress import progress
from cases.circle import disclosed
from cases.commands import OpenCase
from cases.model import Case, CaseId, ChannelOrder, ChildFile, Colleague, InvolvementId, Place
from cases.opening import Offer
from cases.opening_form import MOST_CHILDREN, Chosen, form_view, read
from cases.policy import right_to_see
from cases.ports_casework import CaseFile
from cases.progress import progress_view
from cases.records import (
    Action,
    AuditEntry,
    CaseEvent,
    CaseEventKind,
    CaseOpening,
    ChannelRewrite,
    Effects,
    Notice,
    Outcome,
)
from cases.reference import reference
from dialogs.entries import entry_by
from dialogs.turn import Answer, Desk, Reply, Room, Turn

_TRIES = 20
"""Fifty million references: twenty taken ones in a row do not happen."""


async def by_form(
    turn: Turn, command: OpenCase, offer: Offer, so_far: Effects, desk: Desk, fresh_id: str
) -> Answer:
    """Ask with the form; or open the case if it is filled in."""
    chosen = read(offer, command) if command.sent else ""
    if isinstance(chosen, str):
        return asked(turn, command, offer, so_far, chosen)
    case = await _case(chosen, desk, fresh_id)
    event = CaseEvent(
        id=f"{fresh_id}.opened",
        at=turn.now,
        kind=CaseEventKind.OPENED,
        case_id=case.id,
        actor_id=offer.viewer.id,
        on=turn.today,
        lead_id=case.lead_id,
    )
    hears = () if case.lead_id in (None, offer.viewer.id) else (Notice(case.lead_id, "lead", case.id),)
    written = replace(
        so_far,
        rewrites=(*so_far.rewrites, CaseOpening(None, case)),
        case_events=(*so_far.case_events, event),
        notices=(*so_far.notices, *hears),
    )
    return ordered(turn, offer, chosen, case, chosen.lead, written)


def asked(turn: Turn, command: OpenCase, offer: Offer, so_far: Effects, problem: str = "") -> Answer:
    """The form, and that it showed these circles."""
    card = case_form(form_view(offer, command, problem))
    main, *siblings = offer.files[:MOST_CHILDREN]
    shown = [
        replace(entry, action=Action.CIRCLE_SEE, outcome=Outcome.SHOWN, shown=_disclosed(turn, offer, file))
        for file in siblings
        for entry in entries(turn, offer, [file], Outcome.SHOWN)
    ]
    forms = entries(turn, offer, [main, *siblings], Outcome.FORM_SHOWN)
    return Answer((Reply(card),), replace(so_far, audit=(*so_far.audit, *shown, *forms)))


def ordered(
    turn: Turn, offer: Offer, chosen: Chosen, case: Case, lead: Colleague | None, so_far: Effects
) -> Answer:
    """A channel is asked for, if any are made here; the answer is the card that will show how it goes."""
    order = None
    if offer.home is not None:
        here = turn.room is Room.PERSONAL and turn.card_id
        order = ChannelOrder(
            case_id=case.id,
            form=chosen.form,
            asked_by=offer.viewer.id,
            asked_at=turn.now,
            left_out=chosen.left_out,
            progress=Place(turn.conversation_id, turn.card_id) if here else None,
        )
    circle = tuple(member for file in chosen.files for member in file.circle)
    begun = CaseFile(case, circle, lead, order=order)
    seen = {one.who.practitioner.id: one for one in offer.people}
    card = progress(progress_view(begun, offer.viewer, seen, turn.today))
    effects = replace(
        so_far,
        audit=(*unseen(so_far), *entries(turn, offer, chosen.files, Outcome.CHANGED)),
        rewrites=(*so_far.rewrites, *([ChannelRewrite(None, order)] if order else ())),
    )
    return Answer((Reply(card),), effects)


def unseen(so_far: Effects) -> tuple[AuditEntry, ...]:
    """The look for the child, of whose circle nothing is shown this time."""
    return tuple(replace(entry, shown=()) for entry in so_far.audit)


def entries(turn: Turn, offer: Offer, files: Iterable[ChildFile], outcome: Outcome) -> Sequence[AuditEntry]:
    """What was done, for the audit trail: an entry for each child."""
    return [
        entry_by(
            turn,
            offer.viewer,
            Action.CASE_OPEN,
            outcome,
            child_id=file.child.id,
            basis=standing.basis if standing else "",
        )
        for file in files
        for standing in [right_to_see(offer.viewer, file, turn.now, turn.today)]
    ]


async def _case(chosen: Chosen, desk: Desk, fresh_id: str) -> Case:
    for attempt in range(_TRIES):
        name = reference(fresh_id, attempt)
        if await desk.casework.by_reference(name) is None:
            break
    return Case(
        id=CaseId(fresh_id),
        reference=name,
        children=tuple(file.child.id for file in chosen.files),
        lead_id=chosen.lead.practitioner.id if chosen.lead else None,
        kind=chosen.kind,
    )


def _disclosed(turn: Turn, offer: Offer, file: ChildFile) -> tuple[InvolvementId, ...]:
    standing = right_to_see(offer.viewer, file, turn.now, turn.today)
    return disclosed([offer.viewer], file, standing, turn.today) if standing else ()
