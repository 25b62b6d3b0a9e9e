"""Many rows at once, without SQLAlchemy's work for each of them: that takes longer than writing them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table

_Process = Callable[[Any], Any]
_FEW = 20


def insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns. What the columns' types make of values holds here too."""
    if not rows:
        return
    names = tuple(column.name for column in table.c if column.name in rows[0])
    if len(rows) < _FEW or len(names) == 1:
        connection.execute(table.insert(), rows)
        return
    statement, processes = _prepared(connection.dialect, table, names)
    columns: list[Sequence[Any]] = list(zip(*map(itemgetter(*names), rows), strict=True))
    for place, process in processes:
        columns[place] = [process(value) for value in columns[place]]
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


@lru_cache
def _prepared(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[str, tuple[tuple[int, _Process], ...]]:
    """The statement as the driver wants it, and what is to be done with the values of some columns."""
    statement = str(table.insert().inline().compile(dialect=dialect, column_keys=names))
    processes = []
    for place, name in enumerate(names):
        process = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            processes.append((place, process))
    return statement, tuple(processes)
