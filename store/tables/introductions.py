"""Requests to be put in touch with a sensitive service, and where they stand with each involvement."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from cases.introduction import Stage
from cases.model import Purpose
from store.tables.columns import Moment, Words, metadata, one_of

introductions = Table(
    "introductions",
    metadata,
    Column("id", Words, primary_key=True),
    Column("asker_id", ForeignKey("practitioners.id"), nullable=False),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    one_of("purpose", Purpose),
    Index(None, "asker_id", "child_id"),
)

introduction_approaches = Table(
    "introduction_approaches",
    metadata,
    Column("introduction_id", ForeignKey("introductions.id"), primary_key=True),
    Column("involvement_id", ForeignKey("involvements.id"), primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("service_id", ForeignKey("services.id"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("by_id", ForeignKey("practitioners.id")),
    Column("why", Words, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("reminded_at", Moment),
    one_of("stage", Stage),
    Index(None, "stage"),
)
