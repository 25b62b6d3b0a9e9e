"""Somebody who is told something, as the policy knows them at that moment."""

from datetime import datetime

from cases.model import PractitionerId, Viewer
from dialogs.turn import Desk


async def viewer_of(who: PractitionerId, desk: Desk, now: datetime) -> Viewer | None:
    """Somebody at work whom Teams knows; None for all others."""
    colleague = await desk.register.colleague(who)
    identity = colleague.practitioner.identity if colleague else None
    return await desk.register.viewer(identity, now) if identity else None
