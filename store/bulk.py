"""Many rows at once, without SQLAlchemy's work for each of them: that takes longer than writing them."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table

from store.tables.columns import Words, all_storable, storable

_Process = Callable[[Sequence[Any]], Sequence[Any]]
"""What becomes of a column's values."""

_FEW = 20


def insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns. What the columns' types make of values holds here too."""
    if not rows:
        return
    names = tuple(column.name for column in table.c if column.name in rows[0])
    if len(rows) < _FEW or len(names) == 1:
        connection.execute(table.insert(), rows)
        return
    insert_tuples(connection, table, names, list(map(itemgetter(*names), rows)))


def insert_tuples(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """The same for rows that are tuples of the values of these columns."""
    if not rows:
        return
    statement, processes = _prepared(connection.dialect, table, names)
    if processes:
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, process in processes:
            columns[place] = process(columns[place])
        rows = list(zip(*columns, strict=True))
    connection.exec_driver_sql(statement, list(rows))


@lru_cache
def _prepared(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[int, _Process], ...]]:
    """The statement as the driver wants it, and what is to be done with the values of some columns."""
    statement = str(table.insert().inline().compile(dialect=dialect, column_keys=names))
    processes = []
    for place, name in enumerate(names):
        kind = table.c[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if isinstance(kind, Words):
            processes.append((place, _words))
        elif process is not None:
            processes.append((place, partial(_each, process)))
    return statement, tuple(processes)


def _words(values: Sequence[str | None]) -> Sequence[str | None]:
    # Nearly all texts can be stored as they are: looked at together they take a tenth of the time.
    if all_storable(filter(None, values)):
        return values
    return [None if value is None else storable(value) for value in values]


def _each(process: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    # Days and words of a list are few in many rows.
    made = {value: process(value) for value in set(values)}
    return [made[value] for value in values]
