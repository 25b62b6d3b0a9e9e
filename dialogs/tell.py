"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from cards.card import Card
from cases.records import Notice
from dialogs.tell_disclosure import tell_disclosure
from dialogs.tell_introduction import tell_outcome, tell_passed, tell_unanswered, tell_waiting
from dialogs.tell_involvement import tell_involvement
from dialogs.tell_look import tell_look
from dialogs.turn import Desk

Teller = Callable[[Notice, Desk, datetime], Awaitable[Card | None]]

TELLERS: Mapping[str, Teller] = {
    "grant": tell_look,
    "involvement": tell_involvement,
    "disclosure": tell_disclosure,
    "introduction.waiting": tell_waiting,
    "introduction.unanswered": tell_unanswered,
    "introduction.passed": tell_passed,
    "introduction.outcome": tell_outcome,
}


async def tell(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead."""
    return await TELLERS[notice.kind](notice, desk, now)
