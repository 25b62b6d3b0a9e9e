"""What may be seen, and by whom. The one place where roles are compared; deny by default.

The tables are those of docs/policy.md, and the tests go through them row by row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from cases.model import (
    AgencyId,
    Agreement,
    Case,
    CaseStatus,
    ChildFile,
    DisclosureLevel,
    Grant,
    Involvement,
    Level,
    Member,
    PractitionerId,
    Purpose,
    Viewer,
    Visibility,
)


class Right(StrEnum):
    """What gives somebody the right to see a circle."""

    INVOLVED = "involved"
    MANAGER = "manager"
    CHANNEL = "channel"
    LEAD = "lead"
    GRANT = "grant"
    OVERRIDE = "override"  # past a shield, for one view; stands for nothing else


class Shown(IntEnum):
    """How much of one involvement is shown."""

    NOTHING = 0
    LINE = 1  # "A further service is involved", the same however many there are
    EXISTENCE = 2  # who and from where, not how to reach them
    ALL = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """The right a look rests on. ``purpose`` and ``until`` are set when it rests on a grant."""

    right: Right
    purpose: Purpose | None = None
    until: datetime | None = None

    @property
    def basis(self) -> str:
        """How the audit trail names it."""
        return f"{self.right}:{self.purpose}" if self.purpose else str(self.right)


def right_to_see(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> Standing | None:
    """The viewer's right to see this child's circle without giving a reason; None when there is none.

    A shielded child's circle is open to the lead of their case alone, and only by the child's reference.
    """
    if file.child.shielded:
        return Standing(Right.LEAD) if file.by_reference and leads(viewer.id, file) else None
    current = [member.involvement for member in file.circle if member.involvement.current(today)]
    if any(involvement.practitioner_id == viewer.id for involvement in current):
        return Standing(Right.INVOLVED)
    if any(involvement.service_id in viewer.practitioner.manages for involvement in current):
        return Standing(Right.MANAGER)
    if viewer.id in file.channel:
        return Standing(Right.CHANNEL)
    grants = [grant for grant in file.grants if live(grant, viewer, file, now)]
    if not grants:
        return None
    latest = max(grants, key=lambda grant: (grant.expires_at, grant.id))
    return Standing(Right.GRANT, latest.reason.purpose, latest.expires_at)


def live(grant: Grant, viewer: Viewer, file: ChildFile, now: datetime) -> bool:
    """Whether a grant is this viewer's, for this child, and neither over nor ended."""
    return grant.ending is None and _running(grant, viewer, file, now)


def is_declined(viewer: Viewer, file: ChildFile, now: datetime) -> bool:
    """Whether a lead has ended what a reason of this viewer's opened.

    Until that grant would have been over, no reason opens the circle again: else an ending would end nothing.
    """
    return any(grant.ending is not None and _running(grant, viewer, file, now) for grant in file.grants)


def _running(grant: Grant, viewer: Viewer, file: ChildFile, now: datetime) -> bool:
    return (
        grant.practitioner_id == viewer.id
        and grant.child_id == file.child.id
        and grant.given_at <= now < grant.expires_at
    )


def leads(practitioner: PractitionerId, file: ChildFile) -> bool:
    """Whether this is the lead practitioner of an open case of this child."""
    return any(case.lead_id == practitioner and case.status is CaseStatus.OPEN for case in file.cases)


def shown(viewer: Viewer, member: Member, purpose: Purpose | None, today: date) -> Shown:
    """How much of one involvement this viewer may see, who has the right to see the circle.

    ``purpose`` is that of the grant the look rests on, or None for a standing right.
    """
    if not member.involvement.current(today):
        return Shown.NOTHING
    return _shown(viewer, member, purpose, today)


def shown_whenever(viewer: Viewer, member: Member, purpose: Purpose | None, today: date) -> Shown:
    """The same of an involvement that may be over or still to come, under the agreements in force today."""
    return _shown(viewer, member, purpose, today)


def _shown(viewer: Viewer, member: Member, purpose: Purpose | None, today: date) -> Shown:
    involvement = member.involvement
    if insider(viewer, involvement):
        return Shown.ALL
    if involvement.visibility is Visibility.OPEN:
        return under_agreements(viewer, member.agency.id, purpose, today)
    disclosure = involvement.disclosure
    if disclosure.level is DisclosureLevel.NAMED and viewer.id in disclosure.named_to:
        return Shown.ALL
    return Shown.NOTHING if disclosure.level is DisclosureLevel.NONE else Shown.LINE


def insider(viewer: Viewer, involvement: Involvement) -> bool:
    """Whether this viewer knows of the involvement whatever has been disclosed of it."""
    me = viewer.practitioner
    return (
        involvement.practitioner_id == me.id
        or involvement.service_id == me.service_id
        or involvement.service_id in me.manages
        or me.broker
    )


def under_agreements(viewer: Viewer, agency: AgencyId, purpose: Purpose | None, today: date) -> Shown:
    """How much of this agency's people the viewer's own agency may see, for this purpose or, if None, any."""
    # Within one agency nothing is shared with anybody, so no agreement is needed.
    if agency == viewer.agency_id:
        return Shown.ALL
    levels = {
        agreement.level
        for agreement in viewer.agreements
        if in_force(agreement, today)
        and {viewer.agency_id, agency} <= agreement.agencies
        and (purpose is None or purpose in agreement.purposes)
    }
    if Level.CONTACT in levels:
        return Shown.ALL
    return Shown.EXISTENCE if levels else Shown.NOTHING


def in_force(agreement: Agreement, today: date) -> bool:
    """Whether an agreement holds on that day; both its first and its last day count."""
    return agreement.valid_from <= today and (agreement.valid_to is None or today <= agreement.valid_to)


def purposes_for(viewer: Viewer, today: date) -> tuple[Purpose, ...]:
    """The purposes to offer this viewer: those their agency's agreements name, or all when there is none."""
    named = {
        purpose
        for agreement in viewer.agreements
        if in_force(agreement, today) and viewer.agency_id in agreement.agencies
        for purpose in agreement.purposes
    }
    return tuple(purpose for purpose in Purpose if purpose in named) or tuple(Purpose)


def channel_members(case: Case, involvements: Iterable[Involvement], on: date) -> frozenset[PractitionerId]:
    """Who the register says belongs in a case's channel: nobody while it has none.

    The lead, everybody with a current open involvement, and a sensitive practitioner only when they are named
    to every other member.
    """
    if case.conversation_id is None or case.status is not CaseStatus.OPEN:
        return frozenset()
    current = [i for i in involvements if i.child_id in case.children and i.current(on)]
    members = {i.practitioner_id for i in current if i.visibility is Visibility.OPEN}
    if case.lead_id is not None:
        members.add(case.lead_id)
    return frozenset(members | _named_to_all(current, members))


def _named_to_all(current: Iterable[Involvement], members: set[PractitionerId]) -> set[PractitionerId]:
    """The sensitive practitioners who are named to every member, and to each other.

    Of two who are not named to each other the one who was there first comes in: a later disclosure never
    puts anybody out of a channel.
    """
    named = [i for i in current if i.disclosure.level is DisclosureLevel.NAMED]
    admitted: dict[PractitionerId, frozenset[PractitionerId]] = {}
    for one in sorted(named, key=lambda i: (i.since, i.id)):
        me, known_to = one.practitioner_id, one.disclosure.named_to
        others = (members | admitted.keys()) - {me}
        if others <= known_to and all(me in theirs for who, theirs in admitted.items() if who != me):
            admitted[me] = known_to
    return set(admitted)
