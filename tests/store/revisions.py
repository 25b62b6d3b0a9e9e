"""Databases as they were at an earlier revision."""

from alembic import command
from sqlalchemy import Connection

from store.migrate import _config


def upgrade_to(connection: Connection, revision: str) -> None:
    """Make a fresh database what it was at that revision."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
