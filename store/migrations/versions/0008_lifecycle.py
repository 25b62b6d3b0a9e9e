"""What happened to involvements, which refuses to be changed; practitioners found by name."""

import sqlalchemy as sa
from alembic import op

from cases.names import normalise

revision = "0008"
down_revision = "0007"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_ON_SQLITE = """
CREATE TRIGGER events_refuses_{event} BEFORE {event} ON events {when}
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
"""
_ON_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the history is append-only'; END $$
    """,
    """
    CREATE TRIGGER events_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()
    """,
    "ALTER TABLE events ENABLE ALWAYS TRIGGER events_refuses_change",
)


def upgrade() -> None:
    """The history, and a key for each practitioner's name."""
    op.create_table(
        "events",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("child_id", sa.Text, nullable=False),
        sa.Column("involvement_id", sa.Text, nullable=False),
        sa.Column("practitioner_id", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("grant_id", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_child_id"), "events", ["child_id"])
    op.create_table(
        "practitioner_name_keys",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_practitioner_name_keys_practitioner_id"), "practitioner_name_keys", ["practitioner_id"]
    )
    _name_those_already_there()
    _make_append_only()


def _name_those_already_there() -> None:
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT id, name FROM practitioners")).all()
    keys = [{"key": normalise(row.name), "id": row.id} for row in people if normalise(row.name)]
    if keys:
        statement = "INSERT INTO practitioner_name_keys (key, practitioner_id) VALUES (:key, :id)"
        connection.execute(sa.text(statement), keys)


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in _ON_POSTGRESQL:
            op.execute(statement)
        return
    taken = "WHEN EXISTS (SELECT 1 FROM events WHERE number = NEW.number OR id = NEW.id)"
    for event, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", taken)):
        op.execute(_ON_SQLITE.format(event=event, when=when))
