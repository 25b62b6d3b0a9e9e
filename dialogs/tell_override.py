"""What leads and governance leads are told of protected records."""

from datetime import datetime

from cards.card import Card
from cards.override_told import lead_asked, override_alert, override_told
from cases.policy import leads
from cases.records import Notice
from cases.views import ApproachView
from dialogs.override_review import view_for
from dialogs.readers import viewer_of
from dialogs.shield import governance_of, leads_of
from dialogs.tell_look import FURTHER_SERVICE
from dialogs.turn import Desk


async def tell_override(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """An override, to a governance lead: with the name, of whatever service."""
    approach = await desk.approaches.approach(notice.subject)
    viewer = await viewer_of(notice.to, desk, now)
    view = await view_for(viewer, approach, desk, now) if viewer and approach else None
    return override_alert(view) if view else None


async def tell_override_lead(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """An override, to the lead of the case."""
    view = await _view(notice, desk, now, only_leads=True)
    return override_told(view) if view else None


async def tell_lead_asked(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """That somebody asks to be called: to the lead, or to a governance lead where there is none."""
    view = await _view(notice, desk, now, only_leads=False)
    return lead_asked(view) if view else None


async def _view(notice: Notice, desk: Desk, now: datetime, *, only_leads: bool) -> ApproachView | None:
    approach = await desk.approaches.approach(notice.subject)
    who = await desk.register.colleague(approach.practitioner_id) if approach else None
    files = await desk.register.files([approach.child_id], notice.to, now) if approach else ()
    if approach is None or who is None or not files:
        return None
    leaderless = not leads_of(files[0], but=who.practitioner.id)
    if not leads(notice.to, files[0]):
        answers = leaderless and notice.to in await governance_of(who.practitioner.id, files[0], desk)
        if only_leads or not answers:
            return None
    # Who works for a sensitive service is given away to a lead by their own request alone.
    hidden = only_leads and who.service.sensitive
    me = who.practitioner
    return ApproachView(
        id=approach.id,
        kind=approach.kind,
        reference=files[0].child.reference,
        name="" if hidden else me.name,
        role="" if hidden else me.role,
        agency=FURTHER_SERVICE if hidden else who.agency.name,
        purpose=approach.reason.purpose,
        words="" if hidden else approach.reason.words,
        at=approach.at,
        seen=approach.seen,
        phone="" if only_leads else me.phone,
        email="" if only_leads else me.email,
        leaderless=leaderless,
    )
