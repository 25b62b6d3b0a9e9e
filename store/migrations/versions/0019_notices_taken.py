"""Who is delivering a notice: of several replicas one does."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """One column."""
    op.add_column("notices", sa.Column("taken_by", sa.Text, nullable=False, server_default=""))
