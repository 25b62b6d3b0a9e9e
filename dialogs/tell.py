"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from datetime import datetime

from cards.card import Card
from cards.told import told
from cases.model import PractitionerId
from cases.policy import leads
from cases.ports import Register
from cases.records import Notice
from cases.views import LookNotice

FURTHER_SERVICE = "A further service"


async def tell(notice: Notice, register: Register, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead."""
    grant = await register.grant(notice.subject)
    lead = await register.colleague(notice.to)
    if grant is None or lead is None:
        return None
    files = await register.files([grant.child_id], notice.to, now)
    asker = await register.colleague(PractitionerId(grant.practitioner_id))
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
