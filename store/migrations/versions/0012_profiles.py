"""What practitioners say of themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "profiles",
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
        sa.Column("working_days", sa.Text, nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("away_from", sa.Date),
        sa.Column("away_until", sa.Date),
        sa.CheckConstraint("away_from <= away_until", name="away_from_not_after_away_until"),
        sa.CheckConstraint("away_until IS NULL OR away_from IS NOT NULL", name="away_has_first_day"),
    )
