"""How long an agency lets an involvement go unconfirmed, who was asked about it when, and who left when."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """A setting of each agency, the day of the last question, the day somebody left, and two indexes."""
    with op.batch_alter_table("agencies", recreate="never") as agencies:
        agencies.add_column(
            sa.Column(
                "confirm_after_days",
                sa.Integer,
                sa.CheckConstraint(
                    "confirm_after_days BETWEEN 1 AND 3650", name="confirm_after_days_plausible"
                ),
                nullable=False,
                server_default="90",
            )
        )
    op.add_column("practitioners", sa.Column("left_on", sa.Date))
    op.create_table(
        "confirm_prompts",
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
        sa.Column("asked_on", sa.Date, nullable=False),
    )
    # Not an expression: SQLite cannot reflect one. The first day may be missing.
    op.create_index(op.f("ix_involvements_last_confirmed_since"), "involvements", ["last_confirmed", "since"])
    op.create_index(op.f("ix_involvements_practitioner_id"), "involvements", ["practitioner_id"])
