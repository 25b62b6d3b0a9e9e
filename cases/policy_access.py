"""What of a look is told by a governance lead's monthly look at access: the table is in docs/policy.md."""

from enum import IntEnum

from cases.model import Colleague, Viewer
from cases.policy_trail import reads_trail


class LookSight(IntEnum):
    """How much of somebody's look at a child is told."""

    NOTHING = 0
    COUNTED = 1  # who looked, and not at whom
    BY_REFERENCE = 2  # the child by reference as well


def look_told(viewer: Viewer, who: Colleague, *, openly: bool, shielded: bool) -> LookSight:
    """How much of one look is told. ``openly``: the viewer's agency openly works with the child now.

    A governance lead answers for what the people of their own agency do, and for children with whom it
    openly works. That somebody of a sensitive service looked at a child would tell that it works with them;
    and so would the look of somebody else's at a child with whom only a sensitive service of one's own works.
    """
    if not reads_trail(viewer):
        return LookSight.NOTHING
    own, hidden = who.agency.id == viewer.agency_id, who.service.sensitive or shielded
    if own:
        return LookSight.COUNTED if hidden else LookSight.BY_REFERENCE
    return LookSight.BY_REFERENCE if openly and not hidden else LookSight.NOTHING
