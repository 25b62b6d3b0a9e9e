"""Requests to be put in touch, and on what ground an involvement of a sensitive service is recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_STAGES = (
    *("asked", "passed on", "accepted", "declined", "will get in touch", "not passed on", "withdrawn"),
    "no longer possible",
)
_PURPOSES = ("safeguarding", "early_help", "care", "education", "crime")
_GROUNDS_SO_FAR = """
UPDATE involvements SET recording_basis = COALESCE((
    SELECT events.basis FROM events
    WHERE events.involvement_id = involvements.id AND events.basis <> ''
    ORDER BY events.number DESC LIMIT 1
), '') WHERE visibility = 'sensitive'
"""


def upgrade() -> None:
    """Two tables for the requests, and a column that the history fills as far as it knows."""
    op.add_column("involvements", sa.Column("recording_basis", sa.Text, nullable=False, server_default=""))
    op.execute(_GROUNDS_SO_FAR)
    op.create_table(
        "introductions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("asker_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("child_id", sa.Text, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_one_of("purpose", _PURPOSES), name=op.f("ck_introductions_purpose_known")),
    )
    op.create_index(op.f("ix_introductions_asker_id_child_id"), "introductions", ["asker_id", "child_id"])
    op.create_table(
        "introduction_approaches",
        sa.Column("introduction_id", sa.Text, sa.ForeignKey("introductions.id"), primary_key=True),
        sa.Column("involvement_id", sa.Text, sa.ForeignKey("involvements.id"), primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("service_id", sa.Text, sa.ForeignKey("services.id"), nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Text, sa.ForeignKey("practitioners.id")),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(_one_of("stage", _STAGES), name=op.f("ck_introduction_approaches_stage_known")),
    )
    op.create_index(op.f("ix_introduction_approaches_stage"), "introduction_approaches", ["stage"])


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
