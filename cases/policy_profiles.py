"""Who may see a practitioner's profile, and who may say that they are away: the tables of docs/policy.md."""

from datetime import date

from cases.model import Colleague, Viewer
from cases.policy import Shown, under_agreements


def profile_shown(viewer: Viewer, whose: Colleague, named: Shown, today: date) -> Shown:
    """How much of this practitioner's profile is shown: ALL, EXISTENCE (who and from where), or NOTHING.

    ``named`` is how they are shown, with the service they work for now, in the circles that this viewer has a
    right to see: whom a circle names, the profile names as well. An agreement says nothing of a sensitive
    service's people.
    """
    if not whose.practitioner.active:
        return Shown.NOTHING
    if _insider(viewer, whose):
        return Shown.ALL
    of_circles = named if named >= Shown.EXISTENCE else Shown.NOTHING
    if whose.service.sensitive:
        return of_circles
    return max(of_circles, under_agreements(viewer, whose.agency.id, None, today))


def may_say_away(viewer: Viewer, whose: Colleague) -> bool:
    """Whether this viewer may say when this practitioner is away: themself, and their manager for the ill."""
    return whose.practitioner.active and (
        whose.practitioner.id == viewer.id or whose.service.id in viewer.practitioner.manages
    )


def _insider(viewer: Viewer, whose: Colleague) -> bool:
    me = viewer.practitioner
    return (
        whose.practitioner.id == me.id
        or whose.service.id == me.service_id
        or whose.service.id in me.manages
        or me.broker
    )
