"""Who has left by the directory's word alone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_BY_DIRECTORY = sa.text("left_by_directory")


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
        sqlite_where=_BY_DIRECTORY,
        postgresql_where=_BY_DIRECTORY,
    )
