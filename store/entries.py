"""Keeps practitioners in step with the directory; nobody is written over who has changed meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, exists, select, update

from cases.enrolling import Known
from cases.entries import Heard, Listed
from cases.model import Identity, PractitionerId, ServiceId
from cases.names import normalise
from cases.records import EntryRewrite, NewPractitioner
from store.database import Database
from store.people import practitioner_row
from store.rows import CHUNK
from store.tables import directory_entries, practitioner_name_keys, practitioners, services
from store.tables.columns import storable
from store.upsert import insert

_SAID = ("name", "role", "phone", "email")
_MANAGER = ("manager_tenant_id", "manager_object_id")
_OURS: list[ColumnElement[Any]] = [practitioners.c[one] for one in ("id", "tenant_id", "object_id", *_SAID)]
_HEARD: list[ColumnElement[Any]] = [
    directory_entries.c[one].label(f"heard_{one}") for one in (*_SAID, *_MANAGER)
]
_LISTED = select(*_OURS, directory_entries.c.practitioner_id, *_HEARD).outerjoin(
    directory_entries, directory_entries.c.practitioner_id == practitioners.c.id
)
_PAGE = (
    _LISTED.where(
        practitioners.c.tenant_id == bindparam("tenant"),
        practitioners.c.object_id > bindparam("after"),
        practitioners.c.active,
    )
    .order_by(practitioners.c.object_id)
    .limit(bindparam("most"))
)
_UNHEARD = _PAGE.where(directory_entries.c.practitioner_id.is_(None))
_BY_ID: Select[Any] = _LISTED.where(practitioners.c.id == bindparam("whose"))
_KNOWN = select(
    *(practitioners.c[one] for one in ("id", "name", "service_id", "active", "tenant_id", "object_id"))
)
_AMONG = _KNOWN.where(
    practitioners.c.tenant_id == bindparam("tenant"),
    practitioners.c.object_id.in_(bindparam("objects", expanding=True)),
)
_OF_SERVICE = _KNOWN.where(
    practitioners.c.service_id == bindparam("service"),
    practitioners.c.tenant_id == bindparam("tenant"),
    practitioners.c.active,
).order_by(practitioners.c.id)
_LOCK = (
    select(practitioners.c.id)
    .where(practitioners.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(practitioners.c.id)
    .with_for_update()
)
_LOCK_SERVICES = (
    select(services.c.id)
    .where(services.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(services.c.id)
    .with_for_update()
)
_TAKEN = select(
    exists().where(
        practitioners.c.tenant_id == bindparam("tenant"), practitioners.c.object_id == bindparam("object")
    )
)
_UPDATE = update(practitioners).where(practitioners.c.id == bindparam("whose"))
_NO_KEYS = delete(practitioner_name_keys).where(
    practitioner_name_keys.c.practitioner_id == bindparam("whose")
)


class SqlEntries:
    """What the register says of people, in a database (cases.ports_entries.Entries)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, tenant: str, after: str, most: int, *, unheard: bool = False) -> Sequence[Listed]:
        """See ``Entries``."""
        asked = {"tenant": tenant, "after": after, "most": most}
        found = await self._rows(_UNHEARD if unheard else _PAGE, asked)
        return [_listed(row) for row in found]

    async def known(self, people: Sequence[Identity]) -> Mapping[Identity, Known]:
        """See ``Entries``."""
        found: list[Row[Any]] = []
        for tenant in sorted({one.tenant_id for one in people}):
            objects = sorted({storable(one.object_id) for one in people if one.tenant_id == tenant})
            for start in range(0, len(objects), CHUNK):
                asked = {"tenant": tenant, "objects": objects[start : start + CHUNK]}
                found += await self._rows(_AMONG, asked)
        return {Identity(row.tenant_id, row.object_id): _known(row) for row in found}

    async def of_service(self, service: ServiceId, tenant: str) -> Sequence[Known]:
        """See ``Entries``."""
        found = await self._rows(_OF_SERVICE, {"service": storable(service), "tenant": tenant})
        return [_known(row) for row in found]

    async def _rows(self, statement: Select[Any], asked: dict[str, Any]) -> Sequence[Row[Any]]:
        return await self._database.read(lambda connection: list(connection.execute(statement, asked)))


