"""What was last said of a task, or of tasks to a person."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "task_reminders",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("stamp", sa.Text, nullable=False),
    )
