"""What people are asked and told so that the register stays true, rendered when it is sent."""

from datetime import date, datetime

from cards.card import Card
from cards.due import due as due_card
from cards.lead_told import lead_told
from cards.sweep import sweep as sweep_card
from cases.leaving import may_settle
from cases.local import in_working_hours, local_day
from cases.model import ConversationId, PractitionerId
from cases.records import Effects, Notice
from cases.views import DueView
from dialogs.due import MOST_AT_ONCE, listed, shown_entries
from dialogs.readers import viewer_of
from dialogs.sweep_left import left_of, sweep_view
from dialogs.turn import Desk, Room, Turn

DUE = "due"


async def tell_due(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Still working with these? On the day it was meant for and in working hours alone."""
    today = local_day(now)
    viewer = await viewer_of(notice.to, desk, now)
    if viewer is None or date.fromisoformat(notice.subject) != today or not in_working_hours(now):
        return None
    held = await desk.upkeep.held_by(notice.to, today)
    children = await listed(held, notice.to, now, desk)
    identity = viewer.practitioner.identity
    if not children or identity is None:
        return None
    entries = shown_entries(children[:MOST_AT_ONCE], held, identity, notice.to, now)
    await desk.ledger.commit(Effects(audit=entries), None)
    return due_card(DueView(children))


async def tell_left(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """A colleague has left: what is still to be settled, to whoever may."""
    viewer = await viewer_of(notice.to, desk, now)
    whose = await desk.register.colleague(PractitionerId(notice.subject))
    if viewer is None or viewer.practitioner.identity is None or whose is None or whose.practitioner.active:
        return None
    left = await left_of(whose, viewer, now, desk)
    if not may_settle(viewer, left):
        return None
    turn = Turn(viewer.practitioner.identity, Room.PERSONAL, ConversationId(""), "", now)
    view, entries = await sweep_view(turn, viewer, left, desk)
    if not (view.children or view.cases):
        return None
    await desk.ledger.commit(Effects(audit=entries), None)
    return sweep_card(view)


async def tell_lead(notice: Notice, desk: Desk, now: datetime) -> Card | None:  # noqa: ARG001 - as all tellers
    """That they lead a case now, if they still do."""
    led = await desk.upkeep.led_by(notice.to)
    return next((lead_told(case.reference) for case in led if case.id == notice.subject), None)
