"""The circle of a child as one viewer may see it."""

from datetime import date

from cases.model import ChildFile, InvolvementId, Member, Viewer
from cases.policy import Shown, Standing, shown
from cases.views import CircleMember, CircleView


def circle_view(viewer: Viewer, file: ChildFile, standing: Standing, today: date) -> CircleView:
    """Everything of this child's circle that the policy shows to this viewer, and nothing else.

    The lead comes first, then by agency, name, role and date: an order in which nothing hidden plays a part.
    """
    seen = _seen(viewer, file, standing, today)
    leads = {case.lead_id for case in file.cases}
    people = [
        _person(viewer, member, how, is_lead=member.practitioner.id in leads)
        for member, how in seen
        if how is not Shown.LINE
    ]
    child = file.child
    return CircleView(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        members=tuple(sorted(people, key=_order)),
        further_service=any(how is Shown.LINE for _, how in seen),
        today=today,
        grant_until=standing.until,
    )


def disclosed(viewer: Viewer, file: ChildFile, standing: Standing, today: date) -> tuple[InvolvementId, ...]:
    """The involvements the view tells something of, a "further service" line included: for the trail."""
    return tuple(sorted(member.involvement.id for member, _ in _seen(viewer, file, standing, today)))


def _seen(viewer: Viewer, file: ChildFile, standing: Standing, today: date) -> list[tuple[Member, Shown]]:
    judged = ((member, shown(viewer, member, standing.purpose, today)) for member in file.circle)
    return [(member, how) for member, how in judged if how is not Shown.NOTHING]


def _person(viewer: Viewer, member: Member, how: Shown, *, is_lead: bool) -> CircleMember:
    reachable = how is Shown.ALL
    practitioner, involvement = member.practitioner, member.involvement
    return CircleMember(
        name=practitioner.name,
        role=involvement.role or practitioner.role,
        agency=member.agency.name,
        service=member.service.name,
        since=involvement.since,
        last_contact=involvement.last_contact if reachable else None,
        phone=practitioner.phone if reachable else "",
        email=practitioner.email if reachable else "",
        is_lead=is_lead,
        is_viewer=practitioner.id == viewer.id,
        reachable=reachable,
    )


def _order(person: CircleMember) -> tuple[bool, str, str, str, date]:
    return (not person.is_lead, person.agency, person.name, person.role, person.since)
