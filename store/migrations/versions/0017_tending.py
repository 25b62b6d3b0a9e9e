"""Who tends what: not only cases have one who does, the making of a team has too."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """The same table, without a foreign key. What was in it was held for minutes."""
    op.drop_table("case_tending")
    op.create_table(
        "case_tending",
        sa.Column("case_id", sa.Text, primary_key=True),
        sa.Column("work_key", sa.Text, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
    )
