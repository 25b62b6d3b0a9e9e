"""Updates, how people want to hear of them, and digests."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0023"


def _whose(*, key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False, primary_key=key
    )


def upgrade() -> None:
    """Six tables, and the ways by which digests are read for many services at once."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "updates",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("child_id", sa.Text),
        sa.Column("case_id", sa.Text),
        sa.Column("actor_id", sa.Text),
        sa.Column("about_id", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
    )
    op.create_index(op.f("ix_updates_at"), "updates", ["at"])
    op.create_index(op.f("ix_updates_kind_at"), "updates", ["kind", "at"])
    op.create_table(
        "update_items",
        sa.Column("update_id", sa.Text, primary_key=True),
        _whose(key=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("batch", sa.Text, nullable=False, server_default=""),
        sa.Column("seen_at", moment),
        sa.Column("reminded_at", moment),
        sa.Column("escalated_at", moment),
    )
    op.create_index(op.f("ix_update_items_batch_due_at"), "update_items", ["batch", "due_at"])
    op.create_table(
        "update_batches",
        sa.Column("id", sa.Text, primary_key=True),
        _whose(),
        sa.Column("at", moment, nullable=False),
    )
    op.create_index(op.f("ix_update_batches_practitioner_id_at"), "update_batches", ["practitioner_id", "at"])
    op.create_table(
        "choices",
        _whose(key=True),
        sa.Column("pace", sa.Text, nullable=False),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("daily_at", sa.Time, nullable=False),
        sa.Column("quiet_from", sa.Time, nullable=False),
        sa.Column("quiet_to", sa.Time, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("budget", sa.Integer, nullable=False),
    )
    op.create_table(
        "case_mutes",
        _whose(key=True),
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), primary_key=True),
    )
    op.create_table(
        "digests",
        _whose(key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
    )
    op.create_index(op.f("ix_update_items_practitioner_id"), "update_items", ["practitioner_id"])
    op.create_index(op.f("ix_involvements_service_id"), "involvements", ["service_id"])
    op.create_index(op.f("ix_practitioners_service_id"), "practitioners", ["service_id"])
    op.create_index(op.f("ix_cases_lead_id"), "cases", ["lead_id"])
    op.create_index(op.f("ix_case_events_at"), "case_events", ["at"])
