"""What becomes of each notice: its state, its tries, and the message that it was."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Columns, and indexes of what has not ended: taking stays quick beside a million that were sent."""
    moment = sa.DateTime(timezone=True)
    for column in (
        sa.Column("state", sa.Text, nullable=False, server_default="waiting"),
        sa.Column("written_at", moment),
        sa.Column("sending_at", moment),
        sa.Column("ended_at", moment),
        sa.Column("activity_id", sa.Text, nullable=False, server_default=""),
        sa.Column("maybe_twice", sa.Integer, nullable=False, server_default="0"),
        sa.Column("blocks", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("notices", column)
    op.drop_index(op.f("ix_notices_not_before"), "notices")
    still_open = sa.text("ended_at IS NULL")
    for columns in (["not_before", "id"], ["practitioner_id", "id"]):
        op.create_index(
            op.f(f"ix_notices_{'_'.join(columns)}"),
            "notices",
            columns,
            sqlite_where=still_open,
            postgresql_where=still_open,
        )
    gone = sa.text("unreachable_since IS NOT NULL")
    op.create_index(
        op.f("ix_conversation_references_unreachable_since"),
        "conversation_references",
        ["unreachable_since"],
        sqlite_where=gone,
        postgresql_where=gone,
    )
    op.create_index(op.f("ix_notices_state_ended_at"), "notices", ["state", "ended_at"])
