"""Reads and writes on either database, and the URLs that name one."""

import asyncio
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.util import await_only

from store.database import Database, DatabaseUrlError
from store.tables import agencies

COUNCIL = {"id": "council", "name": "Council", "kind": ""}


def ids(connection: Connection) -> list[str]:
    return list(connection.scalars(select(agencies.c.id).order_by(agencies.c.id)))


def files(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def add(identifier: str):
    return lambda connection: connection.execute(insert(agencies), {**COUNCIL, "id": identifier})


async def test_what_is_written_is_read(database: Database):
    await database.write(add("council"))

    assert await database.read(ids) == ["council"]


async def test_what_raises_writes_nothing(database: Database):
    def half(connection: Connection) -> None:
        add("council")(connection)
        raise LookupError("half way")

    with pytest.raises(LookupError):
        await database.write(half)

    assert await database.read(ids) == []


async def test_a_savepoint_goes_with_its_transaction(database: Database):
    def nested(connection: Connection) -> None:
        with connection.begin_nested():
            add("council")(connection)
        raise LookupError("after the savepoint")

    with pytest.raises(LookupError):
        await database.write(nested)

    assert await database.read(ids) == []


async def test_closing_waits_for_what_is_under_way(database_url: str):
    database, begun, order = Database(database_url), threading.Event(), []

    def slowly(connection: Connection) -> None:
        begun.set()
        if database.kind == "postgresql":
            connection.execute(text("SELECT pg_sleep(0.2)"))
        else:
            time.sleep(0.2)
        order.append("written")

    writing = asyncio.create_task(database.write(slowly))
    assert await asyncio.to_thread(begun.wait, 10)
    await database.close()
    order.append("closed")
    await writing

    assert order == ["written", "closed"]


async def test_what_is_closed_is_not_opened_again(database_url: str):
    database = Database(database_url)
    await database.write(add("council"))
    await database.close()

    for again in (database.read(ids), database.write(add("health"))):
        with pytest.raises(RuntimeError):
            await again


async def test_a_read_cannot_write(database: Database):
    with pytest.raises(DBAPIError):
        await database.read(add("council"))

    await database.write(add("trust"))
    assert await database.read(ids) == ["trust"]


async def test_a_look_up_is_a_read_and_sees_what_was_just_written(database: Database):
    with pytest.raises(DBAPIError):
        await database.look_up(add("council"))

    await database.write(add("trust"))
    assert await database.look_up(ids) == ["trust"]
    await asyncio.gather(*(database.write(add(f"trust-{number}")) for number in range(5)))
    assert len(await database.look_up(ids)) == 6


async def test_a_read_sees_one_moment_whatever_is_written_meanwhile(database_url: str):
    async with Database(database_url) as reader, Database(database_url) as writer:
        loop = asyncio.get_running_loop()

        def twice_on_a_thread(connection: Connection) -> list[list[str]]:
            before = ids(connection)
            asyncio.run_coroutine_threadsafe(writer.write(add("council")), loop).result(10)
            return [before, ids(connection)]

        def twice_on_the_loop(connection: Connection) -> list[list[str]]:
            before = ids(connection)
            await_only(writer.write(add("council")))
            return [before, ids(connection)]

        twice = twice_on_a_thread if reader.kind == "sqlite" else twice_on_the_loop
        assert await reader.read(twice) == [[], []]
        assert await reader.read(ids) == ["council"]


async def test_many_reads_and_writes_at_once_all_happen(database: Database):
    names = [f"agency-{number:03}" for number in range(60)]

    await asyncio.gather(*(database.write(add(name)) for name in names), *(database.read(ids) for _ in names))

    assert await database.read(ids) == names


async def test_two_processes_worth_of_writers_wait_for_each_other(database_url: str):
    async with Database(database_url) as one, Database(database_url) as other:
        await asyncio.gather(*((one, other)[number % 2].write(add(f"{number:03}")) for number in range(40)))

        assert len(await one.read(ids)) == 40


async def test_foreign_keys_are_enforced(database: Database):
    with pytest.raises(DBAPIError):
        await database.write(
            lambda connection: connection.execute(
                text("INSERT INTO services VALUES ('s', 'nowhere', 'S', :no)"), {"no": False}
            )
        )


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_sqlite_is_durable_and_lets_reads_go_on_while_it_writes(database: Database):
    def settings(connection: Connection) -> list[object]:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]

    full = 2
    assert await database.write(settings) == ["wal", full, 1, 5000]
    assert await database.read(settings) == ["wal", full, 1, 5000]


async def test_reading_a_file_that_is_not_there_makes_none(tmp_path: Path):
    path = tmp_path / "missing.db"

    async with Database(f"sqlite:///{path}") as database:
        with pytest.raises(OperationalError):
            await database.read(ids)

    assert files(tmp_path) == []


async def test_a_path_may_hold_any_character(tmp_path: Path):
    path = tmp_path / "a ?#%25 ü.db"

    async with Database(f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}") as database:
        await database.write(lambda connection: connection.execute(text("CREATE TABLE t (id INTEGER)")))

    assert files(tmp_path) == [path.name]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "register.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite://relative.db",
        "sqlite+aiosqlite:///register.db",
        "postgres://somebody:secret@host/register",
        "postgresql://somebody:secret@host",
        "postgresql+psycopg2://somebody:secret@host/register",
        "mysql://somebody:secret@host/register",
        "postgresql://somebody:secret@host:port/register",
    ],
)
def test_any_other_url_is_refused_without_repeating_its_password(url: str):
    with pytest.raises(
        DatabaseUrlError, match="sqlite:///path/to/file or postgresql://user@host/name"
    ) as refused:
        Database(url)

    assert "secret" not in str(refused.value)
    assert "secret" not in repr(refused.value.__cause__)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("sqlite:///register.db", "sqlite"),
        ("postgresql://somebody@host/register", "postgresql"),
        ("postgresql+asyncpg://somebody@host/register", "postgresql"),
    ],
)
async def test_naming_a_database_connects_to_nothing(url: str, kind: str):
    async with Database(url) as database:
        assert database.kind == kind
