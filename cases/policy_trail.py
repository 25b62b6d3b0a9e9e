"""Who may read what of the audit trail."""

from datetime import date
from enum import IntEnum

from cases.model import (
    ChildFile,
    Colleague,
    Viewer,
)
from cases.policy import Right, Shown, in_force, leads, shown


class TrailSight(IntEnum):
    """How much of the audit trail about a child is shown."""

    NOTHING = 0
    AGENCIES = 1  # which agencies were shown the circle, and on which days
    ALL = 2


def reads_trail(viewer: Viewer) -> bool:
    """Whether this viewer may read what any practitioner did."""
    return viewer.practitioner.governance_lead


def trail_sight(viewer: Viewer, file: ChildFile, *, by_case: bool = False) -> TrailSight:
    """How much of the trail about this child the viewer may see.

    A governance lead has to know the child's own reference, or that of the case (``by_case``): by that role
    alone nobody finds a child by name. A shielded child is found by its own reference alone.
    """
    if reads_trail(viewer) and (file.by_reference or (by_case and not file.child.shielded)):
        return TrailSight.ALL
    found = file.by_reference or not file.child.shielded
    return TrailSight.AGENCIES if found and leads(viewer.id, file) else TrailSight.NOTHING


def look_shown(lead: Viewer, file: ChildFile, who: Colleague, basis: str, today: date) -> Shown:
    """How a look at this child's circle is shown to the child's lead: EXISTENCE names the agency.

    A look for a reason, or past a shield, is what the lead was told of. Any other look rests on an
    involvement, and is shown as far as that is: else the look would give the involvement away.
    """
    most = Shown.LINE if who.service.sensitive else Shown.EXISTENCE
    right = basis.partition(":")[0]
    if right in (Right.GRANT, Right.OVERRIDE):
        return most
    me = who.practitioner
    rests_on = [
        shown(lead, member, None, today)
        for member in file.circle
        if member.involvement.practitioner_id == me.id
        or (right == Right.MANAGER and member.involvement.service_id in me.manages)
    ]
    if rests_on:
        return min(most, max(rests_on))
    shared = who.agency.id == lead.agency_id or any(
        in_force(agreement, today) and {lead.agency_id, who.agency.id} <= agreement.agencies
        for agreement in lead.agreements
    )
    return most if shared and not who.service.sensitive else Shown.NOTHING
