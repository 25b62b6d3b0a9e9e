"""Families are read from the other side too: whose sibling, whose mother, in which household."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Indexes, so that no family is looked for by reading everybody's."""
    op.create_index(op.f("ix_relationships_other_child_id"), "relationships", ["other_child_id"])
    op.create_index(op.f("ix_relationships_other_person_id"), "relationships", ["other_person_id"])
    op.create_index(op.f("ix_household_members_child_id"), "household_members", ["child_id"])
