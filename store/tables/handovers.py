"""Work with a child that is, was or was to be handed over to a colleague."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Table, Text, text

from cases.handover import OPEN_STATES, HandoverState
from store.tables.columns import Moment, Words, metadata, one_of

_LISTED = ", ".join(f"'{state}'" for state in OPEN_STATES)
_OPEN = text(f"state IN ({_LISTED})")

handovers = Table(
    "handovers",
    metadata,
    Column("id", Words, primary_key=True),
    Column("child_id", ForeignKey("children.id"), nullable=False),
    Column("involvements", JSON, nullable=False),
    Column("giver_id", ForeignKey("practitioners.id"), nullable=False),
    Column("receiver_id", ForeignKey("practitioners.id"), nullable=False),
    Column("asked_by", ForeignKey("practitioners.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("with_lead", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("answered_at", Moment),
    Column("reminded_at", Moment),
    one_of("state", HandoverState),
    Index(None, "state", "first_day"),
    # Nobody's work with a child is offered twice at a time.
    Index(
        "uq_handovers_open", "giver_id", "child_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    ),
)
