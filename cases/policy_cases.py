"""Who may open a case, lead it, and ask for its channel: rules that belong to cases/policy.py."""

from datetime import date

from cases.model import Case, ChildFile, Colleague, Member, Viewer, Visibility
from cases.policy import Shown
from cases.policy_acting import administers


def may_open_case(viewer: Viewer, file: ChildFile, today: date) -> bool:
    """Whether this viewer, who may see the circle, may open a case for this child.

    By open work with the child alone: one's own, of a service that one manages, or of the agency that one
    administers. A sensitive service's work opens none: who opened a case is known to everybody in it.
    """
    return not file.child.shielded and any(
        member.involvement.visibility is Visibility.OPEN
        and member.involvement.current(today)
        and _answers_for(viewer, member)
        for member in file.circle
    )


def _answers_for(viewer: Viewer, member: Member) -> bool:
    return (
        member.involvement.practitioner_id == viewer.id
        or member.involvement.service_id in viewer.practitioner.manages
        or administers(viewer, member)
    )


def may_lead(member: Member, how: Shown) -> bool:
    """Whether somebody to whom so much of this involvement is shown may name whose it is the lead.

    Who leads is known to everybody in the case: so it is nobody by what a sensitive service does.
    """
    open_ = member.involvement.visibility is Visibility.OPEN
    return open_ and how >= Shown.EXISTENCE and member.practitioner.active


def may_lead_from_service(viewer: Viewer, colleague: Colleague) -> bool:
    """Whether this viewer may name a colleague the lead who does not work with the child yet."""
    same = colleague.service.id == viewer.practitioner.service_id
    return same and not colleague.service.sensitive and colleague.practitioner.active


def may_ask_for_channel(viewer: Viewer, case: Case, lead: Colleague | None) -> bool:
    """Whether this viewer may have a channel made for an open case: its lead, and the lead's manager."""
    if lead is None or case.lead_id is None:
        return False
    return case.lead_id == viewer.id or lead.service.id in viewer.practitioner.manages
