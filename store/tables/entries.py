"""What the tenant's directory last said of practitioners. Not part of ours: each look may change it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text

from store.tables.columns import Words, metadata

directory_entries = Table(
    "directory_entries",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("phone", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("manager_tenant_id", Text),
    Column("manager_object_id", Text),
    CheckConstraint("(manager_tenant_id IS NULL) = (manager_object_id IS NULL)", name="manager_whole"),
)
