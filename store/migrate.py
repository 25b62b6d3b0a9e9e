"""Brings a database to the tables this version expects, and says whether it is there."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from store.database import Database

# Any number will do, as long as every replica asks for the same one.
_LOCK = 7216433


async def upgrade(database: Database) -> None:
    """Run the migrations that are still due, all in one transaction; none when there are none."""
    await database.write(_upgrade)


async def current(database: Database) -> str | None:
    """The revision the database is at; None before the first migration."""
    return await database.read(_revision)


async def is_current(database: Database) -> bool:
    """Whether the database is at the newest revision this version knows."""
    return await current(database) == newest()


@lru_cache
def newest() -> str | None:
    """The newest revision this version knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Replicas that start together take turns; the later ones find nothing left to do.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
