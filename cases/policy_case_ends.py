"""Who decides about a case, who may know of it, and who opens it again. The tables are in docs/policy.md."""

from datetime import date

from cases.model import Viewer, Visibility
from cases.policy import Shown
from cases.policy_timeline import lead_shown
from cases.ports_casework import CaseFile


def decides(viewer: Viewer, file: CaseFile) -> bool:
    """Whether this viewer may close a case, rename it, and say who of its circle is in its channel.

    Its lead, who manages the lead's service, and the administrator of the lead's agency; these last not for
    a lead of a sensitive service. Without a lead it is who manages a service that openly works with one of
    the children. A shielded child's case is the lead's alone.
    """
    me = viewer.practitioner
    if file.case.lead_id == viewer.id or file.shielded:
        return file.case.lead_id == viewer.id
    if file.lead is None:
        return any(
            one.service.id in me.manages
            for one in file.circle
            if one.involvement.visibility is Visibility.OPEN
        )
    lead = file.lead
    if lead.service.id in me.manages:
        return True
    own = me.service_id == lead.service.id
    return me.administrator and viewer.agency_id == lead.agency.id and (own or not lead.service.sensitive)


def knows(viewer: Viewer, file: CaseFile, today: date) -> bool:
    """Whether this viewer may hear that there is such a case: to all others it is as unknown.

    Whoever decides about it; and unless a child is shielded, who has a current involvement with one of its
    children, or manages a service that has one.
    """
    if decides(viewer, file):
        return True
    current = [one.involvement for one in file.circle if one.involvement.current(today)]
    return not file.shielded and any(
        one.practitioner_id == viewer.id or one.service_id in viewer.practitioner.manages for one in current
    )


def may_reopen(viewer: Viewer, file: CaseFile, today: date) -> bool:
    """Whether this viewer may open a closed case again.

    Whoever decides about it; and unless a child is shielded, who openly works with each of its children now.
    """
    return decides(viewer, file) or (not file.shielded and works_with_all(viewer, file, today))


def works_with_all(viewer: Viewer, file: CaseFile, today: date) -> bool:
    """Whether this viewer has a current open involvement with each child of the case."""
    mine = {
        one.involvement.child_id
        for one in file.circle
        if one.practitioner.id == viewer.id
        and one.involvement.visibility is Visibility.OPEN
        and one.involvement.current(today)
    }
    return mine >= set(file.case.children)


def names_lead(viewer: Viewer, file: CaseFile, today: date) -> Shown:
    """How much this viewer may see of the lead: as of an involvement disclosed to nobody."""
    return Shown.NOTHING if file.lead is None else lead_shown(viewer, file.lead, None, today)
