"""Somebody is named to: they hear who works with a child, once, in their own chat."""

from datetime import datetime

from cards.card import Card
from cards.disclosure import disclosure_told
from cases.local import local_day
from cases.model import DisclosureLevel
from cases.records import Notice
from cases.views import DisclosureNotice
from dialogs.introduction_reading import of_member
from dialogs.readers import viewer_of
from dialogs.turn import Desk


async def tell_disclosure(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Who works with the child; nothing if it is disclosed to them no more, or the child is shielded now."""
    event = await desk.register.event(notice.subject)
    viewer = await viewer_of(notice.to, desk, now)
    if event is None or viewer is None:
        return None
    files = await desk.register.files([event.child_id], viewer.id, now)
    if not files or files[0].child.shielded:
        return None
    member = next((one for one in files[0].circle if one.involvement.id == event.involvement_id), None)
    if member is None or not member.involvement.current(local_day(now)):
        return None
    disclosed = member.involvement.disclosure
    if disclosed.level is not DisclosureLevel.NAMED or viewer.id not in disclosed.named_to:
        return None
    return disclosure_told(DisclosureNotice(files[0].child.reference, of_member(member), event.at))
