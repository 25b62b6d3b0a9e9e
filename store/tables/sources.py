"""What agencies' own systems have given: which row is what in the register, and the runs that read it."""

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Text, text

from store.tables.columns import Moment, Words, metadata

# Involvements are looked up by their own id alone, and there are most of them.
_FEW = text("kind <> 'involvements'")

sources = Table(
    "sources",
    metadata,
    Column("agency_id", ForeignKey("agencies.id"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("entity_id", Text, nullable=False),
    Column("row_hash", Text, nullable=False),
    # The row as it was given, to tell what a later one changes.
    Column("given", Text, nullable=False),
    # The run that last wrote this row.
    Column("seen_run", Text, nullable=False),
    Column("ended", Date),
    Index("ix_sources_entity_id", "entity_id", sqlite_where=_FEW, postgresql_where=_FEW),
    sqlite_with_rowid=False,
)

import_runs = Table(
    "import_runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency_id", ForeignKey("agencies.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
