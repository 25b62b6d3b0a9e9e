"""The circle of a child as one viewer, or everybody in a room, may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from cases.confirming import unconfirmed_since
from cases.model import ChildFile, Involvement, InvolvementId, Member, PractitionerId, Viewer, Visibility
from cases.policy import Right, Shown, Standing, insider, shown
from cases.policy_cases import may_open_case
from cases.policy_sensitive import may_disclose
from cases.views import CircleMember, CircleView, Insight

Seen = list[tuple[Member, Shown]]
NOTHING_KNOWN: Mapping[InvolvementId, Insight] = {}


def circle_view(viewer: Viewer, file: ChildFile, standing: Standing, today: date) -> CircleView:
    """Everything of this child's circle that the policy shows to this viewer, and nothing else."""
    seen = _seen([viewer], file, standing, today)
    insights = {
        member.involvement.id: _insight(member.involvement)
        for member, _ in seen
        if member.involvement.visibility is Visibility.SENSITIVE and insider(viewer, member.involvement)
    }
    view = _view(file, seen, today, viewer.id, standing.until, insights)
    mine = any(may_disclose(viewer, member.involvement) for member, _ in seen)
    opens = not file.cases and may_open_case(viewer, file, today)
    return replace(view, may_disclose=mine, may_open_case=opens)


def _insight(involvement: Involvement) -> Insight:
    disclosure = involvement.disclosure
    return Insight(disclosure.level, len(disclosure.named_to), involvement.recording_basis)


def common_view(viewers: Sequence[Viewer], file: ChildFile, today: date) -> CircleView:
    """What every one of these members of the case's channel may see: the least of what each may.

    What one member may not see has no part in it, whoever asks; so neither what is posted nor that it is
    posted tells them anything.
    """
    return _view(file, _seen(viewers, file, Standing(Right.CHANNEL), today), today)


def disclosed(
    viewers: Sequence[Viewer], file: ChildFile, standing: Standing, today: date
) -> tuple[InvolvementId, ...]:
    """The involvements such a view tells something of, a "further service" line included: for the trail."""
    return tuple(sorted(member.involvement.id for member, _ in _seen(viewers, file, standing, today)))


def _seen(viewers: Iterable[Viewer], file: ChildFile, standing: Standing, today: date) -> Seen:
    judged = (
        (member, min(shown(viewer, member, standing.purpose, today) for viewer in viewers))
        for member in file.circle
    )
    return [(member, how) for member, how in judged if how is not Shown.NOTHING]


def _view(
    file: ChildFile,
    seen: Seen,
    today: date,
    viewer: PractitionerId | None = None,
    until: datetime | None = None,
    insights: Mapping[InvolvementId, Insight] = NOTHING_KNOWN,
) -> CircleView:
    leads = {case.lead_id for case in file.cases}
    people = [
        _person(
            member,
            how,
            today,
            insights.get(member.involvement.id),
            is_lead=member.practitioner.id in leads,
            is_viewer=member.practitioner.id == viewer,
        )
        for member, how in seen
        if how is not Shown.LINE
    ]
    child = file.child
    return CircleView(
        child_name=str(child.names[0]) if child.names else "",
        birth=child.birth,
        reference=child.reference,
        members=tuple(sorted(_once(people), key=_order)),
        further_service=any(how is Shown.LINE for _, how in seen),
        today=today,
        grant_until=until,
    )


def _once(people: Iterable[CircleMember]) -> Iterable[CircleMember]:
    """Whoever is on two records of one child in the same role is one line, of what is shown of both."""
    lines: dict[tuple[object, ...], CircleMember] = {}
    for one in sorted(people, key=lambda person: person.since):
        same = (one.practitioner_id, one.service, one.role.casefold(), one.reachable, one.insight)
        lines[same] = _both(lines[same], one) if same in lines else one
    return lines.values()


def _both(first: CircleMember, other: CircleMember) -> CircleMember:
    contacts = [one.last_contact for one in (first, other) if one.last_contact]
    open_ended = first.until is None or other.until is None
    confirmed = first.unconfirmed_since is None or other.unconfirmed_since is None
    return replace(
        first,
        last_contact=max(contacts, default=None),
        until=None if open_ended else max(first.until or first.since, other.until or other.since),
        unconfirmed_since=None
        if confirmed
        else max(first.unconfirmed_since or first.since, other.unconfirmed_since or other.since),
    )


def _person(
    member: Member, how: Shown, today: date, insight: Insight | None, *, is_lead: bool, is_viewer: bool
) -> CircleMember:
    reachable = how is Shown.ALL
    practitioner, involvement = member.practitioner, member.involvement
    there = reachable and practitioner.active
    away = member.absence if there and member.absence and member.absence.holds(today) else None
    return CircleMember(
        name=practitioner.name,
        role=involvement.role or practitioner.role,
        agency=member.agency.name,
        service=member.service.name,
        since=involvement.since,
        last_contact=involvement.last_contact if reachable else None,
        phone=practitioner.phone if there else "",
        email=practitioner.email if there else "",
        is_lead=is_lead,
        is_viewer=is_viewer,
        reachable=reachable,
        practitioner_id=practitioner.id,
        until=involvement.until,
        unconfirmed_since=unconfirmed_since(involvement, member.agency, today) if reachable else None,
        has_left=not practitioner.active,
        away=away,
        insight=insight,
    )


def _order(person: CircleMember) -> tuple[bool, str, str, str, date]:
    """The lead first, then an order in which nothing hidden plays a part."""
    return (not person.is_lead, person.agency, person.name, person.role, person.since)
