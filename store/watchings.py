"""Keeps our subscriptions to Teams' news (cases.ports_watchings.Watchings)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from cases.ports_channels import TeamId
from cases.ports_watchings import KeptWatch
from store.database import Database
from store.tables import graph_subscriptions as table
from store.tables.columns import storable
from store.upsert import insert

_ALL = select(table).order_by(table.c.team_id)
_ONE = select(table).where(table.c.id == bindparam("subscription"))


class SqlWatchings:
    """Subscriptions in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[KeptWatch]:
        """All of them, by team."""
        return await self._database.look_up(lambda connection: [*map(_from, connection.execute(_ALL))])

    async def watching(self, subscription: str) -> KeptWatch | None:
        """The one of that id."""
        asked = {"subscription": storable(subscription)}
        row = await self._database.look_up(lambda connection: connection.execute(_ONE, asked).one_or_none())
        return None if row is None else _from(row)

    async def keep(self, one: KeptWatch) -> None:
        """This is the team's from now on."""
        values = {"id": one.id, "until": one.until, "secret": one.secret}

        def write(connection: Connection) -> None:
            made = insert(connection.dialect.name, table).values(team_id=one.team, **values)
            connection.execute(made.on_conflict_do_update(index_elements=["team_id"], set_=values))

        await self._database.write(write)

    async def prolong(self, subscription: str, until: datetime) -> None:
        """It was renewed."""
        changed = update(table).where(table.c.id == subscription).values(until=until)
        await self._database.write(lambda connection: connection.execute(changed))

    async def forget(self, subscription: str) -> None:
        """It has ended, or is no longer wanted."""
        gone = delete(table).where(table.c.id == subscription)
        await self._database.write(lambda connection: connection.execute(gone))


def _from(row: Row[Any]) -> KeptWatch:
    return KeptWatch(row.id, TeamId(row.team_id), row.until, row.secret)
