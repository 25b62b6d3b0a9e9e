"""A number that changes with every agency, service, practitioner and agreement."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = (
    "agencies",
    "services",
    "practitioners",
    "service_managers",
    "agreements",
    "agreement_agencies",
    "agreement_purposes",
)
_ON_SQLITE = """
CREATE TRIGGER {table}_{event}_counts AFTER {event} ON {table}
BEGIN UPDATE directory_version SET value = value + 1; END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION directory_has_changed() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN UPDATE directory_version SET value = value + 1; RETURN NULL; END $$
"""
_ON_POSTGRESQL = """
CREATE TRIGGER {table}_counts AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION directory_has_changed()
"""


def upgrade() -> None:
    """One row, and triggers that count in it."""
    op.create_table(
        "directory_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.CheckConstraint("id = 1", name="only_row"),
    )
    op.execute("INSERT INTO directory_version (id, value) VALUES (1, 0)")
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for event in ("INSERT", "UPDATE", "DELETE"):
                op.execute(_ON_SQLITE.format(table=table, event=event))
        return
    op.execute(_FUNCTION)
    for table in _TABLES:
        op.execute(_ON_POSTGRESQL.format(table=table))
