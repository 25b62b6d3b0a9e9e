"""Makes the digests of many managers at a time: counted at once, each told when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.digest import MOST, Found, Kind, asked
from cases.digest_count import found
from cases.digest_facts import Facts
from cases.digest_times import began, due, period
from cases.local import local_day
from cases.model import Identity, PractitionerId, Viewer
from cases.policy import Right
from cases.ports_digests import Manager
from cases.records import (
    Action,
    AuditEntry,
    DigestRow,
    DigestsMade,
    Effects,
    Notice,
    Outcome,
    OutdatedError,
)
from dialogs.turn import Desk

CHUNK = 250
"""Managers at one go: some 25,000 involvements are in memory then."""

MOST_PEOPLE = 12
"""Practitioners whose caseload a digest shows: those with the most."""

NOTICE = "digest"
_TRIES = 3
_Latest = Mapping[Kind, Mapping[PractitionerId, DigestRow]]


@dataclass(frozen=True, slots=True)
class _Made:
    rows: tuple[DigestRow, ...]
    notice: Notice
    entries: tuple[AuditEntry, ...]


async def plan_some(desk: Desk, zone: str, day: date, after: str, now: datetime) -> str:
    """Make the next digests of that day in that time zone; says behind whom to go on, "" at the end.

    What keeps anybody from getting one twice is that it is written with its notice, and only if there is
    none; where another replica has made some just now, the rest are made.
    """
    managers = await desk.digests.managers(zone, after, CHUNK)
    for _ in range(_TRIES):
        made = await _made(desk, managers, day, now)
        if not made:
            break
        effects = Effects(
            audit=tuple(entry for one in made for entry in one.entries),
            notices=tuple(one.notice for one in made),
            rewrites=(DigestsMade(tuple(row for one in made for row in one.rows)),),
        )
        try:
            await desk.ledger.commit(effects, None)
            break
        except OutdatedError:
            continue
    return managers[-1].viewer.id if len(managers) == CHUNK else ""


async def _made(desk: Desk, managers: Sequence[Manager], day: date, now: datetime) -> list[_Made]:
    whose = [one.viewer.id for one in managers]
    latest: _Latest = {kind: await desk.digests.latest(whose, kind) for kind in Kind}
    waiting = [
        (one, wanted)
        for one in managers
        if (
            wanted := due(
                one.choice, one.profile, day, now, _there(latest, one.viewer.id, day), desk.is_holiday
            )
        )
    ]
    if not waiting:
        return []
    services = {service for one, _ in waiting for service in one.viewer.practitioner.manages}
    parts = (await desk.digests.facts(services, local_day(now), now - MOST)).by_service()
    made = []
    for one, wanted in waiting:
        facts = parts.of(one.viewer.practitioner.manages)
        rows = [
            _row(desk, one.viewer, kind, day, facts, now, _at(latest, one.viewer.id, kind))
            for kind in wanted.kinds
        ]
        made.append(_told(one.viewer, rows, now, wanted.at))
    return made


def row_of(
    viewer: Viewer, kind: Kind, name: str, counted: Found, since: datetime, now: datetime
) -> DigestRow:
    """The digest as it is kept."""
    services = frozenset(viewer.practitioner.manages)
    most = tuple(counted.caseload.items())[:MOST_PEOPLE]
    return DigestRow(viewer.id, str(kind), name, now, since, services, counted.figures, most)


def _row(
    desk: Desk, viewer: Viewer, kind: Kind, day: date, facts: Facts, now: datetime, last: datetime | None
) -> DigestRow:
    since = began(kind, now, last)
    counted = found(viewer, facts, asked(now, local_day(now), since, desk.digesting.rules, desk.is_holiday))
    return row_of(viewer, kind, period(kind, day), counted, since, now)


def _told(viewer: Viewer, rows: Sequence[DigestRow], now: datetime, at: datetime) -> _Made:
    notice = Notice(viewer.id, NOTICE, f"{rows[0].kind}/{rows[0].period}", not_before=at)
    identity = viewer.practitioner.identity
    entries = () if identity is None else (_entry(viewer, identity, now),)
    return _Made(tuple(rows), notice, entries)


def _entry(viewer: Viewer, identity: Identity, now: datetime) -> AuditEntry:
    return AuditEntry(now, identity, viewer.id, Action.DIGEST_SEE, Outcome.LISTED, basis=Right.MANAGER)


def _there(latest: _Latest, whose: PractitionerId, day: date) -> frozenset[Kind]:
    """The kinds that have been made for the day's periods."""
    return frozenset(
        kind
        for kind, rows in latest.items()
        if (row := rows.get(whose)) is not None and row.period >= period(kind, day)
    )


def _at(latest: _Latest, whose: PractitionerId, kind: Kind) -> datetime | None:
    row = latest[kind].get(whose)
    return row.at if row else None
