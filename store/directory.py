"""Agencies, services, practitioners and agreements, kept in memory for as long as they are true.

They change seldom and every turn needs them. The database counts each change of theirs in the table
directory_version (triggers, migration 0005); a snapshot that reads another number than before starts anew. So
what is kept is always exactly what the snapshot would have read, on every replica.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, bindparam, select

from cases.model import (
    Agency,
    AgencyId,
    Agreement,
    Colleague,
    Identity,
    Practitioner,
    Service,
)
from store import agreements, rows
from store.tables import agencies, practitioners, service_managers, services

# Beyond that they are forgotten and begun again: some 40 MB, and far more than work at once in one borough.
_MOST = 50_000

_VERSION = "SELECT value FROM directory_version"
_AGENCIES = select(agencies).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
_SERVICES = select(services).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
_PRACTITIONERS = (
    select(practitioners, service_managers.c.service_id)
    .outerjoin(service_managers, service_managers.c.practitioner_id == practitioners.c.id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_BY_ID = rows.ForIds(lambda among: _PRACTITIONERS.where(among(practitioners.c.id)))
_BY_IDENTITY = _PRACTITIONERS.where(
    practitioners.c.tenant_id == bindparam("tenant"), practitioners.c.object_id == bindparam("object")
)


class Snapshot:
    """The directory as it is at one version; read little by little, each part once."""

    def __init__(self, version: int, connection: Connection) -> None:
        self.version = version
        self.agencies: Mapping[str, Agency] = {
            row.agencies_id: rows.agency(row) for row in connection.execute(_AGENCIES)
        }
        self.services: Mapping[str, Service] = {
            row.services_id: rows.service(row) for row in connection.execute(_SERVICES)
        }
        self._kept = _Kept({}, {})
        self._agreements: dict[AgencyId, tuple[Agreement, ...]] = {}

    def practitioners(self, connection: Connection, ids: Iterable[str]) -> Mapping[str, Practitioner]:
        """At least these practitioners, by id."""
        kept = self._room()
        missing = sorted(set(ids) - kept.by_id.keys())
        if missing:
            kept.add(_BY_ID.gather(connection, missing))
        return kept.by_id

    def with_identity(self, connection: Connection, identity: Identity) -> Practitioner | None:
        """The practitioner with this Teams identity, active or not; None if there is none."""
        kept = self._room()
        if identity not in kept.by_identity:
            asked = {"tenant": identity.tenant_id, "object": identity.object_id}
            kept.add(connection.execute(_BY_IDENTITY, asked))
        return kept.by_identity.get(identity)

    def colleague(self, practitioner: Practitioner) -> Colleague:
        """The practitioner and where they work."""
        service = self.services[practitioner.service_id]
        return Colleague(practitioner, service, self.agencies[service.agency_id])

    def agreements(self, connection: Connection, agency: AgencyId) -> tuple[Agreement, ...]:
        """The agreements this agency is party to."""
        if agency not in self._agreements:
            self._agreements[agency] = agreements.of_agency(connection, agency)
        return self._agreements[agency]

    def _room(self) -> "_Kept":
        """Where practitioners are kept. A full one is left to the threads that are at work with it."""
        if len(self._kept.by_id) > _MOST:
            self._kept = _Kept({}, {})
        return self._kept


@dataclass(frozen=True, slots=True)
class _Kept:
    by_id: dict[str, Practitioner]
    by_identity: dict[Identity, Practitioner]

    def add(self, found: Iterable[Row[Any]]) -> None:
        for group in rows.grouped(found, "practitioners_id"):
            managed = {row.service_managers_service_id for row in group} - {None}
            made = rows.practitioner(group[0], managed)
            self.by_id[made.id] = made
            if made.identity is not None:
                self.by_identity[made.identity] = made


class Directory:
    """The directory in a database."""

    def __init__(self) -> None:
        self._latest: Snapshot | None = None

    def at(self, connection: Connection) -> Snapshot:
        """The directory as this connection's snapshot of the database has it."""
        version = connection.exec_driver_sql(_VERSION).scalar_one()
        latest = self._latest
        if latest is None or latest.version != version:
            latest = self._latest = Snapshot(version, connection)
        return latest
