"""How much somebody has to be shown of a circle to hear of an update (docs/policy.md)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from cases.model import ChildFile, UpdateKind, Viewer
from cases.policy import Right, Shown, Standing, leads, right_to_see

LEAST: Mapping[UpdateKind, Shown] = {
    UpdateKind.JOINED: Shown.EXISTENCE,
    UpdateKind.LEFT: Shown.EXISTENCE,
    UpdateKind.HANDOVER_ASKED: Shown.EXISTENCE,
    UpdateKind.HANDOVER_ANSWERED: Shown.EXISTENCE,
    UpdateKind.CONFIRMED: Shown.ALL,
    UpdateKind.CONTACT: Shown.ALL,
    UpdateKind.AWAY: Shown.ALL,
}
"""How much of an involvement must be shown to somebody who is to hear this of it."""


def hears(viewer: Viewer, file: ChildFile, now: datetime, today: date) -> Standing | None:
    """The right on which this viewer hears of updates about a child; None if they hear of none.

    A lasting one, or that they lead the child's case: a reason given for a look is none. The child is known
    to them by its reference, and so the lead hears of a shielded child, and nobody else.
    """
    seen = replace(file, by_reference=True, grants=())
    found = right_to_see(viewer, seen, now, today)
    if found is None and leads(viewer.id, file):
        return Standing(Right.LEAD)
    return found
