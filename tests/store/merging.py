"""Merging in tests: the change as a turn would write it, and every row of a database to compare."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from cases.merging import Fact, merged
from cases.model import Child, Merge, PractitionerId
from cases.records import ChildMerge, ChildUnmerge, Effects
from store.tables import metadata
from tests import builders as make

OWN_TABLES = {"child_merges", "child_merge_rows", "directory_version"}


def merge_of(kept: Child, gone: Child, by: str = "anna", *taken: Fact, name: str = "merge") -> ChildMerge:
    made = Merge(name, kept.id, gone.id, make.NOW, PractitionerId(by), "the same mother")
    return ChildMerge(made, kept, gone, merged(kept, gone, taken))


def effects(*rewrites: Any) -> Effects:
    return Effects(rewrites=rewrites)


def unmerge_of(change: ChildMerge, by: str = "anna") -> ChildUnmerge:
    return ChildUnmerge(change.merge, PractitionerId(by), make.NOW, "twins")


def rows(connection: Connection) -> Mapping[str, list[str]]:
    """Every row of every table, but for what merges keep of themselves."""
    return {
        table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
        for table in metadata.sorted_tables
        if table.name not in OWN_TABLES
    }
