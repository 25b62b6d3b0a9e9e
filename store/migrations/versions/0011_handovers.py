"""Hand-overs; administrators; involvements that were called off before they began."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_STATES = "'asked', 'accepted', 'done', 'declined', 'withdrawn', 'lapsed'"
_OPEN = sa.text("state IN ('asked', 'accepted')")


def upgrade() -> None:
    """One table, and a mark each on practitioners and involvements."""
    for table, mark in (("practitioners", "administrator"), ("involvements", "cancelled")):
        op.add_column(table, sa.Column(mark, sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "handovers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("involvements", sa.JSON, nullable=False),
        sa.Column("giver_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("receiver_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("asked_by", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("with_lead", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(f"state IN ({_STATES})", name="state_known"),
    )
    op.create_index(op.f("ix_handovers_state_first_day"), "handovers", ["state", "first_day"])
    op.create_index(
        op.f("uq_handovers_open"),
        "handovers",
        ["giver_id", "child_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
