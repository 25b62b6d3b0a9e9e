"""Reads who is on a tenant's roll, by its index and ids only: 400,000 practitioners are a page at a time."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from cases.model import Identity, PractitionerId
from cases.ports_leavers import OnRoll
from store.database import Database
from store.rows import CHUNK
from store.tables import practitioners

_OF_TENANT = practitioners.c.tenant_id == bindparam("tenant")
_COUNT = select(func.count()).where(_OF_TENANT, practitioners.c.active)


def _page(*conditions: ColumnElement[bool]) -> Select[tuple[str, str]]:
    return (
        select(practitioners.c.id, practitioners.c.object_id)
        .where(_OF_TENANT, practitioners.c.object_id > bindparam("after"), *conditions)
        .order_by(practitioners.c.object_id)
        .limit(bindparam("most"))
    )


_ACTIVE = _page(practitioners.c.active)
_LEFT = _page(practitioners.c.left_by_directory, practitioners.c.left_on >= bindparam("since"))
_AMONG = (
    select(practitioners.c.id, practitioners.c.object_id)
    .where(
        _OF_TENANT,
        practitioners.c.object_id.in_(bindparam("objects", expanding=True)),
        practitioners.c.active,
    )
    .order_by(practitioners.c.object_id)
)


class SqlRoll:
    """The roll in a database (cases.ports_leavers.Roll)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, tenant: str) -> int:
        """How many active practitioners the tenant has."""
        return await self._database.read(
            lambda connection: connection.scalar(_COUNT, {"tenant": tenant}) or 0
        )

    async def active(self, tenant: str, after: str, most: int) -> Sequence[OnRoll]:
        """At most so many active practitioners behind that object id, by object id."""
        return await self._rows(_ACTIVE, tenant, {"after": after, "most": most})

    async def among(self, identities: Sequence[Identity]) -> Sequence[OnRoll]:
        """The active practitioners among these identities, by object id."""
        found: list[OnRoll] = []
        for tenant in sorted({one.tenant_id for one in identities}):
            objects = sorted({one.object_id for one in identities if one.tenant_id == tenant})
            for start in range(0, len(objects), CHUNK):
                found += await self._rows(_AMONG, tenant, {"objects": objects[start : start + CHUNK]})
        return found

    async def left(self, tenant: str, since: date, after: str, most: int) -> Sequence[OnRoll]:
        """Who has left by the directory's word alone, on that day or later: as ``active``."""
        return await self._rows(_LEFT, tenant, {"since": since, "after": after, "most": most})

    async def _rows(
        self, statement: Select[tuple[str, str]], tenant: str, more: dict[str, object]
    ) -> Sequence[OnRoll]:
        def rows(connection: Connection) -> Sequence[OnRoll]:
            found = connection.execute(statement, {"tenant": tenant, **more})
            return [OnRoll(PractitionerId(row.id), Identity(tenant, row.object_id)) for row in found]

        return await self._database.read(rows)
