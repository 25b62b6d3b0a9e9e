"""Empties a database for the demo, and only one that is the demo's own."""

from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, MetaData, inspect, select

from store.database import Database
from store.tables import agencies


class NotOursError(Exception):
    """The database holds a register that is not the demo's. Name an empty database instead."""


async def wipe(database: Database, *, only_if_agencies: AbstractSet[str]) -> None:
    """Drop every table. Raises NotOursError, and changes nothing, if it holds any other agency."""

    def run(connection: Connection) -> None:
        if inspect(connection).has_table(agencies.name):
            held = {str(row.id) for row in connection.execute(select(agencies.c.id))}
            if held - only_if_agencies:
                raise NotOursError(
                    "This database holds a register that is not the demo's, and the demo would erase it: "
                    "name an empty database in TEAMAROUND_DATABASE_URL, or set KEEP=1."
                )
        there = MetaData()
        there.reflect(connection)
        there.drop_all(connection)

    await database.write(run)
