"""Agencies, services, practitioners and agreements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


_PURPOSES = "'safeguarding', 'early_help', 'care', 'education', 'crime'"


def upgrade() -> None:
    """Agencies, services, practitioners and agreements."""
    op.create_table(
        "agencies",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
    )
    op.create_table(
        "services",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("agency_id", sa.Text, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sensitive", sa.Boolean, nullable=False),
    )
    op.create_table(
        "practitioners",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("service_id", sa.Text, sa.ForeignKey("services.id"), nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("tenant_id", sa.Text),
        sa.Column("object_id", sa.Text),
        sa.Column("broker", sa.Boolean, nullable=False),
        sa.Column("governance_lead", sa.Boolean, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("tenant_id", "object_id"),
        sa.CheckConstraint("(tenant_id IS NULL) = (object_id IS NULL)", name="identity_whole"),
    )
    op.create_table(
        "service_managers",
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
        sa.Column("service_id", sa.Text, sa.ForeignKey("services.id"), primary_key=True),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.CheckConstraint("level IN ('existence', 'contact')", name="level_known"),
        sa.CheckConstraint("valid_from <= valid_to", name="valid_from_not_after_valid_to"),
    )
    op.create_table(
        "agreement_agencies",
        sa.Column("agreement_id", sa.Text, sa.ForeignKey("agreements.id"), primary_key=True),
        sa.Column("agency_id", sa.Text, sa.ForeignKey("agencies.id"), primary_key=True),
    )
    op.create_index(op.f("ix_agreement_agencies_agency_id"), "agreement_agencies", ["agency_id"])
    op.create_table(
        "agreement_purposes",
        sa.Column("agreement_id", sa.Text, sa.ForeignKey("agreements.id"), primary_key=True),
        sa.Column("purpose", sa.Text, primary_key=True),
        sa.CheckConstraint(f"purpose IN ({_PURPOSES})", name="purpose_known"),
    )
