"""What is asked of shielded children's records, the reviews of overrides, and the ends of grants."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Three tables, each only ever added to."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "grant_endings",
        sa.Column("grant_id", sa.Text, sa.ForeignKey("grants.id"), primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("by_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "approaches",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.CheckConstraint("kind IN ('contact', 'override', 'override refused')", name="kind_known"),
        sa.CheckConstraint(
            "purpose IN ('safeguarding', 'early_help', 'care', 'education', 'crime')", name="purpose_known"
        ),
    )
    op.create_index(op.f("ix_approaches_practitioner_id_at"), "approaches", ["practitioner_id", "at"])
    op.create_table(
        "approach_reviews",
        sa.Column("approach_id", sa.Text, sa.ForeignKey("approaches.id"), primary_key=True),
        sa.Column("by_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.CheckConstraint("verdict IN ('looks right', 'investigate')", name="verdict_known"),
    )
