"""Cases' channels, kinds of case, and why a case was closed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_KINDS = ("early_help", "child_in_need", "child_protection", "looked_after", "care_leaver")
_FORMS = ("private", "shared", "own_team")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Three columns, and eight tables."""
    # Both databases take the constraint with the column; SQLite takes it in no other way.
    _add_known("cases", "kind", _KINDS)
    _add_known("agencies", "channel_form", _FORMS)
    op.add_column("case_events", sa.Column("detail", sa.Text, nullable=False, server_default=""))
    _orders()
    _records()
    _work()


def _orders() -> None:
    op.create_table(
        "channel_orders",
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("progress_conversation", sa.Text),
        sa.Column("progress_activity", sa.Text),
        _known("channel_orders", "form", _FORMS),
    )
    op.create_table(
        "channel_left_out",
        sa.Column("case_id", sa.Text, sa.ForeignKey("channel_orders.case_id"), primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
    )


def _records() -> None:
    op.create_table(
        "channel_records",
        sa.Column("case_id", sa.Text, sa.ForeignKey("channel_orders.case_id"), primary_key=True),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("team_id", sa.Text, nullable=False),
        sa.Column("channel_id", sa.Text, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", _MOMENT),
        sa.Column("trouble", sa.Text, nullable=False),
        _known("channel_records", "stage", ("opening", "open", "archived", "lost")),
    )
    op.create_index(op.f("ix_channel_records_team_id"), "channel_records", ["team_id"])
    op.create_table(
        "channel_seats",
        sa.Column("case_id", sa.Text, sa.ForeignKey("channel_orders.case_id"), primary_key=True),
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("object_id", sa.Text, primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id")),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("membership", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        _known("channel_seats", "stage", ("in", "refused", "leaving", "out", "stranger")),
    )
    op.create_index(op.f("ix_channel_seats_practitioner_id"), "channel_seats", ["practitioner_id"])


def _work() -> None:
    op.create_table(
        "case_tending",
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("work_key", sa.Text, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "case_teams",
        sa.Column("team_id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("ready", sa.Boolean, nullable=False),
        sa.Column("full", sa.Boolean, nullable=False),
        sa.Column("operation", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id")),
    )
    op.create_table(
        "posts",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, nullable=False),
        sa.Column("activity_id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("intended", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "graph_subscriptions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("team_id", sa.Text, nullable=False, unique=True),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
    )


def _add_known(table: str, column: str, values: tuple[str, ...]) -> None:
    check = f"CONSTRAINT ck_{table}_{column}_known CHECK ({_one_of(column, values)})"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT {check}")


def _known(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(_one_of(column, values), name=op.f(f"ck_{table}_{column}_known"))


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
