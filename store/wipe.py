"""Empties a database for the demo, and only one that is the demo's own."""

from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, MetaData, inspect, select
from sqlalchemy.schema import DropSchema

from store.database import Database
from store.tables import agencies


class NotOursError(Exception):
    """The database holds a register that is not the demo's. Name an empty database instead."""


async def wipe(database: Database, own: AbstractSet[str]) -> None:
    """Drop every table. Raises NotOursError, and changes nothing, if it holds an agency not among ``own``."""

    def run(connection: Connection) -> None:
        _refuse(connection, own)
        there = MetaData()
        there.reflect(connection)
        there.drop_all(connection)
        if connection.dialect.name == "postgresql":
            # The durable engine keeps its tables apart.
            connection.execute(DropSchema("dbos", cascade=True, if_exists=True))

    await database.write(run)


async def refuse_others(database: Database, own: AbstractSet[str]) -> None:
    """Raise NotOursError if the database holds an agency not among ``own``."""
    await database.write(lambda connection: _refuse(connection, own))


def _refuse(connection: Connection, own: AbstractSet[str]) -> None:
    if not inspect(connection).has_table(agencies.name):
        return
    held = {str(row.id) for row in connection.execute(select(agencies.c.id))}
    if held - own:
        raise NotOursError(
            "This database holds a register that is not the demo's, which the demo would erase and show to "
            "anybody on this machine: name an empty database in TEAMAROUND_DATABASE_URL."
        )
