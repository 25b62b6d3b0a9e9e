"""What children are found by when not asked for quite as they are written; filled for all there are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from cases.model import Birth, Child, ChildId, Name
from store.child_rows import search_values

revision = "0028"
down_revision = "0027"

# In words of this revision: later ones may know of columns that are not there yet.
_CHILDREN = sa.text(
    "SELECT id, birth_year, birth_month, birth_day, birth_expected, area, nhs_number, upn FROM children"
    " WHERE id > :last ORDER BY id LIMIT 500"
)
_NAMES = sa.text(
    "SELECT child_id, given, family FROM child_names WHERE child_id > :last AND child_id <= :end"
    " ORDER BY child_id, position"
)


def upgrade() -> None:
    """Two tables and their rows; and pupil's numbers, as NHS numbers, are looked up."""
    op.create_index(op.f("ix_children_upn"), "children", ["upn"])
    op.create_table(
        "child_traits",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("traits", sa.Text, nullable=False),
    )
    op.create_table(
        "child_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    last = ""
    while rows := connection.execute(_CHILDREN, {"last": last}).all():
        end = rows[-1].id
        named: dict[str, list[Name]] = defaultdict(list)
        for row in connection.execute(_NAMES, {"last": last, "end": end}):
            named[row.child_id].append(Name(row.given, row.family))
        for table, values in search_values([_child(row, named[row.id]) for row in rows]):
            if keyed := list(values):
                connection.execute(table.insert(), keyed)
        last = end


def _child(row: sa.Row[Any], names: Sequence[Name]) -> Child:
    year = row.birth_year
    birth = Birth(year, row.birth_month, row.birth_day, bool(row.birth_expected)) if year else None
    return Child(ChildId(row.id), "", tuple(names), birth, row.area, row.nhs_number or "", row.upn or "")
