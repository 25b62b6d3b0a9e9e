from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, select

from bench.people.children import People
from bench.people.fill import fill
from bench.people.place import copied, fingerprint
from bench.people.staff import Staff
from store.database import Database
from store.seed import RegisterSeed, seed
from store.tables import metadata

VILLAGE = People(300)


def as_values() -> RegisterSeed:
    staff = Staff(VILLAGE)
    blocks = list(enumerate(VILLAGE.all()))
    return RegisterSeed(
        agencies=tuple(staff.agencies),
        services=tuple(staff.services),
        practitioners=tuple(staff.practitioners()),
        agreements=tuple(staff.agreements()),
        children=tuple(child for _, block in blocks for child in block),
        involvements=tuple(one for number, block in blocks for one in staff.involvements(number, block)),
    )


def rows(connection: Connection) -> dict[str, list[Sequence[Any]]]:
    return {
        table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
        if table.name != "directory_version"
    }


def indexes(connection: Connection) -> dict[str, list[str]]:
    inspector = sqlalchemy.inspect(connection)
    return {
        table.name: sorted(str(index["name"]) for index in inspector.get_indexes(table.name))
        for table in metadata.sorted_tables
    }


async def test_what_is_put_in_at_once_is_what_the_register_would_have_written(
    copied_url: str, sqlite_copy: str, tmp_path: Path
):
    own = tmp_path / "seeded"
    own.mkdir()
    with copied(sqlite_copy, own) as url:
        async with Database(url) as database:
            await seed(database, as_values())
            wanted = await database.read(rows)
    async with Database(copied_url) as database:
        before = await database.read(indexes)

    fill(copied_url, VILLAGE)

    async with Database(copied_url) as database:
        found = await database.read(rows)
        assert await database.read(indexes) == before
    assert found == wanted
    assert len(found["involvements"]) == 1_500


async def test_a_copy_is_gone_afterwards_and_what_is_kept_stays(copied_url: str, tmp_path: Path):
    with copied(copied_url, tmp_path) as url:
        assert url != copied_url
        async with Database(url) as database:
            await seed(database, as_values())
    async with Database(copied_url) as database:
        assert not (await database.read(rows))["children"]


def test_a_fingerprint_stays_as_long_as_nothing_changes():
    assert fingerprint() == fingerprint()
