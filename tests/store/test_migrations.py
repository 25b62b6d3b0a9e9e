"""The migrations make what the tables say, on both databases."""

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, TextClause, inspect, text

from store.database import Database
from store.migrate import current, is_current, newest, upgrade
from store.tables import metadata


async def test_the_models_and_the_migrations_agree(database: Database):
    def differences(connection: Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    assert await database.read(differences) == []


async def test_they_agree_in_constraints_collations_and_defaults_too(database: Database, fresh_url: str):
    async with Database(fresh_url) as made:
        await made.write(metadata.create_all)
        expected = await made.read(described)

    migrated = await database.read(described)
    assert {table: migrated[table] for table in expected} == expected
    assert migrated.keys() - expected.keys() == {"alembic_version"}


def described(connection: Connection) -> dict[str, Any]:
    """All that reflection can tell of each table."""
    seen = inspect(connection)
    parts = (
        seen.get_columns,
        seen.get_pk_constraint,
        seen.get_foreign_keys,
        seen.get_unique_constraints,
        seen.get_check_constraints,
        seen.get_indexes,
        seen.get_table_options,
    )
    return {
        table: [sorted(map(_said, _listed(part(table)))) for part in parts]
        for table in seen.get_table_names()
    }


def _said(value: Any) -> str:
    """Like repr, but for a condition of an index: its text."""
    if isinstance(value, dict):
        return repr({key: _said(part) for key, part in value.items()})
    return str(value) if isinstance(value, TextClause) else repr(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


async def test_a_database_becomes_current_by_an_upgrade_and_a_second_one_changes_nothing(fresh_url: str):
    async with Database(fresh_url) as database:
        await upgrade(database)
        await upgrade(database)

        assert await current(database) == newest()
        assert await is_current(database)


async def test_an_older_database_is_not_current(database: Database):
    await database.write(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    )

    assert await current(database) == "0002"
    assert not await is_current(database)


async def test_an_upgrade_that_fails_leaves_nothing_behind(fresh_url: str):
    async with Database(fresh_url) as database:
        # In the way of the last migration, when three have run.
        await database.write(lambda connection: connection.execute(text("CREATE TABLE notices (id INTEGER)")))
        with pytest.raises(Exception, match="notices"):
            await upgrade(database)

        assert await database.read(lambda connection: inspect(connection).get_table_names()) == ["notices"]
        assert await current(database) is None


async def test_replicas_that_start_together_upgrade_once(fresh_url: str):
    databases = [Database(fresh_url) for _ in range(3)]

    await asyncio.gather(*(upgrade(database) for database in databases))

    assert [await is_current(database) for database in databases] == [True] * 3
    for database in databases:
        await database.close()
