"""Background work: what is not due yet, who works, and what died under whom."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Three tables beside those that the durable engine makes for itself."""
    op.create_table(
        "scheduled_work",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("ids", sa.JSON, nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_scheduled_work_not_before"), "scheduled_work", ["not_before"])
    op.create_table(
        "work_leases",
        sa.Column("worker_id", sa.Text, primary_key=True),
        sa.Column("beat", sa.Float, nullable=False),
    )
    op.create_table(
        "work_deaths",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
