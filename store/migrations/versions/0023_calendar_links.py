"""Links to one's tasks as a calendar: digests of their tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "calendar_links",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("task_id", sa.Text, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
    )
    op.create_index(op.f("ix_calendar_links_practitioner_id"), "calendar_links", ["practitioner_id"])
