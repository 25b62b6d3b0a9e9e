"""What the directory last said of each practitioner; and their ids in lower case, as Entra writes them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

# Whoever is there in both spellings stays so: which of the two rows counts is for a person to say.
_LOWER = """
UPDATE practitioners SET tenant_id = lower(tenant_id), object_id = lower(object_id)
WHERE (tenant_id <> lower(tenant_id) OR object_id <> lower(object_id))
AND length(tenant_id) = 36 AND length(object_id) = 36
AND NOT EXISTS (
    SELECT 1 FROM practitioners AS other
    WHERE other.id <> practitioners.id
    AND lower(other.tenant_id) = lower(practitioners.tenant_id)
    AND lower(other.object_id) = lower(practitioners.object_id)
)
"""


def upgrade() -> None:
    """One table, and identities that are found however a file spelt them."""
    op.create_table(
        "directory_entries",
        sa.Column("practitioner_id", sa.Text, sa.ForeignKey("practitioners.id"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("manager_tenant_id", sa.Text),
        sa.Column("manager_object_id", sa.Text),
        sa.CheckConstraint("(manager_tenant_id IS NULL) = (manager_object_id IS NULL)", name="manager_whole"),
    )
    spelt = sa.text(
        "SELECT 1 FROM practitioners WHERE tenant_id <> lower(tenant_id) OR object_id <> lower(object_id)"
    )
    if op.get_bind().execute(spelt.columns()).first() is not None:
        op.create_index("ix_practitioners_lower", "practitioners", [sa.text("lower(object_id)")])
        op.execute(_LOWER)
        op.drop_index("ix_practitioners_lower", "practitioners")
