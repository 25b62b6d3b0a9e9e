"""Who has left by the directory's word alone."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """A mark, and an index of those few who bear it."""
    op.add_column(
        "practitioners",
        sa.Column("left_by_directory", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_practitioners_left_by_directory",
        "practitioners",
        ["tenant_id", "object_id"],
        # As the queries say it, or SQLite would not see that it is the same.
        sqlite_where=sa.text("left_by_directory = 1"),
        postgresql_where=sa.text("left_by_directory"),
    )
