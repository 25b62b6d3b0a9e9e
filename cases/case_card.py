"""A case as everybody in its channel may see it: the least of what each of them may.

What one of them may not see has no part in it; so neither what the card says nor that it changes tells them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.case_ends import Spell
from cases.circle import common_view, disclosed
from cases.model import ChildFile, ChildId, InvolvementId, Member, Viewer
from cases.policy import Right, Shown, Standing
from cases.policy_case_ends import names_lead
from cases.policy_timeline import told
from cases.ports_casework import CaseFile
from cases.ports_history import History
from cases.views import (
    CaseCardView,
    CaseChild,
    CaseLine,
    CasePerson,
    CircleMember,
    CircleView,
    LeadView,
    PastPerson,
    SummaryView,
)

_CHANNEL = Standing(Right.CHANNEL)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is posted for everybody, and the involvements of each child that it tells of, for the trail."""

    view: CaseCardView | SummaryView
    shown: Mapping[ChildId, tuple[InvolvementId, ...]]


def case_card(
    file: CaseFile, children: Sequence[ChildFile], viewers: Sequence[Viewer], spell: Spell, today: date
) -> Shared:
    """The card of an open case. ``children`` are those of the case, in its order."""
    seen = [common_view(viewers, child, today) for child in children]
    view = CaseCardView(
        case_id=file.case.id,
        reference=file.case.reference,
        kind=file.case.kind,
        since=spell.since,
        lead=lead_view(file, viewers, today),
        vacant=file.lead is None or not file.lead.practitioner.active,
        children=tuple(CaseChild(one.child_name, one.birth, one.reference) for one in seen),
        people=tuple(_people(seen)),
        further_service=any(one.further_service for one in seen),
        today=today,
    )
    return Shared(view, {child.child.id: disclosed(viewers, child, _CHANNEL, today) for child in children})


def lead_view(file: CaseFile, viewers: Sequence[Viewer], today: date) -> LeadView:
    """The lead, as far as all of these may be shown them."""
    lead = file.lead
    how = min((names_lead(viewer, file, today) for viewer in viewers), default=Shown.NOTHING)
    if lead is None or how is Shown.NOTHING:
        return LeadView()
    who = lead.practitioner
    reached = how is Shown.ALL and who.active
    return LeadView(
        name=who.name,
        role=who.role,
        service=lead.service.name,
        agency=lead.agency.name,
        phone=who.phone if reached else "",
        email=who.email if reached else "",
        gone=not who.active,
    )


def _people(circles: Sequence[CircleView]) -> Iterable[CasePerson]:
    """Everybody once, whichever of the children they work with; the lead first, then by agency and name."""
    found: dict[object, list[tuple[str, CircleMember]]] = {}
    for circle in circles:
        for member in circle.members:
            key = (member.practitioner_id, member.service)
            found.setdefault(key, []).append((circle.child_name or circle.reference, member))
    merged = [_person(held, len(circles)) for held in found.values()]
    return sorted(
        merged, key=lambda one: (not one.member.is_lead, one.member.agency, one.member.name, one.member.role)
    )


def _person(held: Sequence[tuple[str, CircleMember]], of: int) -> CasePerson:
    members = [member for _, member in held]
    contacts = [one.last_contact for one in members if one.last_contact]
    unsure = [one.unconfirmed_since for one in members if one.unconfirmed_since]
    member = replace(
        members[0],
        role=", ".join(dict.fromkeys(one.role for one in members if one.role)),
        since=min(one.since for one in members),
        last_contact=max(contacts, default=None),
        unconfirmed_since=min(unsure, default=None),
        is_lead=any(one.is_lead for one in members),
        # Who is away today is asked for; a card that stays would go on saying it.
        away=None,
    )
    with_whom = tuple(dict.fromkeys(name for name, _ in held))
    return CasePerson(member, with_whom if len(with_whom) < of else ())


def summary(
    file: CaseFile,
    histories: Mapping[ChildId, History],
    viewers: Sequence[Viewer],
    spell: Spell,
    today: date,
) -> Shared:
    """What is left to read of a case that was closed: who was involved while it was open."""
    until = spell.until or today
    held = {
        child: [one for one in history.involvements if _during(one, spell.since, until)]
        for child, history in histories.items()
    }
    seen = {
        child: [one for one in members if _least(viewers, one, today) is not Shown.NOTHING]
        for child, members in held.items()
    }
    view = SummaryView(
        reference=file.case.reference,
        kind=file.case.kind,
        since=spell.since,
        until=until,
        why=spell.why,
        people=tuple(_past([one for members in seen.values() for one in members], until)),
        ask=lead_view(file, viewers, today),
    )
    ids = {child: tuple(sorted(one.involvement.id for one in members)) for child, members in seen.items()}
    return Shared(view, ids)


def _during(member: Member, since: date | None, until: date) -> bool:
    row = member.involvement
    over = row.until is not None and since is not None and row.until < since
    return not row.cancelled and row.since <= until and not over


def _least(viewers: Iterable[Viewer], member: Member, today: date) -> Shown:
    return min((told(viewer, member, None, today) for viewer in viewers), default=Shown.NOTHING)


def _past(members: Iterable[Member], until: date) -> Iterable[PastPerson]:
    """Everybody once for each role, from their first day to their last; in an order of what is shown."""
    found: dict[tuple[str, str, str, str, str], list[Member]] = {}
    for one in members:
        who, role = one.practitioner, one.involvement.role or one.practitioner.role
        found.setdefault((who.id, who.name, role, one.service.name, one.agency.name), []).append(one)
    people = []
    for (_, name, role, service, agency), held in found.items():
        ends = [one.involvement.until for one in held]
        last = None if None in ends else max(end for end in ends if end is not None)
        goes_on = last is None or last > until
        first = min(one.involvement.since for one in held)
        people.append(PastPerson(name, role, service, agency, first, None if goes_on else last))
    return sorted(people, key=lambda one: (one.since, one.agency, one.name, one.role))


def in_order(lines: Iterable[CaseLine]) -> Sequence[CaseLine]:
    """Open ones first, of these the viewer's own; then by reference."""
    return sorted(lines, key=lambda one: (not one.is_open, not one.is_lead, one.reference))
