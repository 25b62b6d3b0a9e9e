"""Practitioners' rows: found by id and by account, and written, for imports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, bindparam, delete, select, tuple_, update

from cases.model import Identity, Practitioner
from cases.names import normalise
from store import rows
from store.bulk import insert_many, insert_tuples
from store.tables import practitioner_name_keys, practitioners
from store.tables import services as all_services

_PRACTITIONERS = (
    select(practitioners, all_services.c.agency_id)
    .join(all_services, all_services.c.id == practitioners.c.service_id)
    .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
)
_THESE = rows.ForIds(lambda among: _PRACTITIONERS.where(among(practitioners.c.id)))
_WITH_ACCOUNTS = _PRACTITIONERS.where(
    tuple_(practitioners.c.tenant_id, practitioners.c.object_id).in_(bindparam("accounts", expanding=True))
)
_UPDATE = update(practitioners).where(practitioners.c.id == bindparam("whose"))
_UNNAME = delete(practitioner_name_keys).where(practitioner_name_keys.c.practitioner_id == bindparam("whose"))

Found = tuple[Practitioner, str]
"""A practitioner, and the agency they work for."""


def these(connection: Connection, ids: Sequence[str]) -> dict[str, Found]:
    """These practitioners, by id."""
    found = _THESE.gather(connection, sorted(set(ids))) if ids else ()
    return {row.practitioners_id: (rows.practitioner(row, ()), row.services_agency_id) for row in found}


def with_accounts(connection: Connection, accounts: Sequence[Identity]) -> dict[Identity, Found]:
    """The practitioners who have these accounts."""
    found: dict[Identity, Found] = {}
    pairs = [(one.tenant_id, one.object_id) for one in accounts]
    for start in range(0, len(pairs), rows.CHUNK):
        for row in connection.execute(_WITH_ACCOUNTS, {"accounts": pairs[start : start + rows.CHUNK]}):
            whose = rows.practitioner(row, ())
            if whose.identity:
                found[whose.identity] = (whose, row.services_agency_id)
    return found


def insert(connection: Connection, news: Sequence[Practitioner]) -> None:
    """Write new ones."""
    insert_many(connection, practitioners, [_whole(one) for one in news])
    _name(connection, news)


def rewrite(connection: Connection, changed: Sequence[Practitioner]) -> None:
    """Write known ones as they are now, but for what no import changes."""
    for one in changed:
        values = _whole(one)
        for kept in ("id", "active", "broker", "governance_lead", "administrator"):
            del values[kept]
        connection.execute(_UPDATE.values(**values), {"whose": one.id})
        connection.execute(_UNNAME, {"whose": one.id})
    _name(connection, changed)


def _name(connection: Connection, whose: Sequence[Practitioner]) -> None:
    keys = sorted((key, one.id) for one in whose if (key := normalise(one.name)))
    insert_tuples(connection, practitioner_name_keys, ("key", "practitioner_id"), keys)


def _whole(one: Practitioner) -> dict[str, Any]:
    identity = one.identity
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "service_id": one.service_id,
        "phone": one.phone,
        "email": one.email,
        "tenant_id": identity.tenant_id if identity else None,
        "object_id": identity.object_id if identity else None,
        "broker": one.broker,
        "governance_lead": one.governance_lead,
        "administrator": one.administrator,
        "active": one.active,
    }
