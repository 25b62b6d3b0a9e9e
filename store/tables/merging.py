"""Children who may be one: the stewards' queue, the merges, and every row that a merge moved."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from cases.model import LinkAnswer, LinkState
from store.tables.columns import Moment, Words, metadata, one_of

_HOLDS = text("undone_at IS NULL")

child_merges = Table(
    "child_merges",
    metadata,
    Column("id", Words, primary_key=True),
    Column("kept_id", ForeignKey("children.id"), nullable=False),
    Column("gone_id", ForeignKey("children.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by_id", ForeignKey("practitioners.id"), nullable=False),
    Column("reason", Words, nullable=False),
    # The kept child's own involvements at that moment: what is neither these nor moved came later.
    Column("held", JSON, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", ForeignKey("practitioners.id")),
    Column("undone_reason", Words, nullable=False, server_default=""),
    CheckConstraint("kept_id <> gone_id", name="not_with_oneself"),
    Index(None, "kept_id"),
    # A child is merged into one other at a time.
    Index("uq_child_merges_holds", "gone_id", unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS),
)

# What a merge did, row by row. An empty column: the whole row was taken out, and is the old value.
child_merge_rows = Table(
    "child_merge_rows",
    metadata,
    Column("merge_id", ForeignKey("child_merges.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("table_name", Text, nullable=False),
    Column("row_key", JSON, nullable=False),
    Column("column_name", Text, nullable=False),
    Column("old_value", JSON),
    Column("new_value", JSON),
)

child_links = Table(
    "child_links",
    metadata,
    Column("id", Words, primary_key=True),
    Column("one_id", ForeignKey("children.id"), nullable=False),
    Column("other_id", ForeignKey("children.id"), nullable=False),
    Column("probability", Float, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    one_of("state", LinkState),
    CheckConstraint("one_id <> other_id", name="not_with_oneself"),
    UniqueConstraint("one_id", "other_id"),
    Index(None, "state", "at"),
    Index(None, "other_id"),
)

child_link_answers = Table(
    "child_link_answers",
    metadata,
    Column("link_id", ForeignKey("child_links.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by_id", ForeignKey("practitioners.id"), nullable=False),
    Column("answer", Text, nullable=False),
    Column("words", Words, nullable=False),
    one_of("answer", LinkAnswer),
)
