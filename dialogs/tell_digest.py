"""A digest that was made, told: its figures are those of then, the names those of now."""

from datetime import date, datetime

from cards.card import Card
from cases.digest import Kind
from cases.local import local_day
from cases.records import Notice
from dialogs.digest_made import card_of, made_now
from dialogs.readers import viewer_of
from dialogs.turn import Desk


async def tell_digest(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Nothing for whoever manages nothing any more; if their services have changed, it is counted afresh."""
    name, _, period = notice.subject.partition("/")
    kind, viewer = Kind(name), await viewer_of(notice.to, desk, now)
    row = await desk.digests.one(notice.to, kind, period)
    if viewer is None or row is None or not viewer.practitioner.manages:
        return None
    before = (await desk.digests.latest([notice.to], kind, before=period)).get(notice.to)
    if row.services != viewer.practitioner.manages:
        row = await made_now(desk, viewer, kind, period, row.since, now)
    return await card_of(desk, viewer, row, before, _day(kind, period, row.at))


def _day(kind: Kind, period: str, at: datetime) -> date:
    """The day that it is of: a week's is of the day on which it was made."""
    return date.fromisoformat(period) if kind is Kind.DAY else local_day(at)
