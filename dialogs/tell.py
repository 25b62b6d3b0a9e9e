"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from cards.card import Card
from cases.records import Notice
from dialogs.tell_involvement import tell_involvement
from dialogs.tell_look import tell_look
from dialogs.tell_override import tell_lead_asked, tell_override, tell_override_lead
from dialogs.tell_sharing import tell_grant_ended
from dialogs.turn import Desk

Teller = Callable[[Notice, Desk, datetime], Awaitable[Card | None]]

TELLERS: Mapping[str, Teller] = {
    "grant": tell_look,
    "involvement": tell_involvement,
    "override": tell_override,
    "override_lead": tell_override_lead,
    "lead_asked": tell_lead_asked,
    "grant_ended": tell_grant_ended,
}


async def tell(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead."""
    return await TELLERS[notice.kind](notice, desk, now)
