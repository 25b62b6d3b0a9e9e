"""What practitioners say of themselves. Not part of the directory: it changes often (store/directory.py)."""

from sqlalchemy import JSON, CheckConstraint, Column, Date, ForeignKey, Table, Text

from store.tables.columns import metadata, not_after

profiles = Table(
    "profiles",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("working_days", Text, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("away_from", Date),
    Column("away_until", Date),
    not_after("away_from", "away_until"),
    CheckConstraint("away_until IS NULL OR away_from IS NOT NULL", name="away_has_first_day"),
)
