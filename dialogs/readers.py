"""Somebody who is told something, as the policy knows them at that moment."""

from datetime import datetime

from cases.model import Identity, PractitionerId, Viewer
from cases.ports import Register
from dialogs.turn import Desk


async def identity_of(who: PractitionerId, register: Register) -> Identity | None:
    """By what Teams knows somebody, at work or not; None if it does not."""
    colleague = await register.colleague(who)
    return colleague.practitioner.identity if colleague else None


async def viewer_of(who: PractitionerId, desk: Desk, now: datetime) -> Viewer | None:
    """Somebody at work whom Teams knows; None for all others."""
    identity = await identity_of(who, desk.register)
    return await desk.register.viewer(identity, now) if identity else None
