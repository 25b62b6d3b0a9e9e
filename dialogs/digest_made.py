"""Making a digest for one manager: the figures as they stand, and the card of those that were made."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from cards.card import Card
from cards.digest import digest
from cases.digest import MOST, Found, Kind, asked
from cases.digest_count import found
from cases.digest_times import began
from cases.digest_view import digest_view
from cases.local import local_day
from cases.model import Colleague, PractitionerId, ServiceId, Viewer
from cases.records import DigestRow
from dialogs.digest_plan import row_of
from dialogs.turn import Desk


async def count(desk: Desk, viewer: Viewer, since: datetime, now: datetime) -> Found:
    """All that counts for this manager at that moment."""
    today = local_day(now)
    facts = await desk.digests.facts(viewer.practitioner.manages, today, now - MOST)
    return found(viewer, facts, asked(now, today, since, desk.digesting.rules, desk.is_holiday))


async def since_of(desk: Desk, whose: PractitionerId, kind: Kind, now: datetime) -> datetime:
    """When the period began that is counted now."""
    last = await desk.digests.latest([whose], kind)
    return began(kind, now, last[whose].at if whose in last else None)


async def made_now(
    desk: Desk, viewer: Viewer, kind: Kind, name: str, since: datetime, now: datetime
) -> DigestRow:
    """The digest as it would be made at that moment."""
    return row_of(viewer, kind, name, await count(desk, viewer, since, now), since, now)


async def card_of(desk: Desk, viewer: Viewer, row: DigestRow, before: DigestRow | None, day: date) -> Card:
    """The card, with the names of their own people alone."""
    staff = await staff_of(desk, viewer.practitioner.manages)
    services = {one.service.id: one.service.name for one in staff.values()}
    names = {who: one.practitioner.name for who, one in staff.items()}
    view = digest_view(row, before, day, services, names, desk.digesting.rules)
    return digest(replace(view, services=view.services or ("Your services",)))


async def staff_of(desk: Desk, services: Collection[ServiceId]) -> Mapping[PractitionerId, Colleague]:
    """Those who are at work in these services."""
    return {one.practitioner.id: one for one in await desk.upkeep.staff(sorted(services))}
