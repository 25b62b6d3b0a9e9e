"""What comes although its reader is to be left alone says why, in one line."""

from datetime import datetime

from cards.card import Card
from cards.why_now import with_reason
from cases.deferral import GIVEN, URGENT, why_now
from cases.records import Notice
from dialogs.matters import matter_of
from dialogs.turn import Desk


async def saying_why(card: Card, notice: Notice, desk: Desk, now: datetime) -> Card:
    """The card; with that line if it comes in its reader's quiet hours because it cannot wait."""
    if notice.kind not in URGENT and notice.kind != GIVEN:
        return card
    choice = await desk.choices.made(notice.to)
    profile, matter = await desk.profiles.of(notice.to), await matter_of(notice, desk)
    sentence = why_now(notice.kind, choice, profile, now, desk.is_holiday, matter)
    return with_reason(card, sentence) if sentence else card
