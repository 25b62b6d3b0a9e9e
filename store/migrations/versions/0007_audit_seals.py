"""Seals over the audit trail, append-only as it is; and the trail by child and by practitioner."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_APPEND_ONLY_ON_SQLITE = """
CREATE TRIGGER audit_seals_refuses_{event} BEFORE {event} ON audit_seals {when}
BEGIN SELECT RAISE(ABORT, 'the seals of the audit trail are append-only'); END
"""
# The function is that of the audit table (revision 0004).
_APPEND_ONLY_ON_POSTGRESQL = (
    """
    CREATE TRIGGER audit_seals_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
    "ALTER TABLE audit_seals ENABLE ALWAYS TRIGGER audit_seals_refuses_change",
)


def upgrade() -> None:
    """The table of seals, its triggers, and two indexes on the trail."""
    op.create_table(
        "audit_seals",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("entries", sa.BigInteger, nullable=False),
        sa.Column("numbers", sa.Text, nullable=False),
        sa.Column("digests", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("head", sa.Text, nullable=False),
    )
    op.create_index(op.f("ix_audit_child_id_id"), "audit", ["child_id", "id"])
    op.create_index(op.f("ix_audit_practitioner_id_id"), "audit", ["practitioner_id", "id"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in _APPEND_ONLY_ON_POSTGRESQL:
            op.execute(statement)
        return
    taken = "WHEN EXISTS (SELECT 1 FROM audit_seals WHERE number = NEW.number)"
    for event, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", taken)):
        op.execute(_APPEND_ONLY_ON_SQLITE.format(event=event, when=when))
