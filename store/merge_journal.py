"""What a merge writes down of every row that it touches, in values that JSON has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Table

from store.tables.columns import Moment

WHOLE = "*"
"""In the journal, in the place of a column: the kept child itself, as it was and as it became."""


@dataclass(slots=True)
class Journal:
    """What one merge did, in order."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def moved(self, column: Column[Any], key: Mapping[str, Any], old: object, new: object) -> None:
        """A value was changed."""
        self._add(column.table.name, key, column.name, old, new)

    def taken_out(self, table: Table, row: Mapping[str, Any]) -> None:
        """A row was taken out, as it would say what another says already."""
        key = {column.name: row[column.name] for column in table.primary_key}
        self._add(table.name, key, "", {name: plain(value) for name, value in row.items()}, None)

    def changed(self, table: Table, whose: str, old: object, new: object) -> None:
        """What a row stands for was changed as a whole."""
        self._add(table.name, {"id": whose}, WHOLE, old, new)

    def _add(self, table: str, key: Mapping[str, Any], column: str, old: object, new: object) -> None:
        self.rows.append(
            {
                "number": len(self.rows),
                "table_name": table,
                "row_key": dict(key),
                "column_name": column,
                "old_value": old,
                "new_value": new,
            }
        )


def plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def from_plain(column: Column[Any], kept: object) -> object:
    """The value again."""
    # JSON has neither days nor moments.
    if not isinstance(kept, str):
        return kept
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(kept)
    return date.fromisoformat(kept) if isinstance(column.type, Date) else kept
