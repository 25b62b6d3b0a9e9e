"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from cards.card import Card
from cases.records import Notice
from dialogs.tell_disclosure import tell_disclosure
from dialogs.tell_handover import tell_handover
from dialogs.tell_introduction import tell_outcome, tell_passed, tell_unanswered, tell_waiting
from dialogs.tell_involvement import tell_involvement
from dialogs.tell_look import tell_look
from dialogs.tell_override import tell_lead_asked, tell_override, tell_override_lead
from dialogs.tell_profile import tell_profile
from dialogs.tell_sharing import tell_grant_ended
from dialogs.tell_task_given import tell_task_given
from dialogs.tell_upkeep import tell_due, tell_lead, tell_left
from dialogs.turn import Desk

Teller = Callable[[Notice, Desk, datetime], Awaitable[Card | None]]

TELLERS: Mapping[str, Teller] = {
    "grant": tell_look,
    "involvement": tell_involvement,
    "due": tell_due,
    "left": tell_left,
    "lead": tell_lead,
    "handover": tell_handover,
    "handover.answer": tell_handover,
    "handover.reminder": tell_handover,
    "profile": tell_profile,
    "disclosure": tell_disclosure,
    "introduction.waiting": tell_waiting,
    "introduction.unanswered": tell_unanswered,
    "introduction.passed": tell_passed,
    "introduction.outcome": tell_outcome,
    "override": tell_override,
    "override_lead": tell_override_lead,
    "lead_asked": tell_lead_asked,
    "grant_ended": tell_grant_ended,
    "task.given": tell_task_given,
}


async def tell(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead.

    Whoever has left is told nothing.
    """
    to = await desk.register.colleague(notice.to)
    if to is None or not to.practitioner.active:
        return None
    return await TELLERS[notice.kind](notice, desk, now)
