"""What comes although its reader is to be left alone says why, in one line."""

from datetime import datetime

from cards.card import Card
from cards.why_now import with_reason
from cases.deferral import URGENT, why_now
from cases.records import Notice
from dialogs.turn import Desk


async def saying_why(card: Card, notice: Notice, desk: Desk, now: datetime) -> Card:
    """The card; with that line if it does not wait for the quiet hours that its reader has chosen."""
    choice = await desk.choices.made(notice.to) if notice.kind in URGENT else None
    if choice is None:
        return card
    profile = await desk.profiles.of(notice.to)
    sentence = why_now(notice.kind, choice, profile, now, desk.is_holiday)
    return with_reason(card, sentence) if sentence else card