async def service_name(database: Database, service: ServiceId) -> str | None:
    """What a service is called; None if there is no such service."""
    statement = select(services.c.name).where(services.c.id == storable(service))
    return await database.look_up(lambda connection: connection.scalar(statement))


def lock(connection: Connection, changes: Sequence[EntryRewrite]) -> None:
    """Keep others from changing these people until the transaction ends."""
    connection.execute(_LOCK, {"ids": sorted({one.before.practitioner_id for one in changes})}).all()


def is_current(connection: Connection, change: EntryRewrite) -> bool:
    """Whether the register says of them what it said when it was decided, and has heard no more since."""
    row = connection.execute(_BY_ID, {"whose": change.before.practitioner_id}).first()
    return row is not None and row.object_id is not None and _listed(row) == change.before


def rewrite(connection: Connection, change: EntryRewrite) -> None:
    """Write what is new, and what the directory said."""
    before, after = change.before, change.after
    whose = before.practitioner_id
    if new := {one: getattr(after, one) for one in _SAID if getattr(after, one) != getattr(before, one)}:
        connection.execute(
            _UPDATE.values({one: storable(said) for one, said in new.items()}), {"whose": whose}
        )
    if "name" in new:
        connection.execute(_NO_KEYS, {"whose": whose})
        _key(connection, whose, after.name)
    if after.heard is not None:
        _hear(connection, whose, after.heard)


def lock_new(connection: Connection, changes: Sequence[NewPractitioner]) -> None:
    """Keep others from taking on people for these services until the transaction ends."""
    ids = sorted({one.practitioner.service_id for one in changes})
    connection.execute(_LOCK_SERVICES, {"ids": ids}).all()


def is_new(connection: Connection, change: NewPractitioner) -> bool:
    """Whether nobody has this identity yet."""
    identity = change.practitioner.identity
    if identity is None:
        return False
    asked = {"tenant": identity.tenant_id, "object": storable(identity.object_id)}
    return not connection.scalar(_TAKEN, asked)


def add(connection: Connection, change: NewPractitioner) -> None:
    """Write the practitioner, and what the directory said."""
    made = change.practitioner
    row = practitioner_row(made)
    connection.execute(practitioners.insert(), {**row, **{one: storable(row[one]) for one in _SAID}})
    _key(connection, made.id, made.name)
    _hear(connection, made.id, change.heard)


def _key(connection: Connection, whose: PractitionerId, name: str) -> None:
    if key := normalise(storable(name)):
        connection.execute(practitioner_name_keys.insert(), {"key": key, "practitioner_id": whose})


def _hear(connection: Connection, whose: PractitionerId, heard: Heard) -> None:
    manager = heard.manager
    said = {one: getattr(heard, one) for one in _SAID} | {
        "manager_tenant_id": manager.tenant_id if manager else None,
        "manager_object_id": manager.object_id if manager else None,
    }
    statement = insert(connection.dialect.name, directory_entries).values(practitioner_id=whose, **said)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[directory_entries.c.practitioner_id], set_=said)
    )


def _listed(row: Row[Any]) -> Listed:
    heard = None
    if row.practitioner_id is not None:
        manager = row.heard_manager_object_id
        heard = Heard(
            **{one: getattr(row, f"heard_{one}") for one in _SAID},
            manager=Identity(row.heard_manager_tenant_id, manager) if manager is not None else None,
        )
    return Listed(
        PractitionerId(row.id),
        Identity(row.tenant_id, row.object_id),
        **{one: getattr(row, one) for one in _SAID},
        heard=heard,
    )


def _known(row: Row[Any]) -> Known:
    return Known(PractitionerId(row.id), row.name, ServiceId(row.service_id), row.active)
