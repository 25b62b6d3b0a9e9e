"""Agencies, their services and practitioners, and the agreements between agencies."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from cases.model import ChannelForm, Level, Purpose
from store.tables.columns import Key, Words, metadata, not_after, one_of

# One row: how often any of this module's other tables has changed, as counted by triggers.
directory_version = Table(
    "directory_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="only_row"),
)

agencies = Table(
    "agencies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("confirm_after_days", Integer, nullable=False, server_default="90"),
    Column("channel_form", Text),
    one_of("channel_form", ChannelForm),
    CheckConstraint("confirm_after_days BETWEEN 1 AND 3650", name="confirm_after_days_plausible"),
)

services = Table(
    "services",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency_id", ForeignKey("agencies.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sensitive", Boolean, nullable=False),
)

practitioners = Table(
    "practitioners",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("service_id", ForeignKey("services.id"), nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("tenant_id", Words),
    Column("object_id", Words),
    Column("broker", Boolean, nullable=False),
    Column("governance_lead", Boolean, nullable=False),
    Column("administrator", Boolean, nullable=False, server_default=false()),
    Column("steward", Boolean, nullable=False, server_default=false()),
    Column("active", Boolean, nullable=False),
    Column("left_on", Date),
    Column("left_by_directory", Boolean, nullable=False, server_default=false()),
    Index(None, "service_id"),
    Index(
        "ix_practitioners_left_by_directory",
        "tenant_id",
        "object_id",
        sqlite_where=text("left_by_directory = 1"),
        postgresql_where=text("left_by_directory"),
    ),
    UniqueConstraint("tenant_id", "object_id"),
    CheckConstraint("(tenant_id IS NULL) = (object_id IS NULL)", name="identity_whole"),
)

practitioner_name_keys = Table(
    "practitioner_name_keys",
    metadata,
    Column("key", Key, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Index(None, "practitioner_id"),
    sqlite_with_rowid=False,
)

service_managers = Table(
    "service_managers",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("service_id", ForeignKey("services.id"), primary_key=True),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("level", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    one_of("level", Level),
    not_after("valid_from", "valid_to"),
)

agreement_agencies = Table(
    "agreement_agencies",
    metadata,
    Column("agreement_id", ForeignKey("agreements.id"), primary_key=True),
    Column("agency_id", ForeignKey("agencies.id"), primary_key=True),
    Index(None, "agency_id"),
)

agreement_purposes = Table(
    "agreement_purposes",
    metadata,
    Column("agreement_id", ForeignKey("agreements.id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    one_of("purpose", Purpose),
)
