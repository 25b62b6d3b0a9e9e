"""What began or ended: told to the lead, and to whom it is about."""

from dataclasses import replace
from datetime import datetime

from cards.card import Card
from cards.involvement_told import involvement_told
from cases.local import local_day
from cases.model import Member
from cases.policy import leads
from cases.policy_acting import may_be_told
from cases.records import Notice
from cases.views import InvolvementNotice
from dialogs.readers import viewer_of
from dialogs.sharing import is_open
from dialogs.tell_look import tell_look
from dialogs.turn import Desk


async def tell_involvement(notice: Notice, desk: Desk, now: datetime) -> Card | None:
    """What began or ended, to the lead as far as the circle would name it, and to whom it is about.

    A lead who may not hear of it hears, if the child was found for a reason, of the look alone.
    """
    event = await desk.register.event(notice.subject)
    viewer = await viewer_of(notice.to, desk, now)
    if event is None or viewer is None:
        return None
    files = await desk.register.files([event.child_id], notice.to, now)
    whose = await desk.register.colleague(event.practitioner_id)
    actor = await desk.register.colleague(event.actor_id)
    held = await desk.register.held(event.practitioner_id, [event.child_id])
    row = next((one for one in held if one.id == event.involvement_id), None)
    if not files or whose is None or actor is None or row is None:
        return None
    today = local_day(now)
    member = Member(row, whose.practitioner, whose.service, whose.agency)
    yours = event.practitioner_id == notice.to
    if not yours and not leads(notice.to, files[0]):
        return None
    grant = await desk.register.grant(event.grant_id) if event.grant_id else None
    # Of a service that they have left since, nothing is known here that the policy could judge by.
    moved = row.service_id != whose.service.id
    if not yours and (moved or not may_be_told(viewer, member, today)):
        look = replace(notice, kind="grant", subject=event.grant_id)
        return await tell_look(look, desk, now) if grant else None
    named = actor.service == whose.service or not actor.service.sensitive
    return involvement_told(
        InvolvementNotice(
            kind=event.kind,
            reference=files[0].child.reference,
            name=whose.practitioner.name,
            role=row.role or whose.practitioner.role,
            agency=whose.agency.name,
            on=event.on,
            at=event.at,
            yours=yours,
            by=actor.practitioner.name if actor != whose and named else "",
            reason=grant.reason if grant else None,
            may_end=None if yours else event.practitioner_id,
            grant_id=grant.id if grant and not yours and is_open(grant, now) else "",
        )
    )
