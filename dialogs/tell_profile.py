"""That a manager has said when somebody is away, or that they are back: told to whom it is about."""

from datetime import datetime

from cards.card import Card
from cards.profile_form import away_told
from cases.availability import availability
from cases.local import local_day
from cases.model import PractitionerId
from cases.records import Notice
from cases.views import AwayNotice
from dialogs.turn import Desk


async def tell_profile(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """What their profile says now. The subject is who changed it."""
    reader = await desk.register.colleague(notice.to)
    by = await desk.register.colleague(PractitionerId(notice.subject))
    if reader is None or by is None or not reader.practitioner.active:
        return None
    today = local_day(now)
    profile = await desk.profiles.of(notice.to)
    return away_told(AwayNotice(by.practitioner.name, availability(profile, today), today))
