"""Who may begin, change or end somebody's involvement, and who hears of it."""

from collections.abc import Collection
from datetime import date

from cases.model import (
    AgencyId,
    ChildFile,
    Colleague,
    Member,
    Service,
    ServiceId,
    Viewer,
    Visibility,
)
from cases.policy import Shown, _shown, insider, leads


def may_be_told(viewer: Viewer, member: Member, today: date) -> bool:
    """Whether this viewer may hear that this involvement began or ended, whenever that was or will be.

    As much as the circle names: "a further service" is no news, lest it tell which one it is.
    """
    return _shown(viewer, member, None, today) >= Shown.EXISTENCE


def may_act_for(viewer: Viewer, file: ChildFile, member: Member, today: date) -> bool:
    """Whether this viewer may begin or end this involvement of somebody else's.

    Their manager may, and their agency's administrator; and the child's lead, who may do so for those alone
    whom the circle would name to them.
    """
    if member.service.id in viewer.practitioner.manages or administers(viewer, member):
        return True
    return leads(viewer.id, file) and may_be_told(viewer, member, today)


def answers_for(viewer: Viewer, whose: Colleague) -> bool:
    """Whether this viewer may say that somebody has left: their manager, or their agency's administrator."""
    if whose.practitioner.id == viewer.id:
        return False
    return whose.service.id in viewer.practitioner.manages or _administers(viewer, whose.agency.id)


def may_sweep(
    viewer: Viewer, service: Service, visibility: Visibility, managed: Collection[ServiceId]
) -> bool:
    """Whether this viewer may see, end and hand over what a leaver had with that service.

    Its manager may. For what is not sensitive the agency's administrator may as well and, where a service has
    no manager (``managed`` are those that have), the other managers of the agency.
    """
    if service.id in viewer.practitioner.manages:
        return True
    open_ = visibility is Visibility.OPEN and not service.sensitive
    stands_in = bool(viewer.practitioner.manages) and service.agency_id == viewer.agency_id
    return open_ and (_administers(viewer, service.agency_id) or (stands_in and service.id not in managed))


def _administers(viewer: Viewer, agency: AgencyId) -> bool:
    """Whether the viewer is this agency's administrator."""
    return viewer.practitioner.administrator and viewer.agency_id == agency


def administers(viewer: Viewer, member: Member) -> bool:
    """Whether the viewer is the administrator for this involvement: of their agency, as far as they see it.

    What a sensitive service does is no more an administrator's to see or to change than anybody else's.
    """
    return _administers(viewer, member.agency.id) and (
        member.involvement.visibility is Visibility.OPEN or insider(viewer, member.involvement)
    )


def is_open_to(viewer: Viewer, file: ChildFile) -> bool:
    """Whether somebody may change their own involvement with a child who was found like this.

    A shielded child is found by reference alone, and by the lead alone.
    """
    return not file.child.shielded or (file.by_reference and leads(viewer.id, file))
