"""A hand-over as one person may read of it: how it stands, or what they are asked."""

from datetime import datetime

from cards.card import Card
from cards.handover_told import handover_asked, handover_not_known, handover_stands
from cases.handover import Handover, HandoverState, Part, Step, part_of, stepped
from cases.handover_moves import still_given
from cases.local import local_day
from cases.model import ChildFile, PractitionerId, Viewer
from cases.policy import right_to_see
from cases.views import HandoverAsked, HandoverStands
from dialogs.turn import Desk

_AGREED = (HandoverState.ACCEPTED, HandoverState.DONE)


async def stands(
    handover: Handover,
    reader: PractitionerId,
    desk: Desk,
    now: datetime,
    file: ChildFile | None = None,
    *,
    reminder: bool = False,
) -> Card:
    """How it stands, for somebody who has a part in it."""
    files = [file] if file else await desk.register.files([handover.child_id], reader, now)
    giver = await desk.register.colleague(handover.giver_id)
    receiver = await desk.register.colleague(handover.receiver_id)
    part = part_of(reader, handover)
    if not files or giver is None or receiver is None or part is Part.OTHER:
        return handover_not_known()
    # Whose work it is, the one who is asked hears once they have accepted.
    unnamed = part is Part.RECEIVER and handover.state not in _AGREED
    withdrawable = stepped(handover, part, Step.WITHDRAW, now) is not None
    return handover_stands(
        HandoverStands(
            state=handover.state,
            reference=files[0].child.reference,
            giver=""
            if reader == handover.giver_id
            else "A colleague"
            if unnamed
            else giver.practitioner.name,
            receiver="" if part is Part.RECEIVER else receiver.practitioner.name,
            first_day=handover.first_day,
            reason=handover.reason,
            reminder=reminder and handover.state is HandoverState.ASKED,
            may_withdraw=handover.id if withdrawable else "",
        )
    )


async def asked_card(
    handover: Handover, viewer: Viewer, desk: Desk, now: datetime, problem: str = ""
) -> Card | None:
    """What the receiver is asked; None if nothing is left to hand over, or it is not theirs to answer."""
    giver = await desk.register.colleague(handover.giver_id)
    asker = await desk.register.colleague(handover.asked_by)
    me = await desk.register.colleague(viewer.id)
    files = await desk.register.files([handover.child_id], viewer.id, now)
    if not files or giver is None or asker is None or me is None:
        return None
    today = local_day(now)
    held = await desk.register.held(handover.giver_id, [handover.child_id])
    rows = still_given(handover, held, giver, me, today)
    if not rows or stepped(handover, part_of(viewer.id, handover), Step.ACCEPT, now) is None:
        return None
    return handover_asked(
        HandoverAsked(
            handover=handover.id,
            reference=files[0].child.reference,
            asked_by=asker.practitioner.name,
            of_another=handover.asked_by != handover.giver_id,
            roles=tuple((row.role or giver.practitioner.role, row.since) for row in rows),
            first_day=max(handover.first_day, today),
            with_lead=handover.with_lead,
            may_see=right_to_see(viewer, files[0], now, today) is not None,
            problem=problem,
        )
    )
