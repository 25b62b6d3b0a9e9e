"""A hand-over: asked of the receiver, and told to those who have a part in it."""

from datetime import datetime

from cards.card import Card
from cases.handover import HandoverState, Part, part_of
from cases.records import Notice
from dialogs.handover_stands import asked_card, stands
from dialogs.readers import viewer_of
from dialogs.turn import Desk


async def tell_handover(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The question, the answer, or that there is no answer yet; None when that concerns nobody any more."""
    handover = await desk.handovers.handover(notice.subject)
    viewer = await viewer_of(notice.to, desk, now)
    if handover is None or viewer is None or part_of(notice.to, handover) is Part.OTHER:
        return None
    if notice.kind in ("handover", "handover.today"):
        return await asked_card(handover, viewer, desk, now)
    reminder = notice.kind == "handover.reminder"
    if reminder is not (handover.state is HandoverState.ASKED):
        return None
    return await stands(handover, notice.to, desk, now, reminder=reminder)
