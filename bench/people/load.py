"""Very many rows into an empty register at once, whichever database it is: no index meets them one by one."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg
from sqlalchemy import Dialect, Table
from sqlalchemy.dialects.postgresql import dialect as postgresql
from sqlalchemy.dialects.sqlite import dialect as sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex

from store.tables import metadata

Row = Mapping[str, Any]
_DIALECTS: Mapping[str, Callable[[], Dialect]] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True, slots=True)
class Shaped:
    """Rows of one table as a database's driver takes them. Goes from one process to another."""

    table: str
    columns: Sequence[str]
    values: Sequence[tuple[Any, ...]]


class Loader(Protocol):
    """Takes rows of tables in any order; they are all there when its block ends."""

    def add(self, rows: Shaped) -> None:
        """Take some rows."""
        ...


@contextmanager
def loading(url: str) -> Iterator[Loader]:
    """A loader for a register with its tables and nothing in them yet."""
    there = make_url(url)
    with _sqlite(str(there.database)) if there.drivername == "sqlite" else _postgres(url) as loader:
        yield loader


@contextmanager
def _sqlite(path: str) -> Iterator["_Sqlite"]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # What fails is begun anew in another file: there is nothing to go back to.
        for setting in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=OFF", "cache_size=-200000"):
            connection.execute(f"PRAGMA {setting}")
        loader = _Sqlite(connection)
        for index in _indexes():
            connection.execute(f"DROP INDEX IF EXISTS {index.name}")
        connection.execute("BEGIN")
        yield loader
        loader.place()
        for index in _indexes():
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite())))
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


@contextmanager
def _postgres(url: str) -> Iterator["_Postgres"]:
    with psycopg.connect(url.replace("+asyncpg", ""), autocommit=True) as connection:
        # Nobody else is there, and what fails is begun anew: neither references nor the log are needed.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '256MB'")
        for index in _indexes():
            connection.execute(f"DROP INDEX IF EXISTS {index.name}".encode())
        loader = _Postgres(connection)
        yield loader
        for index in _indexes():
            connection.execute(str(CreateIndex(index).compile(dialect=postgresql())).encode())
        connection.execute("VACUUM ANALYZE")


def _indexes() -> list[Any]:
    return [index for table in metadata.sorted_tables for index in sorted(table.indexes, key=_name)]


def _name(index: Any) -> str:  # noqa: ANN401 - an Index, of which SQLAlchemy says too little
    return str(index.name)


def shaped(table: Table, rows: Iterable[Row], kind: str) -> Shaped:
    """Rows as the driver of that kind of database takes them, each value as its column's type has it."""
    listed, dialect = list(rows), _DIALECTS[kind]()
    columns = list(listed[0]) if listed else []
    ways = {
        place: way
        for place, name in enumerate(columns)
        if (way := table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
    }
    return Shaped(table.name, columns, [_tuple(row, ways) for row in listed])


def _tuple(row: Row, ways: Mapping[int, Callable[[Any], Any]]) -> tuple[Any, ...]:
    made = list(row.values())
    for place, way in ways.items():
        made[place] = way(made[place])
    return tuple(made)


class _Sqlite:
    """Rows of a table that is a tree of its own keys are laid aside, and put in in order at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._aside: dict[str, Sequence[str]] = {}

    def add(self, rows: Shaped) -> None:
        if not rows.values:
            return
        into, listed = rows.table, ", ".join(rows.columns)
        if metadata.tables[rows.table].dialect_options["sqlite"]["with_rowid"] is False:
            into = f"temp.aside_{rows.table}"
            if rows.table not in self._aside:
                self._connection.execute(f"CREATE TABLE {into} ({listed})")
                self._aside[rows.table] = rows.columns
        marks = ", ".join("?" * len(rows.columns))
        self._connection.executemany(
            f"INSERT INTO {into} ({listed}) VALUES ({marks})",  # noqa: S608 - our own names
            rows.values,
        )

    def place(self) -> None:
        for name, columns in self._aside.items():
            listed, key = ", ".join(columns), ", ".join(one.name for one in metadata.tables[name].primary_key)
            self._connection.execute(
                f"INSERT INTO main.{name} ({listed}) SELECT {listed} FROM temp.aside_{name} ORDER BY {key}"  # noqa: S608
            )
            self._connection.execute(f"DROP TABLE temp.aside_{name}")


class _Postgres:
    """Rows are copied as they come: references are not looked at, and its keys bear any order."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def add(self, rows: Shaped) -> None:
        if not rows.values:
            return
        into = f"COPY {rows.table} ({', '.join(rows.columns)}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(into.encode()) as copy:
            for values in rows.values:
                copy.write_row(values)
