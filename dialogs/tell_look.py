"""Who looked at a circle for a reason: told to the lead."""

from datetime import datetime

from cards.card import Card
from cards.told import told
from cases.records import Notice
from cases.views import LookNotice
from dialogs.sharing import is_open, led_of_look
from dialogs.turn import Desk

FURTHER_SERVICE = "A further service"


async def tell_look(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Who looked at a circle for a reason, to the lead: all children of the look whom they lead for."""
    grant = await desk.register.grant(notice.subject)
    asker = await desk.register.colleague(grant.practitioner_id) if grant else None
    led = await led_of_look(notice.to, notice.subject, desk, now)
    if grant is None or asker is None or not led:
        return None
    # Who works for a sensitive service is not given away, not even by their own look.
    hidden = asker.service.sensitive
    return told(
        LookNotice(
            references=tuple(file.child.reference for _, file in led),
            viewer_name="" if hidden else asker.practitioner.name,
            viewer_role="" if hidden else asker.practitioner.role,
            viewer_agency=FURTHER_SERVICE if hidden else asker.agency.name,
            purpose=grant.reason.purpose,
            words="" if hidden else grant.reason.words,
            at=grant.given_at,
            grant_id=grant.id if any(is_open(one, now) for one, _ in led) else "",
        )
    )
