"""The audit trail, which refuses to be changed; handled activities, chats and notices."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# REPLACE takes rows away without a DELETE trigger hearing of it, hence the one on INSERT.
_APPEND_ONLY_ON_SQLITE = """
CREATE TRIGGER audit_refuses_{event} BEFORE {event} ON audit {when}
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
_APPEND_ONLY_ON_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
    """,
    """
    CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
    # Otherwise a session that calls itself a replica would not fire it.
    "ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_refuses_change",
)


def upgrade() -> None:
    """The audit trail, which refuses to be changed; handled activities, chats and notices."""
    op.create_table(
        "audit",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("practitioner_id", sa.Text),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("child_id", sa.Text),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbound",
        sa.Column("activity_id", sa.Text, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_index(op.f("ix_inbound_at"), "inbound", ["at"])
    op.create_table(
        "conversation_references",
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("object_id", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, nullable=False),
        sa.Column("service_url", sa.Text, nullable=False),
        sa.Column("unreachable_since", _MOMENT),
    )
    op.create_table(
        "notices",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_not_before"), "notices", ["not_before"])
    _make_append_only()


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in _APPEND_ONLY_ON_POSTGRESQL:
            op.execute(statement)
        return
    taken = "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"
    for event, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", taken)):
        op.execute(_APPEND_ONLY_ON_SQLITE.format(event=event, when=when))
