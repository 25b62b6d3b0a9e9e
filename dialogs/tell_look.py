"""Who looked at a circle for a reason: told to the lead."""

from datetime import datetime

from cards.card import Card
from cards.told import told
from cases.model import PractitionerId
from cases.policy import leads
from cases.records import Notice
from cases.views import LookNotice
from dialogs.turn import Desk

FURTHER_SERVICE = "A further service"


async def tell_look(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """Who looked at a circle for a reason, to the lead."""
    grant = await desk.register.grant(notice.subject)
    lead = await desk.register.colleague(notice.to)
    if grant is None or lead is None:
        return None
    files = await desk.register.files([grant.child_id], notice.to, now)
    asker = await desk.register.colleague(PractitionerId(grant.practitioner_id))
    if not files or asker is None or not leads(notice.to, files[0]):
        return None
    # Who works for a sensitive service is not given away, not even by their own look.
    hidden = asker.service.sensitive
    return told(
        LookNotice(
            reference=files[0].child.reference,
            viewer_name="" if hidden else asker.practitioner.name,
            viewer_role="" if hidden else asker.practitioner.role,
            viewer_agency=FURTHER_SERVICE if hidden else asker.agency.name,
            purpose=grant.reason.purpose,
            words="" if hidden else grant.reason.words,
            at=grant.given_at,
        )
    )
