"""Whether a notice's message has arrived can be looked up: what it bears, and since when that is open."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Three columns. What was about to leave at this moment bears no mark, and is sent again."""
    op.add_column("notices", sa.Column("mark", sa.Text, nullable=False, server_default=""))
    op.add_column("notices", sa.Column("doubt_since", sa.DateTime(timezone=True)))
    op.add_column("notices", sa.Column("looks", sa.Integer, nullable=False, server_default="0"))
