"""What agencies' own systems have given, and the runs that read it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Two tables, and relationships that end."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sources",
        sa.Column("agency_id", sa.Text, sa.ForeignKey("agencies.id"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Text, primary_key=True),
        sa.Column("entity_id", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("seen_run", sa.Text, nullable=False),
        sa.Column("ended", sa.Date),
        sqlite_with_rowid=False,
    )
    few = sa.text("kind <> 'involvements'")
    op.create_index(
        op.f("ix_sources_entity_id"), "sources", ["entity_id"], sqlite_where=few, postgresql_where=few
    )
    op.create_table(
        "import_runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("agency_id", sa.Text, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("ended_at", moment),
    )
    op.add_column("relationships", sa.Column("ended_on", sa.Date))
