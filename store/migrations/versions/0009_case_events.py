"""What happened to cases, which refuses to be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_ON_SQLITE = """
CREATE TRIGGER case_events_refuses_{event} BEFORE {event} ON case_events {when}
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
# The function is that of the history of involvements (revision 0008).
_ON_POSTGRESQL = (
    """
    CREATE TRIGGER case_events_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
    FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()
    """,
    "ALTER TABLE case_events ENABLE ALWAYS TRIGGER case_events_refuses_change",
)


def upgrade() -> None:
    """The history of cases."""
    op.create_table(
        "case_events",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("lead_id", sa.Text),
        sa.Column("previous_id", sa.Text),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_case_events_case_id"), "case_events", ["case_id"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in _ON_POSTGRESQL:
            op.execute(statement)
        return
    taken = "WHEN EXISTS (SELECT 1 FROM case_events WHERE number = NEW.number OR id = NEW.id)"
    for event, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", taken)):
        op.execute(_ON_SQLITE.format(event=event, when=when))
