"""Two children who are one: merges with all that they moved, the stewards' queue, and who is a steward."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_MOMENT = sa.DateTime(timezone=True)
_MERGED = sa.text("merged_into IS NOT NULL")
_HOLDS = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """A pointer from the child who is gone to the one who is kept, and four tables."""
    _columns()
    _merges()
    _links()


def _columns() -> None:
    op.add_column("children", sa.Column("merged_into", sa.Text))
    op.create_index(
        op.f("ix_children_merged_into"),
        "children",
        ["merged_into"],
        sqlite_where=_MERGED,
        postgresql_where=_MERGED,
    )
    op.add_column(
        "practitioners", sa.Column("steward", sa.Boolean, nullable=False, server_default=sa.false())
    )


def _merges() -> None:
    op.create_table(
        "child_merges",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kept_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("gone_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("held", sa.JSON, nullable=False),
        sa.Column("undone_at", _MOMENT),
        sa.Column("undone_by", sa.Text, sa.ForeignKey("practitioners.id")),
        sa.Column("undone_reason", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint("kept_id <> gone_id", name="not_with_oneself"),
    )
    op.create_index(op.f("ix_child_merges_kept_id"), "child_merges", ["kept_id"])
    op.create_index(
        "uq_child_merges_holds",
        "child_merges",
        ["gone_id"],
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    )
    op.create_table(
        "child_merge_rows",
        sa.Column("merge_id", sa.Text, sa.ForeignKey("child_merges.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("row_key", sa.JSON, nullable=False),
        sa.Column("column_name", sa.Text, nullable=False),
        sa.Column("old_value", sa.JSON),
        sa.Column("new_value", sa.JSON),
    )


def _links() -> None:
    op.create_table(
        "child_links",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("one_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("other_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("probability", sa.Float, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.CheckConstraint("state IN ('open', 'same', 'different')", name="state_known"),
        sa.CheckConstraint("one_id <> other_id", name="not_with_oneself"),
        sa.UniqueConstraint("one_id", "other_id"),
    )
    op.create_index(op.f("ix_child_links_state_at"), "child_links", ["state", "at"])
    op.create_index(op.f("ix_child_links_other_id"), "child_links", ["other_id"])
    op.create_table(
        "child_link_answers",
        sa.Column("link_id", sa.Text, sa.ForeignKey("child_links.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.CheckConstraint("answer IN ('same', 'different', 'not sure')", name="answer_known"),
    )
