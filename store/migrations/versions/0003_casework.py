"""Cases, involvements and grants."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


_PURPOSES = "'safeguarding', 'early_help', 'care', 'education', 'crime'"
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Cases, involvements and grants."""
    op.create_table(
        "cases",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("lead_id", sa.Text, sa.ForeignKey("practitioners.id")),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("conversation_id", sa.Text, unique=True),
        sa.CheckConstraint("status IN ('open', 'closed')", name="status_known"),
    )
    op.create_table(
        "case_children",
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index(op.f("ix_case_children_child_id"), "case_children", ["child_id"])
    op.create_table(
        "involvements",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("service_id", sa.Text, sa.ForeignKey("services.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("last_contact", sa.Date),
        sa.Column("last_confirmed", sa.Date),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("disclosure_level", sa.Text, nullable=False),
        sa.Column("disclosure_basis", sa.Text, nullable=False),
        sa.CheckConstraint("since <= until", name="since_not_after_until"),
        sa.CheckConstraint("visibility IN ('open', 'sensitive')", name="visibility_known"),
        sa.CheckConstraint(
            "disclosure_level IN ('none', 'existence', 'named')", name="disclosure_level_known"
        ),
        sa.CheckConstraint(
            "disclosure_level = 'none' OR visibility = 'sensitive'",
            name="disclosure_of_sensitive_only",
        ),
        sa.CheckConstraint(
            "disclosure_level = 'none' OR disclosure_basis <> ''", name="disclosure_has_basis"
        ),
    )
    op.create_index(op.f("ix_involvements_child_id"), "involvements", ["child_id"])
    op.create_table(
        "involvement_named_to",
        sa.Column("involvement_id", sa.Text, sa.ForeignKey("involvements.id"), primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
    )
    op.create_table(
        "grants",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.CheckConstraint(f"purpose IN ({_PURPOSES})", name="purpose_known"),
        sa.CheckConstraint("given_at < expires_at", name="given_before_expiry"),
    )
    op.create_index(op.f("ix_grants_practitioner_id_child_id"), "grants", ["practitioner_id", "child_id"])
