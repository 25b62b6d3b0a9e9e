"""What people are told without having asked: rendered when it is sent, so that it is right at that moment."""

from dataclasses import replace
from datetime import datetime

from cards.card import Card
from cards.involvement_told import involvement_told
from cards.told import told
from cases.local import local_day
from cases.model import Member, PractitionerId
from cases.policy import leads, may_be_told
from cases.ports import Register
from cases.records import Notice
from cases.views import InvolvementNotice, LookNotice

FURTHER_SERVICE = "A further service"


async def tell(notice: Notice, register: Register, now: datetime) -> Card | None:
    """The card for a notice; None when it no longer concerns its recipient, for instance a former lead."""
    if notice.kind == "involvement":
        return await tell_involvement(notice, register, now)
    return await tell_look(notice, register, now)


async def tell_look(notice: Notice, register: Register, now: datetime) -> Card | None:
    """Who looked at a circle for a reason, to the lead."""
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


async def tell_involvement(notice: Notice, register: Register, now: datetime) -> Card | None:
    """What began or ended, to the lead as far as the circle would name it, and to whom it is about.

    A lead who may not hear of it hears, if the child was found for a reason, of the look alone.
    """
    event = await register.event(notice.subject)
    reader = await register.colleague(notice.to)
    identity = reader.practitioner.identity if reader else None
    viewer = await register.viewer(identity, now) if identity else None
    if event is None or viewer is None:
        return None
    files = await register.files([event.child_id], notice.to, now)
    whose = await register.colleague(event.practitioner_id)
    actor = await register.colleague(event.actor_id)
    held = await register.held(event.practitioner_id, [event.child_id])
    row = next((one for one in held if one.id == event.involvement_id), None)
    if not files or whose is None or actor is None or row is None:
        return None
    today = local_day(now)
    member = Member(row, whose.practitioner, whose.service, whose.agency)
    yours = event.practitioner_id == notice.to
    if not yours and not leads(notice.to, files[0]):
        return None
    grant = await register.grant(event.grant_id) if event.grant_id else None
    # Of a service that they have left since, nothing is known here that the policy could judge by.
    moved = row.service_id != whose.service.id
    if not yours and (moved or not may_be_told(viewer, member, today)):
        look = replace(notice, kind="grant", subject=event.grant_id)
        return await tell_look(look, register, now) if grant else None
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
        )
    )
