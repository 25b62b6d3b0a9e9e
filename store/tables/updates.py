"""Updates: what happened, who is told when, who has seen it, how they want it; and digests that were made."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, Time

from store.tables.columns import Moment, Words, metadata

# No foreign keys, as in the histories it rests on.
updates = Table(
    "updates",
    metadata,
    Column("id", Words, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("child_id", Words),
    Column("case_id", Words),
    Column("actor_id", Words),
    Column("about_id", Words),
    Column("subject", Words, nullable=False),
    Column("told", JSON, nullable=False),
    # What happened in a case within a minute is one card in its channel.
    Index(None, "at"),
    Index(None, "kind", "at"),
)

# An empty batch: in no message yet.
update_items = Table(
    "update_items",
    metadata,
    Column("update_id", Words, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("batch", Text, nullable=False, server_default=""),
    Column("seen_at", Moment),
    # Those asked "Seen?" again, and whether the lead has heard that they have not answered.
    Column("reminded_at", Moment),
    Column("escalated_at", Moment),
    Index(None, "batch", "due_at"),
    Index(None, "practitioner_id"),
)

# One message each: a practitioner's updates that were due at one moment.
update_batches = Table(
    "update_batches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("practitioner_id", ForeignKey("practitioners.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "practitioner_id", "at"),
)

choices = Table(
    "choices",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("pace", Text, nullable=False),
    Column("every", Integer, nullable=False),
    Column("daily_at", Time, nullable=False),
    Column("quiet_from", Time, nullable=False),
    Column("quiet_to", Time, nullable=False),
    Column("zone", Text, nullable=False),
    Column("budget", Integer, nullable=False),
)

case_mutes = Table(
    "case_mutes",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
)

# What was made for whom and which period, once; the figures of a manager's are counts by name of line.
digests = Table(
    "digests",
    metadata,
    Column("practitioner_id", ForeignKey("practitioners.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("figures", JSON, nullable=False),
)
