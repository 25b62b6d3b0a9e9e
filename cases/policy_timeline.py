"""What of the past is told, and who is named in it. The tables are those of docs/policy.md."""

from datetime import date

from cases.model import (
    ChildId,
    Colleague,
    Disclosure,
    Involvement,
    InvolvementId,
    Member,
    Purpose,
    Viewer,
    Visibility,
)
from cases.policy import Shown, shown_whenever


def told(viewer: Viewer, member: Member, purpose: Purpose | None, today: date) -> Shown:
    """How much of one involvement a timeline tells this viewer, who has the right to see the circle.

    Whenever the involvement was or will be, it is what the circle would show under the agreements in force
    today. ALL is everything; EXISTENCE is beginning, end and role. What the circle has only as "a further
    service" is nothing here: with a day, it would tell more than that line does.
    """
    how = shown_whenever(viewer, member, purpose, today)
    return Shown.NOTHING if how is Shown.LINE else how


def lead_is_named(viewer: Viewer, lead: Colleague, purpose: Purpose | None, today: date) -> bool:
    """Whether a case's lead is named: as an involvement of theirs, disclosed to nobody, would be."""
    return lead_shown(viewer, lead, purpose, today) is not Shown.NOTHING


def lead_shown(viewer: Viewer, lead: Colleague, purpose: Purpose | None, today: date) -> Shown:
    """How much of a case's lead is shown: as much as of an involvement of theirs, disclosed to nobody."""
    as_if = Member(
        Involvement(
            id=InvolvementId(""),
            child_id=ChildId(""),
            practitioner_id=lead.practitioner.id,
            service_id=lead.service.id,
            role="",
            since=today,
            visibility=Visibility.SENSITIVE if lead.service.sensitive else Visibility.OPEN,
            disclosure=Disclosure(),
        ),
        lead.practitioner,
        lead.service,
        lead.agency,
    )
    return told(viewer, as_if, purpose, today)
